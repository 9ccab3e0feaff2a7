package sandbox

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/meta"
)

func (r *rig) tap(user, message, button string) answer {
	r.Helper()
	return r.post("/sandbox/users/"+user+"/taps", `{"message_id":"`+message+`","button_id":"`+button+`"}`)
}

// give puts a file on a phone.
func (r *rig) give(mimeType, name, data string) string {
	r.Helper()
	return r.request("POST", "/sandbox/media?name="+name, data, map[string]string{"Content-Type": mimeType}).ok().Body["id"].(string)
}

// Meta: Calling API, Call buttons: the payload is in the call's webhooks; after its time the button is of no use.
func TestATapOnACallButtonCallsTheBusiness(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	id := r.send(callButtonBody(ana, `,"parameters":{"display_text":"Ring us","ttl_minutes":60,"payload":"promo-17"}`))
	wacid := r.tap(ana, id, "").ok().Body["id"].(string)
	w := r.event("connect")
	golden(t, "webhook-connect-cta", w.Raw)
	if w.item()["id"] != wacid || w.item()["cta_payload"] != "promo-17" {
		t.Errorf("call %s", w.Raw)
	}
	r.tap(ana, id, "call").refused(409, "") // in that call
	r.post("/sandbox/calls/"+path(wacid)+"/hangup", "").ok()
	if w := r.event("terminate"); w.item()["cta_payload"] != "promo-17" {
		t.Errorf("terminate %s", w.Raw)
	}
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","client":"old"}`).ok()
	r.tap(ana, id, "call").refused(409, "")
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","client":"current"}`).ok()
	r.advance(time.Hour)
	if v := r.shown(ana, id); !v.Buttons[0].Expired {
		t.Errorf("shown %+v", v)
	}
	r.tap(ana, id, "call").refused(409, "")
	r.quiet()
}

// Meta: Webhooks, messages, Interactive (button_reply) and Button.
func TestTapsOnRepliesAnswer(t *testing.T) {
	r := stopped(t)
	r.create(templateBody("ask", "en", bodyPart("x"), `{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Yes"},
		{"type":"URL","text":"See","url":"https://a.example"},{"type":"QUICK_REPLY","text":"No"}]}`))
	r.open(ana)
	id := r.send(messageBody(ana, `"type":"interactive","interactive":{"type":"button","body":{"text":"When?"},"action":{"buttons":[
		{"type":"reply","reply":{"id":"today","title":"Today"}},{"type":"reply","reply":{"id":"later","title":"Later"}}]}}`))
	reply := r.tap(ana, id, "later").ok().Body["id"].(string)
	w := r.event("interactive")
	golden(t, "webhook-button-reply", w.Raw)
	if w.item()["id"] != reply || w.item()["context"].(map[string]any)["id"] != id {
		t.Errorf("answer %s", w.Raw)
	}
	if v := r.shown(ana, reply); v.From != "user" || v.Text != "Later" || v.ReplyTo != id {
		t.Errorf("shown %+v", v)
	}
	asked := r.send(templateMessage(ana, "ask", "en", `{"type":"button","sub_type":"quick_reply","index":"2","parameters":[{"type":"payload","payload":"no-17"}]}`))
	r.tap(ana, asked, "2").ok()
	golden(t, "webhook-button", r.event("button").Raw)
	r.tap(ana, asked, "1").refused(400, "button_id") // opens a page on the phone
	r.tap(ana, asked, "").refused(400, "button_id")
	r.tap(ana, asked, "7").refused(400, "button_id")
	r.tap(ana, "wamid.nothing", "").refused(400, "message_id")
	r.tap("123456", asked, "0").refused(404, "")
	r.quiet()
}

// Meta: Webhooks, messages, one page for each kind (May and June 2026).
func TestWhatAUserSendsIsWhatMetaWouldSend(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	about := r.send(textBodyTo(ana, "bom dia"))
	tone, err := os.ReadFile("relay/tone.ogg")
	if err != nil {
		t.Fatal(err)
	}
	png, ogg := r.give("image/png", "cat.png", "png"), r.give("audio/ogg; codecs=opus", "", string(tone))
	pdf, webp, mp4 := r.give("application/pdf", "offer.pdf", "pdf"), r.give("image/webp", "", "webp"), r.give("video/mp4", "", "mp4")
	zip := r.give("application/zip", "../all.zip", "zip")
	bodies := map[string]string{
		"text-reply":     `{"text":"Sim","reply_to":"` + about + `"}`,
		"image":          `{"media_id":"` + png + `","caption":"Look"}`,
		"voice":          `{"media_id":"` + ogg + `","voice":true}`,
		"audio":          `{"media_id":"` + ogg + `","caption":"of no use"}`,
		"document":       `{"media_id":"` + pdf + `","caption":"Offer","reply_to":"` + about + `"}`,
		"zip":            `{"media_id":"` + zip + `"}`,
		"sticker":        `{"media_id":"` + webp + `"}`,
		"video":          `{"media_id":"` + mp4 + `"}`,
		"location":       `{"location":{"latitude":-23.55,"longitude":-46.63,"name":"Praça da Sé","address":"São Paulo"}}`,
		"contacts":       `{"contacts":[{"name":"Dora da Luz","phones":["+55 11 98888-7777"]}]}`,
		"reaction":       `{"reaction":{"message_id":"` + about + `","emoji":"👍"}}`,
		"reaction-taken": `{"reaction":{"message_id":"` + about + `"}}`,
	}
	for _, name := range slices.Sorted(maps.Keys(bodies)) { // in one order: media ids count up
		body := bodies[name]
		id := r.post("/sandbox/users/"+ana+"/messages", body).ok().Body["id"]
		kind := map[string]string{"text-reply": "text", "voice": "audio", "zip": "document", "reaction-taken": "reaction"}[name]
		if kind == "" {
			kind = name
		}
		w := r.event(kind)
		golden(t, "inbound-"+name, w.Raw)
		if w.item()["id"] != id {
			t.Errorf("%s: %s", name, w.Raw)
		}
	}
	r.post("/sandbox/users/"+ana+"/messages", `{"reaction":{"message_id":"`+about+`","emoji":"👍"}}`).ok()
	r.event("reaction")
	if v := r.shown(ana, about); v.Reaction != "👍" {
		t.Errorf("shown %+v", v)
	}
}

