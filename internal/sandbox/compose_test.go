package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// message is a request body for a user: rest is the type and its part.
func messageBody(to, rest string) string {
	return `{"messaging_product":"whatsapp","recipient_type":"individual","to":"` + to + `",` + rest + `}`
}

func callButtonBody(to, parameters string) string {
	return messageBody(to, `"type":"interactive","interactive":{"type":"voice_call","body":{"text":"Ring us here"},"action":{"name":"voice_call"`+parameters+`}}`)
}

// open opens a user's service window.
func (r *rig) open(user string) string {
	r.Helper()
	id := r.post("/sandbox/users/"+user+"/messages", `{"text":"oi"}`).ok().Body["id"].(string)
	r.event("text")
	return id
}

// send sends a message and lets it arrive.
func (r *rig) send(body string) string {
	r.Helper()
	id := r.graph("POST", "messages", body).ok().path("messages", 0, "id").(string)
	r.advance(time.Second)
	r.event("sent")
	r.event("delivered")
	return id
}

// shown is a message as the phone shows it.
func (r *rig) shown(user, id string) messageView {
	r.Helper()
	var v messageView
	r.s.must(func(t *tx) {
		u := t.users[user]
		m := u.message(id)
		if m == nil || !m.visible() {
			r.Errorf("the phone has no message %s", id)
			return
		}
		v = t.messageView(m)
	})
	return v
}

