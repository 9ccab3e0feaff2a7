package sandbox

import (
	"strings"
	"testing"
)

const aSeed = `{
	"account": {"messaging_limit": 100000, "country": "PT"},
	"settings": {"status": "ENABLED", "callback_permission_status": "ENABLED"},
	"webhook": {"url": "http://127.0.0.1:1/webhook"},
	"users": [
		{"wa_id": "351912345678", "name": "Inês Sá", "country": "PT", "permission": "permanent", "window_open": true},
		{"wa_id": "351912345679", "name": "Rui Melo", "country": "PT", "behaviour": "answer", "answer_after_ms": 500, "permission": "temporary"}
	],
	"templates": [{"name": "hello", "language": "pt_PT", "category": "UTILITY", "components": [{"type": "BODY", "text": "Olá!"}]}]
}`

func TestASeedMakesAnotherWorld(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start), Seed: []byte(aSeed), NoMedia: true})
	check := func(when string) {
		t.Helper()
		if n := len(r.get("/sandbox/users").ok().path("users").([]any)); n != 2+len(magicPeople()) {
			t.Errorf("%s: %d users", when, n)
		}
		u := r.get("/sandbox/users/351912345678").ok()
		if u.path("permission", "status") != "permanent" || u.Body["window_ends_unix"] == nil || u.Body["name"] != "Inês Sá" {
			t.Errorf("%s: user %s", when, u.Raw)
		}
		if s := r.get("/sandbox/users/351912345679").ok().path("permission", "status"); s != "temporary" {
			t.Errorf("%s: permission %v", when, s)
		}
		if a := r.get("/sandbox/account").ok(); a.Body["country"] != "PT" || a.Body["messaging_limit"] != 100000.0 {
			t.Errorf("%s: account %s", when, a.Raw)
		}
		if a := r.graph("GET", "settings", "").ok(); a.path("calling", "status") != "ENABLED" {
			t.Errorf("%s: settings %s", when, a.Raw)
		}
	}
	check("at the start")
	r.connect("351912345678")
	for _, body := range []string{``, `{"all":true}`} {
		r.post("/sandbox/users", `{"wa_id":"5521988887777"}`).ok()
		r.post("/sandbox/reset", body).ok()
		check("after a reset " + body)
	}
	r.get("/sandbox/users/"+ana).refused(404, "")
}

func TestASeedMayKeepTheFirstPeople(t *testing.T) {
	r := bare(t, Options{Seed: []byte(`{"keep_users":true,"users":[{"wa_id":"5511999990101","name":"Marina Costa","permission":"permanent"}]}`), NoMedia: true})
	for _, when := range []string{"at the start", "after a reset"} {
		if n := len(r.get("/sandbox/users").ok().path("users").([]any)); n != len(firstPeople())+1+len(magicPeople()) {
			t.Errorf("%s: %d users", when, n)
		}
		if s := r.get("/sandbox/users/5511999990101").ok().path("permission", "status"); s != "permanent" {
			t.Errorf("%s: permission %v", when, s)
		}
		r.post("/sandbox/reset", ``).ok()
	}
}

func TestASeedMayHaveChats(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start), NoMedia: true, Seed: []byte(`{"users":[{"wa_id":"551187654321","name":"Lia","chat":[
		{"from":"user","text":"Oi!","ago_seconds":7200},
		{"id":"wamid.old","from":"business","text":"Bom dia, Lia.","ago_seconds":7140}]}]}`)})
	for _, when := range []string{"at the start", "after a reset"} {
		u := r.s.world.users["551187654321"]
		if n := len(u.Messages); n != 2 {
			t.Fatalf("%s: %d messages", when, n)
		}
		m := u.Messages[1]
		if m.ID != "wamid.old" || !m.FromBusiness || m.Status != statusRead || m.At != start.Unix()-7140 || u.Messages[0].ID == "" {
			t.Errorf("%s: %+v", when, m)
		}
		if n := len(r.deliveries()); n != 0 {
			t.Errorf("%s: the business was told of %d old messages", when, n)
		}
		r.post("/sandbox/reset", ``).ok()
	}
}

