package sandbox

import (
	"strings"
	"testing"
	"time"
)

// templateMessage is a template message for a user.
func templateMessage(to, name, language, components string) string {
	return messageBody(to, `"type":"template","template":{"name":"`+name+`","language":{"code":"`+language+`"},"components":[`+components+`]}`)
}

func textValues(kind string, values ...string) string {
	var out []string
	for _, v := range values {
		out = append(out, `{"type":"text","text":`+quoted(v)+`}`)
	}
	return `{"type":"` + kind + `","parameters":[` + strings.Join(out, ",") + `]}`
}

// Meta: Cloud API, Template messages: no service window is needed, and the answer has a message_status.
func TestATemplateNeedsNoWindow(t *testing.T) {
	r := stopped(t)
	a := r.graph("POST", "messages", templateMessage(ana, "service_update", "pt_BR", textValues("body", "Ana", "77"))).ok()
	golden(t, "message-answer-template", a.Raw)
	r.advance(time.Second)
	r.event("sent")
	r.event("delivered")
	if v := r.shown(ana, a.path("messages", 0, "id").(string)); v.Kind != kindTemplate || v.Text != "Olá, Ana! O serviço 77 está pronto." {
		t.Errorf("shown %+v", v)
	}
	// To somebody who is not there it fails later, as every message.
	r.graph("POST", "messages", templateMessage("4915112345678", "service_update", "en", textValues("body", "Ana", "77"))).ok()
	r.advance(time.Second)
	r.event("failed")
}