// Meta: Cloud API, Messages: one page for each kind.
func TestEveryKindOfMessageReachesThePhone(t *testing.T) {
	r := stopped(t)
	quoted := r.open(ana)
	picture, sound := r.upload("image/png", []byte("png")), r.upload("audio/ogg", oggFile(time.Second, 1))
	paper := r.upload("application/pdf", []byte("pdf"))
	sent := map[string]string{}
	for name, rest := range map[string]string{
		"text":     `"text":{"body":"https://aurora.example","preview_url":true},"context":{"message_id":"` + quoted + `"}`,
		"image":    `"type":"image","image":{"id":"` + picture + `","caption":"Look"}`,
		"sticker":  `"type":"sticker","sticker":{"link":"https://aurora.example/a.webp"}`,
		"video":    `"type":"video","video":{"link":"https://aurora.example/a.mp4","caption":"Film"}`,
		"voice":    `"type":"audio","audio":{"id":"` + sound + `","voice":true}`,
		"document": `"type":"document","document":{"id":"` + paper + `","filename":"offer.pdf"}`,
		"location": `"type":"location","location":{"latitude":"-23.55","longitude":-46.63,"name":"Workshop","address":"Rua A, 1"}`,
		"contacts": `"type":"contacts","contacts":[{"name":{"formatted_name":"Dora Luz","first_name":"Dora"},"phones":[{"phone":"+55 11 98888-7777"}]}]`,
		"buttons": `"type":"interactive","interactive":{"type":"button","header":{"type":"document","document":{"id":"` + paper + `"}},"body":{"text":"When?"},
			"footer":{"text":"Aurora"},"action":{"buttons":[{"type":"reply","reply":{"id":"today","title":"Today"}},{"type":"reply","reply":{"id":"later","title":"Later"}}]}}`,
		"call": `"type":"interactive","interactive":{"type":"voice_call","body":{"text":"Ring us here"},"action":{"name":"voice_call"}}`,
	} {
		sent[name] = r.send(messageBody(ana, rest))
	}
	for name, check := range map[string]func(messageView) bool{
		"text": func(v messageView) bool { return v.Kind == kindText && v.ReplyTo == quoted },
		"image": func(v messageView) bool {
			return v.Kind == kindMedia && v.Text == "Look" && v.Media.ID == picture && v.Media.Kind == "image"
		},
		"sticker": func(v messageView) bool { return v.Media.Link == "https://aurora.example/a.webp" && v.Media.ID == "" },
		"video":   func(v messageView) bool { return v.Media.Kind == "video" && v.Text == "Film" },
		"voice":   func(v messageView) bool { return v.Media.Kind == "voice" && v.Media.MIME == "audio/ogg" },
		"document": func(v messageView) bool {
			return v.Media.Name == "offer.pdf" && v.Media.Size == 3 && v.Media.MIME == "application/pdf"
		},
		"location": func(v messageView) bool { return v.Location.Latitude == -23.55 && v.Location.Name == "Workshop" },
		"contacts": func(v messageView) bool {
			return v.Contacts[0].Name == "Dora Luz" && v.Contacts[0].Phones[0] == "+55 11 98888-7777"
		},
		"buttons": func(v messageView) bool {
			return v.Footer == "Aurora" && v.Media.Kind == "document" && len(v.Buttons) == 2 && v.Buttons[1].ID == "later" && v.Buttons[1].Kind == buttonReply
		},
		"call": func(v messageView) bool {
			return v.Text == "Ring us here" && v.Buttons[0].Text == "Call Now" && v.Buttons[0].Kind == buttonCall && !v.Buttons[0].Expired
		},
	} {
		if v := r.shown(ana, sent[name]); !check(v) || v.From != "business" {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

// Meta: Cloud API, Reaction messages, May 2026: of a reaction only the status sent comes.
func TestAReactionIsOnTheMessageAndOnlySent(t *testing.T) {
	r := stopped(t)
	about := r.open(ana)
	react := func(id, emoji string) {
		r.graph("POST", "messages", messageBody(ana, `"type":"reaction","reaction":{"message_id":"`+id+`","emoji":"`+emoji+`"}`)).ok()
		r.advance(time.Minute)
	}
	react(about, "👍")
	r.event("sent")
	r.quiet()
	if v := r.shown(ana, about); v.Reaction != "👍" {
		t.Errorf("shown %+v", v)
	}
	react(about, "")
	r.event("sent")
	if v := r.shown(ana, about); v.Reaction != "" {
		t.Errorf("shown %+v", v)
	}
	react("wamid.nothing", "👍")
	if w := r.event("failed"); w.item()["errors"].([]any)[0].(map[string]any)["code"] != 131009.0 {
		t.Errorf("status %s", w.Raw)
	}
}

// Meta: Calling API, Call buttons: an old client cannot show one, which comes later.
func TestAnOldClientCannotTakeACallButton(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","client":"old"}`).ok()
	r.open(ana)
	id := r.graph("POST", "messages", callButtonBody(ana, "")).ok().path("messages", 0, "id").(string)
	r.advance(time.Second)
	r.event("sent")
	golden(t, "webhook-failed-button", r.event("failed").Raw)
	r.s.must(func(w *tx) {
		if m := w.users[ana].message(id); m.Text != "Ring us here" || m.visible() {
			t.Errorf("a message that failed keeps its words and is not shown: %+v", m)
		}
	})
}

// Meta: Calling API, Call buttons, errors.
func TestCallButtonsNeedCalling(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	r.post("/sandbox/account", `{"country":"CU"}`).ok() // assumed: Meta names no country
	r.graph("POST", "messages", callButtonBody(ana, "")).fails(400, 131009, "voice_call is not supported for the sender")
	r.post("/sandbox/account", `{"country":"US"}`).ok() // users may call businesses there
	r.send(callButtonBody(ana, ""))
	r.graph("POST", "settings", `{"calling":{"status":"DISABLED"}}`).ok()
	r.event("account_settings_update")
	r.graph("POST", "messages", callButtonBody(ana, "")).fails(401, 138000, "")
	r.post("/sandbox/faults", `{"calling_off_status":400}`).ok() // seen in practice
	r.graph("POST", "messages", callButtonBody(ana, "")).fails(400, 138000, "")
}

func TestMediaOfTheWrongKindFailOnTheirWay(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	id := r.upload("application/pdf", []byte("pdf"))
	r.graph("POST", "messages", messageBody(ana, `"type":"image","image":{"id":"`+id+`"}`)).ok()
	r.advance(time.Second)
	if w := r.event("failed"); w.item()["errors"].([]any)[0].(map[string]any)["code"] != 131053.0 { // assumed
		t.Errorf("status %s", w.Raw)
	}
}

func TestBadContentIsRefused(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	picture := r.upload("image/png", []byte("png"))
	interactive := func(rest string) string { return `"type":"interactive","interactive":{` + rest + `}` }
	call := func(p string) string {
		return interactive(`"type":"voice_call","body":{"text":"x"},"action":{"name":"voice_call","parameters":{` + p + `}}`)
	}
	replies := func(b string) string {
		return interactive(`"type":"button","body":{"text":"x"},"action":{"buttons":[` + b + `]}`)
	}
	reply := func(id, title string) string {
		return fmt.Sprintf(`{"type":"reply","reply":{"id":%q,"title":%q}}`, id, title)
	}
	framed := func(frame string) string {
		return interactive(`"type":"button","body":{"text":"x"},` + frame + `,"action":{"buttons":[` + reply("1", "1") + `]}`)
	}
	for name, c := range map[string]struct {
		rest  string
		code  int
		words string
	}{
		"no image":                 {`"type":"image"`, 100, "The parameter image is required."},
		"no id":                    {`"type":"image","image":{}`, 100, "image['id'] or image['link'] is required"},
		"unknown id":               {`"type":"image","image":{"id":"1"}`, 100, "Param image['id'] is not a valid whatsapp business account media attachment ID"},
		"no address":               {`"type":"image","image":{"link":"file:\/\/etc"}`, 100, "not a valid URI"},
		"caption of audio":         {`"type":"audio","audio":{"id":"1","caption":"x"}`, 100, `Unexpected key \"caption\" on param \"audio\"`},
		"filename of image":        {`"type":"image","image":{"id":"1","filename":"x"}`, 100, `Unexpected key \"filename\"`},
		"voice of video":           {`"type":"video","video":{"id":"1","voice":true}`, 100, `Unexpected key \"voice\"`},
		"long caption":             {`"type":"image","image":{"id":"1","caption":"` + strings.Repeat("ã", 1025) + `"}`, 100, "1024"},
		"long filename":            {`"type":"document","document":{"id":"1","filename":"` + strings.Repeat("x", 241) + `"}`, 100, "240"},
		"no location":              {`"type":"location"`, 100, "location is required"},
		"beyond the pole":          {`"type":"location","location":{"latitude":91,"longitude":0}`, 100, "latitude"},
		"around the world":         {`"type":"location","location":{"latitude":0,"longitude":181}`, 100, "longitude"},
		"no contacts":              {`"type":"contacts","contacts":[]`, 100, "contacts is required"},
		"contact without a name":   {`"type":"contacts","contacts":[{"name":{}}]`, 100, "formatted_name"},
		"contact with half a name": {`"type":"contacts","contacts":[{"name":{"formatted_name":"x"}}]`, 100, "one more part"},
		"no reaction":              {`"type":"reaction","reaction":{"emoji":"x"}`, 100, "reaction['message_id']"},
		"wrong action":             {interactive(`"type":"voice_call","body":{"text":"x"},"action":{"name":"x"}`), 100, "{voice_call}"},
		"button without body":      {interactive(`"type":"voice_call","action":{"name":"voice_call"}`), 100, "interactive['body']['text'] is required"},
		"long button":              {call(`"display_text":"` + strings.Repeat("x", 21) + `"`), 131009, "display_text"},
		"no time":                  {call(`"ttl_minutes":0`), 131009, "between 1 and 43200"},
		"too much time":            {call(`"ttl_minutes":43201`), 131009, "between 1 and 43200"},
		"time in words":            {call(`"ttl_minutes":"soon"`), 131009, "between 1 and 43200"},
		"long payload":             {call(`"payload":"` + strings.Repeat("x", 513) + `"`), 131009, "512"},
		"no buttons":               {replies(""), 131009, "Invalid buttons count"},
		"four buttons":             {replies(reply("1", "1") + "," + reply("2", "2") + "," + reply("3", "3") + "," + reply("4", "4")), 131009, "Invalid buttons count"},
		"another type":             {replies(`{"type":"url","reply":{"id":"1","title":"1"}}`), 100, "{REPLY}"},
		"no button id":             {replies(reply("", "1")), 100, "['reply']['id'] is required"},
		"no title":                 {replies(reply("1", " ")), 100, "['reply']['title'] is required"},
		"long id":                  {replies(reply(strings.Repeat("x", 257), "1")), 131009, "256"},
		"long title":               {replies(reply("1", strings.Repeat("x", 21))), 131009, "20"},
		"same id":                  {replies(reply("1", "1") + "," + reply("1", "2")), 131009, "Duplicated button id"},
		"same title":               {replies(reply("1", "1") + "," + reply("2", "1")), 131009, "Duplicated button title"},
		"long footer":              {framed(`"footer":{"text":"` + strings.Repeat("x", 61) + `"}`), 100, "60"},
		"empty header":             {framed(`"header":{"type":"text"}`), 100, "interactive['header']['text'] is required"},
		"long header":              {framed(`"header":{"type":"text","text":"` + strings.Repeat("x", 61) + `"}`), 100, "60"},
		"header of another type":   {framed(`"header":{"type":"audio"}`), 100, "{TEXT, IMAGE, VIDEO, DOCUMENT}"},
		"header without medium":    {framed(`"header":{"type":"image"}`), 100, "interactive['header']['image'] is required"},
		"header of unknown id":     {framed(`"header":{"type":"video","video":{"id":"1"}}`), 100, "not a valid whatsapp"},
		"long body":                {interactive(`"type":"button","body":{"text":"` + strings.Repeat("x", 1025) + `"},"action":{}`), 100, "1024"},
	} {
		t.Run(name, func(*testing.T) { r.graph("POST", "messages", messageBody(ana, c.rest)).fails(400, c.code, c.words) })
	}
	r.send(messageBody(ana, framed(`"header":{"type":"image","image":{"id":"`+picture+`"}}`)))
	r.quiet()
}

func TestAReadReceiptMayShowThatSomebodyTypes(t *testing.T) {
	r := stopped(t)
	id := r.open(ana)
	read := func(kind string) answer {
		return r.graph("POST", "messages", `{"messaging_product":"whatsapp","status":"read","message_id":"`+id+`","typing_indicator":{"type":"`+kind+`"}}`)
	}
	read("text").ok()
	read("voice").fails(400, 100, "typing_indicator")
}
