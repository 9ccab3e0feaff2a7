package main

import (
	"context"
	"log/slog"

	"ramal/internal/sandbox"
)

type sandboxCommand struct {
	Listen      string     `help:"HTTP address for Graph, the control plane and the phones." env:"RAMAL_SANDBOX_LISTEN" default:"127.0.0.1:8090" placeholder:"HOST:PORT"`
	MediaListen string     `help:"UDP address for the audio of all calls; port 0 takes a free one." env:"RAMAL_SANDBOX_MEDIA_LISTEN" default:"127.0.0.1:0" placeholder:"HOST:PORT"`
	PublicIP    []string   `name:"public-ip" help:"Public address of the UDP port where the machine has another one." env:"RAMAL_SANDBOX_PUBLIC_IP" placeholder:"IP"`
	Host        []string   `help:"Name, beside loopback, by which browsers may reach the phones." env:"RAMAL_SANDBOX_HOST" placeholder:"NAME"`
	Data        string     `help:"Folder that keeps the world over restarts. Without it the world is new each time." env:"RAMAL_SANDBOX_DATA" type:"path" placeholder:"DIR"`
	LogLevel    slog.Level `help:"Least important log lines to write: debug, info, warn or error." env:"RAMAL_LOG_LEVEL" default:"info" placeholder:"LEVEL"`
	PrintJSON   bool       `name:"print-json" help:"Print one line of JSON with the address when ready, for scripts."`
}

// Run serves until a signal.
func (c sandboxCommand) Run(ctx context.Context, t terminal) error {
	s, err := sandbox.Start(sandbox.Options{
		Listen: c.Listen, MediaListen: c.MediaListen, PublicIPs: c.PublicIP, Hosts: c.Host, DataDir: c.Data, Log: openLog(t.err, c.LogLevel),
	})
	if err != nil {
		return portFault(err, place{c.Listen, "--listen"}, place{c.MediaListen, "--media-listen"})
	}
	if c.PrintJSON {
		err = printJSON(t.out, addresses{Sandbox: s.URL()})
	} else {
		say(t.out, "The sandbox is ready at %s\n\n", s.URL())
		say(t.out, "  Graph            %s/{version}/%s/…\n", s.URL(), sandbox.PhoneNumberID)
		say(t.out, "  Access token     %s\n  App secret       %s\n  Verify token     %s\n", sandbox.Token, sandbox.AppSecret, sandbox.VerifyToken)
		say(t.out, "  WABA, app        %s, %s\n  Business number  %s\n", sandbox.WABAID, sandbox.AppID, sandbox.BusinessNumber)
		say(t.out, "  Webhook          POST %s/sandbox/webhook {\"url\": \"http://…\"}\n", s.URL())
	}
	if err == nil {
		<-ctx.Done()
	}
	if closing := s.Close(); err == nil {
		err = closing
	}
	return err
}