// Meta: Cloud API, Error codes, 12 Dec 2025.
func TestTemplatesThatDoNotFitAreRefused(t *testing.T) {
	r := stopped(t)
	r.create(templateBody("picture", "en", bodyPart("x"), `{"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::a"]}}`))
	r.create(templateBody("place", "en", bodyPart("x"), `{"type":"HEADER","format":"LOCATION"}`))
	r.create(templateBody("link", "en", bodyPart("x"), `{"type":"BUTTONS","buttons":[{"type":"URL","text":"See","url":"https://a.example/{{1}}","example":["c"]},
		{"type":"URL","text":"Home","url":"https://a.example"}]}`))
	r.create(`{"name":"named","language":"en","category":"UTILITY","parameter_format":"NAMED","components":[
		{"type":"BODY","text":"Hi {{first_name}}!","example":{"body_text_named_params":[{"param_name":"first_name","example":"Ana"}]}}]}`)
	r.create(templateBody("paused", "en", bodyPart("x")))
	r.create(templateBody("disabled", "en", bodyPart("x")))
	r.templates("POST", "", templateBody("waiting", "en", bodyPart("x"))).ok()
	r.create(templateBody("rejected", "en", bodyPart("x")))
	r.event("message_template_status_update") // waiting was approved meanwhile
	for name, status := range map[string]string{"paused": "PAUSED", "disabled": "DISABLED", "rejected": "REJECTED"} {
		r.post("/sandbox/templates/"+name, `{"status":"`+status+`"}`).ok()
		r.event("message_template_status_update")
	}
	r.templates("POST", "", templateBody("pending", "en", bodyPart("x"))).ok()

	button := func(rest string) string { return `{"type":"button",` + rest + `}` }
	see := button(`"sub_type":"url","index":"0","parameters":[{"type":"text","text":"77"}]`)
	for name, c := range map[string]struct {
		template, language, components string
		status, code                   int
		words                          string
	}{
		"no such name":        {"nothing", "en", "", 404, 132001, "template name (nothing) does not exist in en"},
		"no such translation": {"hello_world", "en", "", 404, 132001, "does not exist in en"},
		"not reviewed":        {"pending", "en", "", 404, 132001, "does not exist in the translation"},
		"rejected":            {"rejected", "en", "", 404, 132001, "does not exist in the translation"},
		"paused":              {"paused", "en", "", 400, 132015, "paused"},
		"disabled":            {"disabled", "en", "", 400, 132016, "disabled"},
		"too few":             {"service_update", "en", textValues("body", "Ana"), 400, 132000, "body: number of localizable_params (1) does not match the expected number of params (2)"},
		"too many":            {"hello_world", "en_US", textValues("body", "Ana"), 400, 132000, "(1) does not match the expected number of params (0)"},
		"too many in header":  {"hello_world", "en_US", textValues("header", "Ana"), 400, 132000, "header: number"},
		"an empty value":      {"call_us", "en", textValues("body", " "), 400, 131008, "parameter 1 has no text"},
		"too long":            {"call_us", "en", textValues("body", strings.Repeat("x", 1000)), 400, 132005, "1024"},
		"a picture for text":  {"call_us", "en", `{"type":"body","parameters":[{"type":"image","image":{"link":"https:\/\/a.example"}}]}`, 400, 132012, "not a text"},
		"no picture":          {"picture", "en", "", 400, 132012, "expected IMAGE, received nothing"},
		"text for a picture":  {"picture", "en", textValues("header", "x"), 400, 132012, "expected IMAGE, received TEXT"},
		"an empty picture":    {"picture", "en", `{"type":"header","parameters":[{"type":"image"}]}`, 400, 100, "is required"},
		"a lost picture":      {"picture", "en", `{"type":"header","parameters":[{"type":"image","image":{"id":"1"}}]}`, 400, 100, "not a valid whatsapp"},
		"no place":            {"place", "en", `{"type":"header","parameters":[{"type":"location"}]}`, 400, 100, "location is required"},
		"no link":             {"link", "en", "", 400, 131008, "Button at index 0 of type Url requires a parameter"},
		"a value for no link": {"link", "en", see + "," + button(`"sub_type":"url","index":1,"parameters":[{"type":"text","text":"x"}]`), 400, 132000, "index 1"},
		"a button too far":    {"link", "en", button(`"sub_type":"url","index":2`), 400, 132012, "no button at index 2"},
		"another button":      {"link", "en", button(`"sub_type":"voice_call","index":0`), 400, 132012, "not voice_call"},
		"a button of no kind": {"link", "en", button(`"sub_type":"voice_call"`), 400, 132012, "no button of type voice_call"},
		"a strange part":      {"link", "en", `{"type":"tail"}`, 400, 100, "{HEADER, BODY, BUTTON}"},
		"a wrong name":        {"named", "en", `{"type":"body","parameters":[{"type":"text","parameter_name":"last_name","text":"x"}]}`, 400, 132012, "first_name"},
		"a long call":         {"call_us", "en", textValues("body", "77") + "," + button(`"sub_type":"voice_call","parameters":[{"type":"ttl_minutes","ttl_minutes":43201}]`), 400, 131009, "43200"},
		"a strange value":     {"call_us", "en", textValues("body", "77") + "," + button(`"sub_type":"voice_call","parameters":[{"type":"action"}]`), 400, 132012, "ttl_minutes and payload"},
		"no language":         {"call_us", "", "", 400, 100, "['language']['code'] is required"},
		"no name":             {"", "en", "", 400, 100, "template['name'] is required"},
	} {
		t.Run(name, func(*testing.T) {
			r.graph("POST", "messages", templateMessage(ana, c.template, c.language, c.components)).fails(c.status, c.code, c.words)
		})
	}
	r.graph("POST", "messages", messageBody(ana, `"type":"template"`)).fails(400, 100, "template is required")
	r.quiet()

	for _, body := range []string{
		templateMessage(ana, "link", "en", see),
		templateMessage(ana, "place", "en", `{"type":"header","parameters":[{"type":"location","location":{"latitude":1,"longitude":2}}]}`),
		templateMessage(ana, "picture", "en", `{"type":"header","parameters":[{"type":"image","image":{"link":"https://a.example/a.png"}}]}`),
		templateMessage(ana, "named", "en", `{"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Ana"}]}`),
		templateMessage(ana, "service_update", "en", `{"type":"body","parameters":[{"type":"currency","currency":{"fallback_value":"R$ 7","code":"BRL","amount_1000":7000}},
			{"type":"date_time","date_time":{"fallback_value":"Monday"}}]}`),
	} {
		id := r.graph("POST", "messages", body).ok().path("messages", 0, "id").(string)
		r.advance(200 * time.Millisecond)
		r.event("sent")
		r.event("delivered")
		if v := r.shown(ana, id); v.Text == "" || len(v.Buttons) > 0 && v.Buttons[0].URL != "https://a.example/77" {
			t.Errorf("shown %+v", v)
		}
	}
}