func TestAChatOfASeedMayHaveMoreThanWords(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start), NoMedia: true, Seed: []byte(`{"users":[{
		"wa_id":"551187654321","permission":"temporary","permission_ago_seconds":3600,"window_open":true,"window_ago_seconds":7200,"chat":[
		{"id":"a","from":"user","text":"Veja","ago_seconds":9,"media":{"mime_type":"image/png","name":"../foto.png","data":"iVBORw0KGgo="},"reaction":"👍"},
		{"from":"user","media":{"mime_type":"audio/ogg","voice":true,"data":"T2dnUw=="},"ago_seconds":8},
		{"from":"business","media":{"mime_type":"application/pdf","name":"orçamento.pdf","data":"JVBERi0="},"ago_seconds":7,"reply_to":"a"},
		{"from":"user","location":{"latitude":-23.5,"longitude":-46.6,"name":"Penha"},"ago_seconds":6},
		{"from":"user","contacts":[{"name":"Zé Técnico","phones":["+55 11 98888-7777"]}],"ago_seconds":5}]}]}`)})
	for _, when := range []string{"at the start", "after a reset"} {
		u := r.s.world.users["551187654321"]
		if len(u.Messages) != 5 {
			t.Fatalf("%s: %d messages", when, len(u.Messages))
		}
		picture, voice, document, at, card := u.Messages[0], u.Messages[1], u.Messages[2], u.Messages[3], u.Messages[4]
		if picture.Media == nil || picture.Media.Kind != "image" || picture.Media.Name != "foto.png" || picture.Text != "Veja" || picture.Reaction != "👍" {
			t.Errorf("%s: picture %+v", when, picture)
		}
		if data, ok := r.s.fileData(picture.Media.ID); !ok || len(data) != 8 {
			t.Errorf("%s: the picture has %d bytes, %v", when, len(data), ok)
		}
		if voice.Media == nil || voice.Media.Kind != kindVoice {
			t.Errorf("%s: voice %+v", when, voice)
		}
		if document.Media == nil || document.Media.Kind != "document" || document.ReplyTo != "a" || !document.FromBusiness {
			t.Errorf("%s: document %+v", when, document)
		}
		if at.Kind != kindLocation || at.Location.Name != "Penha" || card.Kind != kindContacts || card.Contacts[0].Name.FirstName != "Zé" {
			t.Errorf("%s: %+v, %+v", when, at, card)
		}
		if u.Line.Expires != start.Add(permissionLife).Unix()-3600 || u.Line.WindowEnds != start.Add(serviceWindow).Unix()-7200 {
			t.Errorf("%s: line %+v", when, u.Line)
		}
		r.post("/sandbox/reset", ``).ok()
	}
}

func TestASeedThatIsWrongNamesEntryAndField(t *testing.T) {
	for _, c := range []struct{ seed, words string }{
		{`{`, "not valid JSON"},
		{`{"people":[]}`, "there is no field people"},
		{`{"account":{"country":"Portugal"}}`, "account.country"},
		{`{"account":{"colour":"red"}}`, "account.colour"},
		{`{"settings":{"status":"ON"}}`, "settings: "},
		{`{"settings":{"stat":"ENABLED"}}`, "settings.stat"},
		{`{"webhook":{"url":"here"}}`, "webhook.url"},
		{`{"webhook":{"url":"http://127.0.0.1:1","fields":["nothing"]}}`, "webhook.fields"},
		{`{"users":[{"wa_id":"351912345678"},{"wa_id":"12a"}]}`, "users[1].wa_id"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"me","text":"x"}]}]}`, "users[0].chat[0].from"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","text":" "}]}]}`, "users[0].chat[0].text"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","text":"x","ago_seconds":1},{"from":"user","text":"y","ago_seconds":2}]}]}`, "users[0].chat[1].ago_seconds"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"id":"a","from":"user","text":"x"},{"id":"a","from":"user","text":"y"}]}]}`, "users[0].chat[1].id"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","media":{"mime_type":"image/png"}}]}]}`, "users[0].chat[0].media.data"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","media":{"data":"AA=="}}]}]}`, "users[0].chat[0].media.mime_type"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","media":{"mime_type":"image/png","data":"AA=="},"contacts":[]}]}]}`, "users[0].chat[0].media"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","location":{"latitude":91}}]}]}`, "users[0].chat[0].location.latitude"},
		{`{"users":[{"wa_id":"351912345678","chat":[{"from":"user","text":"x","reply_to":"y"}]}]}`, "users[0].chat[0].reply_to"},
		{`{"users":[{"wa_id":"351912345678","permission_ago_seconds":-1}]}`, "users[0].permission_ago_seconds"},
		{`{"users":[{"wa_id":"351912345678","window_ago_seconds":-1}]}`, "users[0].window_ago_seconds"},
		{`{"users":[{"wa_id":"351912345678","colour":"red"}]}`, "users[0].colour"},
		{`{"users":[{"wa_id":"351912345678","permission":"maybe"}]}`, "users[0].permission"},
		{`{"users":[{"wa_id":"351912345678","window_open":"yes"}]}`, "users[0].window_open"},
		{`{"users":[{"wa_id":"351912345678"},{"wa_id":"351912345678"}]}`, "users[1].wa_id"},
		{`{"users":[{"wa_id":"5511900000001"}]}`, "users[0].wa_id"},
		{`{"users":[7]}`, "users[0]"},
		{`{"templates":[{"name":"x"}]}`, "templates[0]"},
	} {
		s, err := Start(Options{Seed: []byte(c.seed), NoMedia: true})
		if err == nil {
			_ = s.Close()
			t.Errorf("%s started", c.seed)
			continue
		}
		if !strings.HasPrefix(err.Error(), "seed: ") || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v, want %q", c.seed, err, c.words)
		}
	}
}

func TestAKeptWorldWinsOverTheSeed(t *testing.T) {
	dir := t.TempDir()
	r := bare(t, Options{DataDir: dir, NoMedia: true})
	if err := r.s.Close(); err != nil {
		t.Fatal(err)
	}
	again := bare(t, Options{DataDir: dir, NoMedia: true, Seed: []byte(aSeed)})
	again.get("/sandbox/users/" + ana).ok()
	again.get("/sandbox/users/351912345678").refused(404, "")
}