// Meta: Cloud API, Media: what a webhook names can be downloaded for 7 days.
func TestTheBusinessDownloadsWhatAUserSent(t *testing.T) {
	r := stopped(t)
	data := strings.Repeat("jpeg", 1000)
	r.post("/sandbox/users/"+ana+"/messages", `{"media_id":"`+r.give("image/jpeg", "", data)+`"}`).ok()
	o := r.event("image").item()["image"].(map[string]any)
	if got := r.download(o["url"].(string), Token).ok(); !bytes.Equal(got.Raw, []byte(data)) {
		t.Errorf("%d bytes", len(got.Raw))
	}
	id := o["id"].(string)
	r.advance(inboundLife - time.Second)
	r.node("GET", id, "").ok()
	r.advance(time.Second)
	r.node("GET", id, "").fails(400, 100, "does not exist")
}

func TestWhatAUserCannotSendIsRefused(t *testing.T) {
	r := stopped(t)
	png := r.give("image/png", "", "png")
	for name, c := range map[string]struct{ body, field string }{
		"nothing":           {`{}`, "text"},
		"white space":       {`{"text":" "}`, "text"},
		"two things":        {`{"text":"x","media_id":"` + png + `"}`, "text"},
		"long text":         {`{"text":"` + strings.Repeat("x", maxText+1) + `"}`, "text"},
		"long caption":      {`{"media_id":"` + png + `","caption":"` + strings.Repeat("x", maxCaption+1) + `"}`, "caption"},
		"no such medium":    {`{"media_id":"1"}`, "media_id"},
		"far north":         {`{"location":{"latitude":91,"longitude":0}}`, "location.latitude"},
		"far east":          {`{"location":{"latitude":0,"longitude":181}}`, "location.longitude"},
		"nobody":            {`{"contacts":[]}`, "contacts"},
		"somebody":          {`{"contacts":[{"name":" "}]}`, "contacts.name"},
		"no such message":   {`{"reaction":{"message_id":"x","emoji":"x"}}`, "reaction.message_id"},
		"no such quotation": {`{"text":"x","reply_to":"x"}`, "reply_to"},
	} {
		t.Run(name, func(*testing.T) { r.post("/sandbox/users/"+ana+"/messages", c.body).refused(400, c.field) })
	}
	r.post("/sandbox/users", `{"wa_id":"5511900000099","on_whatsapp":false}`).ok()
	r.post("/sandbox/users/5511900000099/messages", `{"text":"x"}`).refused(409, "")
	r.request("POST", "/sandbox/media", "", map[string]string{"Content-Type": "image/png"}).refused(400, "")
	for _, contentType := range []string{"", "x/y/z", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
		r.request("POST", "/sandbox/media", "x", map[string]string{"Content-Type": contentType}).refused(400, "")
	}
	r.request("POST", "/sandbox/media", strings.Repeat("x", mostUpload+1), map[string]string{"Content-Type": "image/png"}).refused(413, "")
	r.quiet()
}

func TestThePhoneShowsAllOfAMessage(t *testing.T) {
	r := stopped(t)
	r.create(templateBody("full", "en", `{"type":"HEADER","format":"TEXT","text":"Repair {{1}}","example":{"header_text":["77"]}}`, bodyPart("It is ready."),
		`{"type":"FOOTER","text":"Aurora"}`, `{"type":"BUTTONS","buttons":[{"type":"voice_call","text":"Ring us"},{"type":"QUICK_REPLY","text":"Thanks"},
		{"type":"URL","text":"See","url":"https://a.example"},{"type":"PHONE_NUMBER","text":"Phone","phone_number":"+551140028922"}]}`))
	about := r.open(ana)
	r.send(templateMessage(ana, "full", "en", textValues("header", "77")))
	r.send(messageBody(ana, `"type":"document","document":{"id":"`+r.upload("application/pdf", []byte("pdf"))+`","filename":"offer.pdf","caption":"Offer"},"context":{"message_id":"`+about+`"}`))
	r.send(messageBody(ana, `"type":"location","location":{"latitude":1.5,"longitude":2,"name":"Here","address":"There"}`))
	r.send(messageBody(ana, `"type":"contacts","contacts":[{"name":{"formatted_name":"Dora Luz","first_name":"Dora"},"phones":[{"phone":"+55 11 98888-7777"}]}]`))
	r.graph("POST", "messages", messageBody(ana, `"type":"reaction","reaction":{"message_id":"`+about+`","emoji":"👍"}`)).ok()
	r.advance(time.Second)
	r.event("sent")
	var views []messageView
	r.s.must(func(t *tx) { views = t.phoneState(t.users[ana]).Messages })
	raw, err := meta.Encode(views)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "phone-messages", raw)
}
