package main

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
)

// The past as the sandbox has it: a seed of its world (docs/sandbox.md).
type (
	phoneSeed struct {
		KeepUsers bool        `json:"keep_users"`
		Users     []phoneUser `json:"users"`
	}
	phoneUser struct {
		WaID          string      `json:"wa_id"`
		Name          string      `json:"name"`
		Behaviour     string      `json:"behaviour"`
		AnswerMS      int         `json:"answer_after_ms"`
		Permission    string      `json:"permission"`
		PermissionAgo int64       `json:"permission_ago_seconds"`
		WindowOpen    bool        `json:"window_open"`
		WindowAgo     int64       `json:"window_ago_seconds"`
		Chat          []phoneLine `json:"chat"`
	}
	phoneLine struct {
		ID       string       `json:"id"`
		From     string       `json:"from"`
		Text     string       `json:"text"`
		Ago      int64        `json:"ago_seconds"`
		ReplyTo  string       `json:"reply_to"`
		Reaction string       `json:"reaction"`
		Media    *phoneFile   `json:"media,omitempty"`
		Location *phonePlace  `json:"location,omitempty"`
		Contacts []phoneOther `json:"contacts,omitempty"`
	}
	phoneFile struct {
		MimeType string `json:"mime_type"`
		Name     string `json:"name"`
		Voice    bool   `json:"voice"`
		Data     []byte `json:"data"`
	}
	phonePlace struct {
		Latitude  float64 `json:"latitude"`
		Longitude float64 `json:"longitude"`
		Name      string  `json:"name"`
		Address   string  `json:"address"`
	}
	phoneOther struct {
		Name   string   `json:"name"`
		Phones []string `json:"phones"`
	}
)

// pastPeople is the sandbox's part of the past, as a seed of its world.
func pastPeople() ([]byte, error) {
	seed := phoneSeed{KeepUsers: true}
	for _, k := range acquaintances {
		seed.Users = append(seed.Users, k.phoneUser())
	}
	return json.Marshal(seed)
}

// phoneUser is a person with what their phone remembers.
func (k acquaintance) phoneUser() phoneUser {
	u := phoneUser{
		WaID: k.number(), Name: k.name, Behaviour: "answer", AnswerMS: 2500, Permission: cmp.Or(k.allows, "none"), Chat: []phoneLine{},
	}
	for _, t := range talksWith(k.name) {
		for i, ago := range t.times() {
			turn := t.turns[i]
			if turn.kind == desk.PermissionReply && strings.HasPrefix(turn.text, "accept_") {
				u.PermissionAgo = int64(ago.Seconds())
			}
			if turn.opensWindow() {
				u.WindowOpen, u.WindowAgo = ago < desk.WindowLife, int64(ago.Seconds())
			}
			if turn.kind == desk.Text || turn.thing != nil {
				u.Chat = append(u.Chat, t.phoneLine(i, ago))
			}
		}
	}
	return u
}

// opensWindow reports whether the contact wrote or called, or picked up.
func (t turn) opensWindow() bool { return t.by == desk.Incoming || t.outcome == call.Completed }

func (t talk) phoneLine(i int, ago time.Duration) phoneLine {
	turn := t.turns[i]
	from := map[desk.Direction]string{desk.Incoming: "user", desk.Outgoing: "business"}[turn.by]
	line := phoneLine{ID: t.wamid(i), From: from, Text: turn.text, Ago: int64(ago.Seconds()), ReplyTo: t.quoted(i), Reaction: turn.emoji}
	thing := turn.thing
	switch {
	case thing == nil:
	case thing.place != nil:
		p := thing.place
		line.Location = &phonePlace{p.Latitude, p.Longitude, p.Name, p.Address}
	case thing.card != nil:
		line.Contacts = []phoneOther{{thing.card.Name, thing.card.Phones}}
	default:
		line.Media = &phoneFile{thing.mime, thing.name, thing.kind == desk.Voice, thing.data()}
	}
	return line
}
