package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"ramal/internal/meta"
)

// This file holds what the business was told, as it stands in the delivery log, against what happened.

// heard is every event that the business was told, in order, also of those that shared a POST.
func (m *model) heard() (events []map[string]any) {
	m.s.must(func(t *tx) {
		for _, d := range t.Deliveries {
			var env struct {
				Entry []struct {
					Changes []struct {
						Field string
						Value map[string]any
					}
				}
			}
			if err := json.Unmarshal([]byte(d.Body), &env); err != nil {
				m.Fatal(err)
			}
			for _, e := range env.Entry {
				for _, c := range e.Changes {
					if c.Field == meta.FieldTemplateStatus {
						events = append(events, c.Value)
					}
					// Lists of one value have no order among each other: a call begins before its statuses and ends after them.
					var ends []map[string]any
					for _, list := range []string{"calls", "statuses", "messages"} {
						items, _ := c.Value[list].([]any)
						for _, it := range items {
							if e := it.(map[string]any); list == "calls" && kindOf(e) != string(meta.EventConnect) {
								ends = append(ends, e)
							} else {
								events = append(events, e)
							}
						}
					}
					events = append(events, ends...)
				}
			}
		}
	})
	return events
}

// kindOf is what an event says: connect, RINGING, delivered, audio…
func kindOf(item map[string]any) string {
	for _, key := range []string{"event", "status", "type"} {
		if s, _ := item[key].(string); s != "" {
			return s
		}
	}
	return ""
}

// What may be told of one message of the business or of a user, of one call until it ends, and of it afterwards.
var (
	messageStories = []string{
		"text", "interactive", "button", "sent", "failed", "sent delivered", "sent delivered read", "sent failed",
	}
	callStories = []string{
		"terminate", "connect terminate", "connect REJECTED terminate", "connect RINGING terminate", "connect RINGING ACCEPTED terminate",
		"connect RINGING REJECTED terminate",
	}
)

func (m *model) checkStory() {
	stories := map[string][]map[string]any{}
	for _, e := range m.heard() {
		if id, _ := e["id"].(string); id != "" {
			stories[id] = append(stories[id], e)
		}
	}
	for id, items := range stories {
		var kinds []string
		for _, it := range items {
			kinds = append(kinds, kindOf(it))
		}
		if line := strings.Join(kinds, " "); strings.HasPrefix(id, "wamid.") {
			if !slices.Contains(messageStories, line) {
				m.Errorf("message told as %q", line)
			}
			continue
		}
		end := slices.Index(kinds, "terminate")
		line := strings.Join(kinds[:end+1], " ")
		if !slices.Contains(callStories, line) {
			m.Errorf("call told as %q", strings.Join(kinds, " "))
			continue
		}
		last := items[end]
		picked := last["duration"] != nil
		if strings.Contains(line, "ACCEPTED") && !picked || strings.Contains(line, "REJECTED") && picked {
			m.Errorf("%q with duration %v", line, last["duration"])
		}
		if picked != (last["start_time"] != nil) || picked != (last["end_time"] != nil) {
			m.Errorf("some times are missing: %v", last)
		}
		m.checkAftermath(id, picked, kinds[end+1:])
	}
}

// checkAftermath checks what was told of a call after its end: of one that was picked up, each capture that was asked for, once;
// of one that went to voicemail, the message, if the caller left one.
func (m *model) checkAftermath(id string, picked bool, told []string) {
	m.s.must(func(t *tx) {
		c := t.calls[id]
		var want []string
		if picked && c.Recording != nil {
			want = append(want, string(meta.EventRecording))
		}
		if picked && c.Transcript != nil {
			want = append(want, string(meta.EventTranscription))
		}
		if c.Voicemail && len(told) > 0 {
			want = append(want, meta.TypeAudio)
		}
		if c.Voicemail && picked || !slices.Equal(told, want) {
			m.Errorf("after the end of %+v: %v, want %v", c, told, want)
		}
	})
}

// pickedUp counts the calls of the business that a user picked up in the last day.
func (t *tx) pickedUp(u *user) (n int) {
	for _, c := range t.Calls {
		if c.UserID == u.id() && c.Direction == meta.BusinessInitiated && c.Picked > t.now.Add(-day).Unix() {
			n++
		}
	}
	return n
}

// checkTemplates checks that the business knows where each template stands.
func (m *model) checkTemplates() {
	last := map[string]string{}
	for _, e := range m.heard() {
		if name, _ := e["message_template_name"].(string); name != "" {
			last[name+"/"+e["message_template_language"].(string)] = kindOf(e)
		}
	}
	m.s.must(func(t *tx) {
		for _, of := range t.Templates {
			if told := last[of.Name+"/"+of.Language]; told != of.Status && (told != "" || of.Status != meta.TemplateApproved) {
				m.Errorf("the template %s is %s, told was %q", of.Name, of.Status, told)
			}
		}
	})
}

// checkUnanswered counts again, from the webhooks, how many calls in a row each user has not answered (Meta: Calling API, User
// call permissions): a call that was picked up and a new permission begin anew.
func (m *model) checkUnanswered() {
	count := map[string]int{}
	said := m.heard()
	m.s.must(func(t *tx) {
		for _, e := range said {
			id, _ := e["id"].(string)
			c := t.calls[id]
			switch {
			case c != nil && kindOf(e) == string(meta.EventTerminate):
				early := c.Reason == reasonCancelled && time.Duration(c.Ended-c.Created)*time.Second < t.s.timing.Cancel
				switch {
				case c.Picked != 0:
					count[c.UserID] = 0
				case c.Direction == meta.BusinessInitiated && c.Status == meta.CallCompleted && !early:
					count[c.UserID]++
				}
			case follow(e, []any{"interactive", meta.InteractiveCallPermissionReply, "response"}) == meta.ResponseAccept:
				count[e["from"].(string)] = 0
			}
		}
		for _, u := range t.Users {
			if u.Line.Unanswered != count[u.id()] {
				m.Errorf("%s: %d unanswered calls, %d count", u.Name, count[u.id()], u.Line.Unanswered)
			}
		}
	})
}
