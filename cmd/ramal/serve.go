package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"ramal/internal/fault"
)

// defaultNode names the only node there is. The name must outlive restarts: a server ends the calls that a node of its
// name left behind.
const defaultNode = "main"

type serveCommand struct {
	databaseFlags
	Listen    string `help:"Address for the console, the API and webhooks: 127.0.0.1:8080, or :443 with --acme-domain." env:"RAMAL_LISTEN" placeholder:"HOST:PORT"`
	PublicURL string `name:"public-url" help:"Where browsers and Meta reach the server, such as https://calls.example.com." env:"RAMAL_PUBLIC_URL" placeholder:"URL"`
	tlsFlags
	MediaListen  string        `help:"UDP address for the browsers' audio. Open this one port in the firewall." env:"RAMAL_MEDIA_LISTEN" default:":40000" placeholder:"HOST:PORT"`
	PublicIP     []string      `name:"public-ip" help:"Public address of the UDP port where the machine has another one (1:1 NAT). One for IPv4, one for IPv6." env:"RAMAL_PUBLIC_IP" placeholder:"IP"`
	NATS         string        `name:"nats" help:"nats://… of a cluster, for more than one node. Without it the bus runs inside." env:"RAMAL_NATS" placeholder:"ADDRESS"`
	Node         string        `help:"Name of this node, the same after each restart; needed with --nats." env:"RAMAL_NODE" placeholder:"NAME"`
	Drain        time.Duration `help:"How long to let calls go on after the first signal to stop. 0 hangs up at once; a second signal always ends everything." env:"RAMAL_DRAIN" default:"0s"`
	PrivateGraph bool          `name:"allow-private-graph" help:"Let an account's Graph address be http and inside the own network: for the sandbox, never for production." env:"RAMAL_ALLOW_PRIVATE_GRAPH"`
	MediaMax     int64         `help:"Largest file that is sent or received, in MB. Meta takes pictures up to 5, audio and video up to 16, documents up to 100." env:"RAMAL_MEDIA_MAX" default:"25" placeholder:"MB"`
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
	if err := c.check(c.PublicURL); err != nil {
		return err
	}
	log := openLog(t.err, c.LogLevel)
	if strings.HasPrefix(c.PublicURL, "https:") && !c.speaks() && !c.TrustedProxy {
		log.Warn("--public-url is https, and nothing says who speaks TLS: see --trusted-proxy, --tls-cert and --acme-domain")
	}
	s, err := openServer(ctx, serverOptions{
		databaseFlags: c.databaseFlags, tlsFlags: c.tlsFlags, listen: c.listen(), publicURL: c.PublicURL, mediaListen: c.MediaListen, publicIPs: c.PublicIP,
		nats: c.NATS, node: c.Node, drain: c.Drain, salesContact: c.SalesContact, mediaMax: c.MediaMax << 20, privateGraph: c.PrivateGraph, log: log,
	})
	if err != nil {
		return err
	}
	return s.run(ctx, func(ctx context.Context) error {
		s.log.Info("ready", slog.String("console", s.url()), slog.String("listen", s.port.Addr().String()), slog.String("media", s.media.Addr().String()), slog.String("version", version()))
		code, err := s.center.OpenSetup(ctx)
		if err != nil {
			return err
		}
		if c.PrintJSON {
			a := addresses{Console: s.url(), Listen: s.port.Addr().String(), SetupCode: code}
			if s.plain != nil {
				a.HTTP = s.plain.Addr().String()
			}
			return printJSON(t.out, a)
		}
		say(t.out, "Ramal is ready at %s\n", s.url())
		if code != "" {
			say(t.out, "Set it up at %s/setup with the code %s\n", s.url(), code)
		}
		return nil
	})
}

// listen is where to listen.
func (c serveCommand) listen() string {
	switch {
	case c.Listen != "":
		return c.Listen
	case c.Domain != "":
		return listenTLS
	}
	return listenPlain
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
	// Listen and HTTP are the ports that are listened on, whatever the console's address is.
	Listen string `json:"listen,omitempty"`
	HTTP   string `json:"http,omitempty"`
	// SetupCode opens the set-up page; it is there while there is no workspace.
	SetupCode string `json:"setupCode,omitempty"`
}

func printJSON(w io.Writer, a addresses) error { return json.NewEncoder(w).Encode(a) }
