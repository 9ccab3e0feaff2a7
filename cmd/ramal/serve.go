package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/url"
	"time"

	"ramal/internal/fault"
)

// defaultNode names the only node there is. The name must outlive restarts: a server ends the calls that a node of its
// name left behind.
const defaultNode = "main"

type serveCommand struct {
	databaseFlags
	Listen       string        `help:"HTTP address for the console, the API and webhooks. Put TLS in front of it." env:"RAMAL_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	PublicURL    string        `name:"public-url" help:"Where browsers and Meta reach the server, such as https://calls.example.com." env:"RAMAL_PUBLIC_URL" placeholder:"URL"`
	MediaListen  string        `help:"UDP address for the browsers' audio. Open this one port in the firewall." env:"RAMAL_MEDIA_LISTEN" default:":40000" placeholder:"HOST:PORT"`
	PublicIP     []string      `name:"public-ip" help:"Public address of the UDP port where the machine has another one (1:1 NAT). One for IPv4, one for IPv6." env:"RAMAL_PUBLIC_IP" placeholder:"IP"`
	NATS         string        `name:"nats" help:"nats://… of a cluster, for more than one node. Without it the bus runs inside." env:"RAMAL_NATS" placeholder:"ADDRESS"`
	Node         string        `help:"Name of this node, the same after each restart; needed with --nats." env:"RAMAL_NODE" placeholder:"NAME"`
	Drain        time.Duration `help:"How long to let calls go on after the first signal to stop. 0 hangs up at once; a second signal always ends everything." env:"RAMAL_DRAIN" default:"0s"`
	TrustedProxy bool          `help:"Believe X-Forwarded-For and X-Forwarded-Proto. Only behind a proxy of your own that sets them." env:"RAMAL_TRUSTED_PROXY"`
	PrivateGraph bool          `name:"allow-private-graph" help:"Let an account's Graph address be http and inside the own network: for the sandbox, never for production." env:"RAMAL_ALLOW_PRIVATE_GRAPH"`
	SalesContact string        `help:"Whom people ask for what is not in their plan: a mail address, a web address or a number." env:"RAMAL_SALES_CONTACT" placeholder:"CONTACT"`
	LogLevel     slog.Level    `help:"Least important log lines to write: debug, info, warn or error." env:"RAMAL_LOG_LEVEL" default:"info" placeholder:"LEVEL"`
	PrintJSON    bool          `name:"print-json" help:"Print one line of JSON with the addresses when ready, for scripts."`
}

// Run serves until a signal.
func (c serveCommand) Run(ctx context.Context, t terminal) error {
	if c.NATS != "" && c.Node == "" {
		return fault.New(fault.Invalid, "More than one node needs names: give each its own with --node.").On("node")
	}
	if c.Node == "" {
		c.Node = defaultNode
	}
	if err := publicURL(c.PublicURL); err != nil {
		return err
	}
	s, err := openServer(ctx, serverOptions{
		databaseFlags: c.databaseFlags, listen: c.Listen, publicURL: c.PublicURL, mediaListen: c.MediaListen, publicIPs: c.PublicIP,
		nats: c.NATS, node: c.Node, drain: c.Drain, trustedProxy: c.TrustedProxy, salesContact: c.SalesContact, privateGraph: c.PrivateGraph, log: openLog(t.err, c.LogLevel),
	})
	if err != nil {
		return err
	}
	return s.run(ctx, func(ctx context.Context) error {
		s.log.Info("ready", slog.String("console", s.url()), slog.String("media", s.media.Addr().String()), slog.String("version", version()))
		code, err := s.center.OpenSetup(ctx)
		if err != nil {
			return err
		}
		if c.PrintJSON {
			return printJSON(t.out, addresses{Console: s.url(), SetupCode: code})
		}
		say(t.out, "Ramal is ready at %s\n", s.url())
		if code != "" {
			say(t.out, "Set it up at %s/setup with the code %s\n", s.url(), code)
		}
		return nil
	})
}

func publicURL(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" && u.Path != "/" {
		return fault.New(fault.Invalid, "%q is not a public address. Write it as https://calls.example.com, without a path.", s).On("public-url")
	}
	return nil
}

// addresses is what --print-json prints.
type addresses struct {
	Console string `json:"console"`
	Sandbox string `json:"sandbox,omitempty"`
	// SetupCode opens the set-up page; it is there while there is no workspace.
	SetupCode string `json:"setupCode,omitempty"`
}

func printJSON(w io.Writer, a addresses) error { return json.NewEncoder(w).Encode(a) }