// Meta: Calling API, User call permissions: free form and template count together, 1 in 24 hours and 2 in 7 days, and are
// refused alike.
func TestATemplateThatAsksIsARequest(t *testing.T) {
	r := stopped(t)
	ask := templateMessage(ana, "may_we_call", "en", textValues("body", "77"))
	id := r.send(ask)
	if v := r.shown(ana, id); v.Kind != kindRequest || v.Text != "May we call you about service 77?" || v.Request == nil {
		t.Errorf("shown %+v", v)
	}
	golden(t, "permissions-asked-by-template", r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok().Raw)
	r.open(ana)
	r.graph("POST", "messages", requestBody(ana, "?")).fails(400, 138009, "")
	r.graph("POST", "messages", ask).fails(400, 138009, "")
	r.advance(day)
	r.open(ana)
	r.send(requestBody(ana, "?"))
	r.advance(day)
	r.graph("POST", "messages", ask).fails(400, 138009, "")

	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","request":"`+id+`"}`).ok()
	if w := r.event("interactive"); w.item()["context"].(map[string]any)["id"] != id {
		t.Errorf("the answer to a template %s", w.Raw)
	}
	r.post("/sandbox/users/"+bruno+"/permission", `{"response":"accept","permanent":true}`).ok()
	r.event("interactive")
	r.graph("POST", "messages", templateMessage(bruno, "may_we_call", "en", textValues("body", "77"))).fails(400, 138017, "")
	r.post("/sandbox/account", `{"country":"NG"}`).ok()
	r.graph("POST", "messages", templateMessage(ana, "may_we_call", "en", textValues("body", "77"))).fails(400, 138013, "")
	r.post("/sandbox/account", `{"country":"BR"}`).ok()
	r.graph("POST", "settings", `{"calling":{"status":"DISABLED"}}`).ok()
	r.event("account_settings_update")
	r.graph("POST", "messages", templateMessage(ana, "may_we_call", "en", textValues("body", "77"))).fails(401, 138000, "")
	r.graph("POST", "messages", templateMessage(ana, "call_us", "en", textValues("body", "77"))).fails(401, 138000, "")
	r.graph("POST", "messages", templateMessage(ana, "service_update", "en", textValues("body", "Ana", "77"))).ok()
}

// Meta: Calling API, Call buttons: the values of a call button in a template.
func TestACallButtonOfATemplateHasItsTime(t *testing.T) {
	r := stopped(t)
	r.create(templateBody("ring", "en", bodyPart("x"), `{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"No"},{"type":"voice_call","text":"Ring us","ttl_minutes":1440}]}`))
	buttons := func(components string) []button {
		id := r.graph("POST", "messages", templateMessage(ana, "ring", "en", components)).ok().path("messages", 0, "id").(string)
		var b []button
		r.s.must(func(t *tx) { b = t.users[ana].message(id).Buttons })
		return b
	}
	now := r.s.clock.Now().Unix()
	b := buttons("")
	if b[0].Kind != buttonReply || b[0].Payload != "No" || b[1].Kind != buttonCall || b[1].Text != "Ring us" || b[1].Expires != now+1440*60 || b[1].Payload != "" {
		t.Errorf("buttons %+v", b)
	}
	b = buttons(`{"type":"button","sub_type":"voice_call","parameters":[{"type":"ttl_minutes","ttl_minutes":10},{"type":"payload","payload":"promo-17"}]},
		{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"no-17"}]}`)
	if b[0].Payload != "no-17" || b[1].Expires != now+600 || b[1].Payload != "promo-17" {
		t.Errorf("buttons %+v", b)
	}
}
