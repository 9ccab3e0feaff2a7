package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"

	"ramal/internal/sandbox"
)

type sandboxCommand struct {
	Listen      string     `help:"HTTP address for Graph, the control plane and the phones." env:"RAMAL_SANDBOX_LISTEN" default:"127.0.0.1:8090" placeholder:"HOST:PORT"`
	MediaListen string     `help:"UDP address for the audio of all calls; port 0 takes a free one." env:"RAMAL_SANDBOX_MEDIA_LISTEN" default:"127.0.0.1:0" placeholder:"HOST:PORT"`
	PublicIP    []string   `name:"public-ip" help:"Public address of the UDP port where the machine has another one." env:"RAMAL_SANDBOX_PUBLIC_IP" placeholder:"IP"`
	Host        []string   `help:"Name, beside loopback, by which browsers may reach the phones." env:"RAMAL_SANDBOX_HOST" placeholder:"NAME"`
	Data        string     `help:"Folder that keeps the world over restarts. Without it the world is new each time." env:"RAMAL_SANDBOX_DATA" type:"path" placeholder:"DIR"`
	Seed        []byte     `help:"File with another world to begin with, and to return to at a reset." env:"RAMAL_SANDBOX_SEED" type:"filecontent" placeholder:"FILE"`
	NoMedia     bool       `name:"no-media" help:"Take any valid SDP and pretend the audio: for tests of signalling." env:"RAMAL_SANDBOX_NO_MEDIA"`
	Profile     string     `help:"Form of Meta's session descriptions: as seen since 2025, or as in its documentation (${enum})." enum:"real-2025,doc" default:"real-2025" env:"RAMAL_SANDBOX_PROFILE" placeholder:"NAME"`
	LogLevel    slog.Level `help:"Least important log lines to write: debug, info, warn or error." env:"RAMAL_LOG_LEVEL" default:"info" placeholder:"LEVEL"`
	PrintJSON   bool       `name:"print-json" help:"Print one line of JSON with addresses and identity when ready, for scripts."`
}

// Run serves until a signal.
func (c sandboxCommand) Run(ctx context.Context, t terminal) error {
	s, err := sandbox.Start(sandbox.Options{
		Listen: c.Listen, MediaListen: c.MediaListen, PublicIPs: c.PublicIP, Hosts: c.Host, DataDir: c.Data, Log: openLog(t.err, c.LogLevel),
		Seed: c.Seed, NoMedia: c.NoMedia, Profile: c.Profile,
	})
	if err != nil {
		return portFault(err, place{c.Listen, "--listen"}, place{c.MediaListen, "--media-listen"})
	}
	if c.PrintJSON {
		err = json.NewEncoder(t.out).Encode(c.facts(s))
	} else {
		c.welcome(t.out, s)
	}
	if err == nil {
		<-ctx.Done()
	}
	if closing := s.Close(); err == nil {
		err = closing
	}
	return err
}

// sandboxFacts is what --print-json prints: all that a test needs to begin.
type sandboxFacts struct {
	Sandbox        string            `json:"sandbox"` // the phones, and below /sandbox/ the control plane
	Graph          string            `json:"graph"`   // in place of https://graph.facebook.com
	Docs           string            `json:"docs"`
	Media          string            `json:"media,omitempty"` // UDP; none with --no-media
	PhoneNumberID  string            `json:"phone_number_id"`
	WABAID         string            `json:"waba_id"`
	AppID          string            `json:"app_id"`
	Token          string            `json:"token"`
	AppSecret      string            `json:"app_secret"`
	VerifyToken    string            `json:"verify_token"`
	BusinessNumber string            `json:"business_number"`
	MagicUsers     map[string]string `json:"magic_users"` // what each does, by wa_id
}

func (c sandboxCommand) facts(s *sandbox.Server) sandboxFacts {
	f := sandboxFacts{
		Sandbox: s.URL(), Graph: s.URL(), Docs: s.URL() + "/sandbox/docs",
		PhoneNumberID: sandbox.PhoneNumberID, WABAID: sandbox.WABAID, AppID: sandbox.AppID,
		Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: sandbox.VerifyToken, BusinessNumber: sandbox.BusinessNumber,
		MagicUsers: map[string]string{},
	}
	if !c.NoMedia {
		f.Media = s.MediaAddr().String()
	}
	for _, m := range sandbox.MagicUsers() {
		f.MagicUsers[m.WaID] = m.Does
	}
	return f
}

// welcome says to a person where everything is.
func (c sandboxCommand) welcome(w io.Writer, s *sandbox.Server) {
	f := c.facts(s)
	say(w, "The sandbox is ready at %s\n\n", f.Sandbox)
	say(w, "  Phones           %s/\n  Control plane    %s\n  Guide            docs/sandbox.md\n", f.Sandbox, f.Docs)
	say(w, "  Graph            %s/{version}/%s/…\n", f.Graph, f.PhoneNumberID)
	say(w, "  Access token     %s\n  App secret       %s\n  Verify token     %s\n", f.Token, f.AppSecret, f.VerifyToken)
	say(w, "  WABA, app        %s, %s\n  Business number  %s\n", f.WABAID, f.AppID, f.BusinessNumber)
	if c.NoMedia {
		say(w, "  Audio            pretended\n")
	} else {
		say(w, "  Audio            UDP %s\n", f.Media)
	}
	say(w, "  Webhook          curl %s/sandbox/webhook -d '{\"url\":\"http://127.0.0.1:3000/webhook\"}'\n", f.Sandbox)
	say(w, "\nUsers who need no set-up:\n\n")
	for _, m := range sandbox.MagicUsers() {
		say(w, "  %s    %s\n", m.WaID, m.Does)
	}
}
