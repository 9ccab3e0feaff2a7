package sandbox

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"ramal/internal/meta"
)

// seed is another world to begin with (--seed). Each part has the shape of the operation that would set it.
type seed struct {
	Account   changes[account]  `json:"account"`
	Settings  json.RawMessage   `json:"settings"` // the object calling of Graph
	Webhook   *Webhook          `json:"webhook"`
	Users     []json.RawMessage `json:"users"`      // in place of the people of the first world; the magic users stay
	KeepUsers bool              `json:"keep_users"` // the people of the first world stay too
	Templates []json.RawMessage `json:"templates"`
}

// seedUser is what an entry has beside the profile.
type seedUser struct {
	Permission    string       `json:"permission"`
	PermissionAgo int64        `json:"permission_ago_seconds"` // when it was given
	WindowOpen    bool         `json:"window_open"`
	WindowAgo     int64        `json:"window_ago_seconds"` // when the user last wrote or called
	Chat          []seedBubble `json:"chat"`               // the oldest first
}

// beside are the names of its fields.
var beside = []string{"permission", "permission_ago_seconds", "window_open", "window_ago_seconds", "chat"}

// readSeed reads a seed strictly and tries it on a world of its own, so that a mistake is found before anything starts. The error
// names the entry and the field.
func (s *Server) readSeed(raw []byte) (*seed, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	d := &seed{}
	if err := decode(raw, d); err != nil {
		return nil, seedFault("", err)
	}
	probe := &Server{log: s.log, clock: NewStoppedClock(s.clock.Now()), timing: s.timing, ids: ids{random: rand.Reader}, shelf: newShelf(s.log, ""), world: newWorld()}
	if _, err := probe.locked(func(t *tx) error { return t.sow(d, true) }); err != nil {
		return nil, err
	}
	return d, nil
}

// seedFault says where in a seed a mistake is.
func seedFault(entry string, err error) error {
	words := err.Error()
	if b, is := err.(*badInput); is && b.Field != "" && entry != "" { //nolint:errorlint // decode and check return it bare
		entry += "." + b.Field
	}
	if entry == "" {
		return fmt.Errorf("seed: %s", words)
	}
	return fmt.Errorf("seed: %s: %s", entry, words)
}

// sow makes the world that a seed describes. Without all, the app's set-up (webhook and settings) is left as it is.
func (t *tx) sow(d *seed, all bool) error {
	if d == nil {
		return nil
	}
	if d.Account.raw != nil {
		a := t.accountNow()
		a.Restrictions = nil
		err := d.Account.onto(&a)
		if err == nil {
			err = t.setAccount(a)
		}
		if err != nil {
			return seedFault("account", err)
		}
	}
	if all {
		if err := t.sowSetUp(d); err != nil {
			return err
		}
	}
	if d.Users != nil && !d.KeepUsers {
		t.Users = slices.DeleteFunc(t.Users, func(u *user) bool { return u.magic() == "" })
		t.index()
	}
	for i, raw := range d.Users {
		if err := t.sowUser(raw); err != nil {
			return seedFault(fmt.Sprintf("users[%d]", i), err)
		}
	}
	for i, raw := range d.Templates {
		if err := t.sowTemplate(raw); err != nil {
			return seedFault(fmt.Sprintf("templates[%d]", i), err)
		}
	}
	return nil
}

// sowSetUp takes the webhook without a handshake, because the callback may start later than the sandbox, and the settings
// without asking whether the prerequisites of calling are there.
func (t *tx) sowSetUp(d *seed) error {
	if w := d.Webhook; w != nil {
		at, err := url.Parse(w.URL)
		if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" {
			return seedFault("webhook", bad("url", "url must be an http or https address"))
		}
		hook := Webhook{URL: w.URL, VerifyToken: VerifyToken, AppSecret: AppSecret, Fields: webhookFields}
		if w.VerifyToken != "" {
			hook.VerifyToken = w.VerifyToken
		}
		if w.AppSecret != "" {
			hook.AppSecret = w.AppSecret
		}
		if w.Fields != nil {
			hook.Fields = w.Fields
		}
		for _, f := range hook.Fields {
			if !slices.Contains(webhookFields, f) {
				return seedFault("webhook", bad("fields", "there is no webhook field "+f))
			}
		}
		t.Webhook = hook
	}
	if d.Settings == nil {
		return nil
	}
	var u callingUpdate
	if err := decode(d.Settings, &u); err != nil {
		return seedFault("settings", err)
	}
	status := u.Status
	u.Status = nil
	next := t.Settings.Calling
	fail := u.apply(t, &next)
	if fail == nil {
		fail = choice("[status]", status, &next.Status, enabled, disabled)
	}
	if fail != nil {
		return fmt.Errorf("seed: settings: %s", strings.TrimPrefix(firstOf(fail.Details, fail.Message), "(#100) "))
	}
	t.Settings.Calling = next
	t.watchHours()
	return nil
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (t *tx) sowUser(raw json.RawMessage) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return bad("", "a user must be a JSON object")
	}
	var more seedUser
	var own struct {
		WaID  string `json:"wa_id"`
		BSUID string `json:"bsuid"`
	}
	_ = json.Unmarshal(raw, &own) // mistakes in it are reported by saveUser
	apart := map[string]json.RawMessage{}
	for _, name := range beside {
		apart[name] = orNull(fields[name])
		delete(fields, name)
	}
	rest, err := json.Marshal(apart)
	if err == nil {
		err = decode(rest, &more)
	}
	if err != nil {
		return err
	}
	profile, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	switch {
	case t.users[own.WaID] != nil:
		return bad("wa_id", "wa_id "+own.WaID+" is there already")
	case t.users[own.BSUID] != nil:
		return bad("bsuid", "bsuid "+own.BSUID+" is there already")
	case fields["sound_media_id"] != nil:
		return bad("sound_media_id", "sound_media_id cannot be seeded: the file has to be uploaded first")
	case !slices.Contains([]string{"", "none", "temporary", "permanent"}, more.Permission):
		return bad("permission", "permission must be none, temporary or permanent")
	case more.PermissionAgo < 0:
		return bad("permission_ago_seconds", "permission_ago_seconds must not be negative")
	case more.WindowAgo < 0:
		return bad("window_ago_seconds", "window_ago_seconds must not be negative")
	}
	ago := func(seconds int64) time.Time { return t.now.Add(-time.Duration(seconds) * time.Second) }
	u, err := t.saveUser(changes[Profile]{raw: profile})
	if err != nil {
		return err
	}
	if more.Permission == "temporary" || more.Permission == "permanent" {
		u.Line.grant(more.Permission == "permanent", ago(more.PermissionAgo))
		t.expireLater(u)
	}
	if more.WindowOpen {
		u.Line.touch(ago(more.WindowAgo))
	}
	return t.sowChat(u, more.Chat)
}

func orNull(raw json.RawMessage) json.RawMessage {
	if raw == nil {
		return json.RawMessage("null")
	}
	return raw
}

// sowTemplate adds an approved template, in place of one of the same name and language.
func (t *tx) sowTemplate(raw json.RawMessage) error {
	var in meta.Template
	if err := decode(raw, &in); err != nil {
		return err
	}
	if fail := checkTemplate(&in); fail != nil {
		return bad("", firstOf(fail.Details, fail.Message))
	}
	t.Templates = slices.DeleteFunc(t.Templates, func(m *messageTemplate) bool { return m.Name == in.Name && m.Language == in.Language })
	in.Status, in.RejectedReason = meta.TemplateApproved, ""
	t.addTemplate(in, t.now)
	return nil
}
