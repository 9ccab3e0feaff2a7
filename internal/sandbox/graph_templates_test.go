package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// The sections named here are those of Meta's pages "Template management" and "Template components" of Cloud API (2026), and
// of "User call permissions" of the Calling API (26 Jun 2026).

func (r *rig) templates(method, query, body string) answer {
	r.Helper()
	return r.request(method, "/v24.0/"+WABAID+"/message_templates"+query, body, map[string]string{"Authorization": "Bearer " + Token})
}

// bodyPart is a component.
func bodyPart(text string, examples ...string) string {
	e := ""
	if len(examples) > 0 {
		e = `,"example":{"body_text":[["` + strings.Join(examples, `","`) + `"]]}`
	}
	return `{"type":"BODY","text":` + quoted(text) + e + `}`
}

func templateBody(name, language string, parts ...string) string {
	return fmt.Sprintf(`{"name":%q,"language":%q,"category":"UTILITY","components":[%s]}`, name, language, strings.Join(parts, ","))
}

// create makes a template and lets it be approved.
func (r *rig) create(body string) string {
	r.Helper()
	id := r.templates("POST", "", body).ok().Body["id"].(string)
	r.advance(r.s.timing.Review)
	r.event("message_template_status_update")
	return id
}

func TestATemplateIsCreatedReviewedAndRead(t *testing.T) {
	r := stopped(t)
	// The sample of "User call permissions", as the page means it.
	a := r.templates("POST", "", templateBody("ask_first", "en", `{"type":"HEADER","format":"TEXT","text":"Repair {{1}}","example":{"header_text":["77"]}}`,
		bodyPart("May we ring you about repair {{1}}?", "77"), `{"type":"FOOTER","text":"Service desk"}`, `{"type":"call_permission_request"}`)).ok()
	golden(t, "template-created", a.Raw)
	id := a.Body["id"].(string)
	r.quiet()
	r.advance(r.s.timing.Review)
	golden(t, "webhook-template-approved", r.event("message_template_status_update").Raw)
	golden(t, "template", r.node("GET", id, "").ok().Raw)
	golden(t, "template-fields", r.node("GET", id+"?fields=name,status", "").ok().Raw)
	r.node("GET", "4200000000009999", "").fails(400, 100, "does not exist")

	golden(t, "template-reviewed", r.post("/sandbox/templates/ask_first", `{"status":"REJECTED","reason":"PROMOTIONAL"}`).ok().Raw)
	golden(t, "webhook-template-rejected", r.event("message_template_status_update").Raw)
	r.post("/sandbox/templates/ask_first", `{"status":"DISABLED","language":"en"}`).ok()
	golden(t, "webhook-template-disabled", r.event("message_template_status_update").Raw)
	r.post("/sandbox/templates/ask_first", `{"status":"PENDING"}`).ok()
	r.advance(time.Hour)
	r.quiet() // who took the decision into their hands keeps it
	r.post("/sandbox/templates/ask_first", `{"status":"LOST"}`).refused(400, "status")
	r.post("/sandbox/templates/ask_first", `{"status":"REJECTED","reason":"x"}`).refused(400, "reason")
	r.post("/sandbox/templates/ask_first", `{"status":"PAUSED","language":"de"}`).refused(404, "")
}

// The same page prints body_text inside HEADER and no format: the pages disagree, both are taken.
func TestTheSlipOfMetasSampleIsTaken(t *testing.T) {
	r := stopped(t)
	r.templates("POST", "", templateBody("slip", "en", `{"type":"header","text":"Repair {{1}}","example":{"body_text":[["77"]]}}`, bodyPart("x"))).ok()
}

func TestTemplatesThatAreRefused(t *testing.T) {
	r := stopped(t)
	parts := func(p ...string) string { return templateBody("x", "en", p...) }
	buttons := func(b string) string { return parts(bodyPart("x"), `{"type":"BUTTONS","buttons":[`+b+`]}`) }
	header := func(rest string) string { return parts(bodyPart("x"), `{"type":"HEADER",`+rest+`}`) }
	const quick = `{"type":"QUICK_REPLY","text":"Yes"}`
	for name, c := range map[string]struct{ body, words string }{
		"no name":              {`{"language":"en","category":"UTILITY","components":[]}`, "name is required"},
		"a name in capitals":   {templateBody("Hello", "en", bodyPart("x")), "lowercase"},
		"a long name":          {templateBody(strings.Repeat("x", 513), "en", bodyPart("x")), "lowercase"},
		"no language":          {templateBody("x", "", bodyPart("x")), "language is required"},
		"a strange language":   {templateBody("x", "english", bodyPart("x")), "supported languages"},
		"no category":          {`{"name":"x","language":"en","components":[]}`, "category is required"},
		"a strange category":   {`{"name":"x","language":"en","category":"SPAM","components":[]}`, "{UTILITY, MARKETING, AUTHENTICATION}"},
		"authentication":       {`{"name":"x","language":"en","category":"AUTHENTICATION","components":[]}`, "not part of this sandbox"},
		"parameters of a kind": {`{"name":"x","language":"en","category":"UTILITY","parameter_format":"odd","components":[]}`, "parameter_format"},
		"no body":              {parts(`{"type":"call_permission_request"}`), "2388043"},
		"an empty body":        {parts(bodyPart(" ")), "2388043"},
		"a long body":          {parts(bodyPart(strings.Repeat("x", 1025))), "2388040"},
		"two bodies":           {parts(bodyPart("x"), bodyPart("x")), "more than one component"},
		"a strange part":       {parts(bodyPart("x"), `{"type":"TAIL"}`), "CALL_PERMISSION_REQUEST"},
		"no example":           {parts(bodyPart("a {{1}} b")), "2388043"},
		"too few examples":     {parts(bodyPart("a {{1}} b {{2}} c", "1")), "2388043"},
		"a gap":                {parts(bodyPart("a {{2}} b", "1")), "{{1}} is missing"},
		"a named variable":     {parts(bodyPart("a {{name}} b", "1")), "POSITIONAL"},
		"variable first":       {parts(bodyPart("{{1}} b", "1")), "2388299"},
		"variable last":        {parts(bodyPart("a {{1}}", "1")), "2388299"},
		"a strange header":     {header(`"format":"SMELL"`), "{TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION}"},
		"an empty header":      {header(`"format":"TEXT"`), "2388043"},
		"a long header":        {header(`"format":"TEXT","text":"` + strings.Repeat("x", 61) + `"`), "2388040"},
		"header variables":     {header(`"format":"TEXT","text":"{{1}} {{2}}"`), "at most one variable"},
		"header example":       {header(`"format":"TEXT","text":"{{1}}"`), "2388043"},
		"header gap":           {header(`"format":"TEXT","text":"{{2}}"`), "{{1}} is missing"},
		"image example":        {header(`"format":"IMAGE"`), "2388043"},
		"an empty footer":      {parts(bodyPart("x"), `{"type":"FOOTER"}`), "2388043"},
		"a long footer":        {parts(bodyPart("x"), `{"type":"FOOTER","text":"`+strings.Repeat("x", 61)+`"}`), "2388040"},
		"a footer's variable":  {parts(bodyPart("x"), `{"type":"FOOTER","text":"{{1}}"}`), "footer"},
		"no buttons":           {buttons(""), "1 to 10"},
		"eleven buttons":       {buttons(strings.Repeat(quick+",", 10) + quick), "1 to 10"},
		"a strange button":     {buttons(`{"type":"SNOOZE","text":"x"}`), "VOICE_CALL"},
		"a silent button":      {buttons(`{"type":"QUICK_REPLY"}`), "2388043"},
		"a long button":        {buttons(`{"type":"QUICK_REPLY","text":"` + strings.Repeat("x", 26) + `"}`), "2388040"},
		"two call buttons":     {buttons(`{"type":"voice_call","text":"x"},{"type":"VOICE_CALL","text":"y"}`), "at most 1"},
		"a call for an hour":   {buttons(`{"type":"voice_call","text":"x","ttl_minutes":60}`), "between 1440 and 43200"}, // reported, not documented
		"no url":               {buttons(`{"type":"URL","text":"x","url":"aurora"}`), "not valid"},
		"a variable inside":    {buttons(`{"type":"URL","text":"x","url":"https:\/\/a.example\/{{1}}\/b","example":["c"]}`), "at its end"},
		"url example":          {buttons(`{"type":"URL","text":"x","url":"https:\/\/a.example\/{{1}}"}`), "2388043"},
		"no number":            {buttons(`{"type":"PHONE_NUMBER","text":"x","phone_number":"1"}`), "not valid"},
		"not JSON":             {`{"name":`, "not valid JSON"},
	} {
		t.Run(name, func(*testing.T) { r.templates("POST", "", c.body).fails(400, 100, c.words) })
	}
	r.templates("POST", "", templateBody("hello_world", "en_US", bodyPart("x"))).fails(400, 100, "2388024")
}

func TestTemplatesOfEveryShapeAreTaken(t *testing.T) {
	r := stopped(t)
	for i, body := range []string{
		bodyPart("a {{1}} b {{2}} c {{1}} d", "1", "2"),
		bodyPart("x") + `,{"type":"HEADER","format":"image","example":{"header_handle":["4::a"]}}`,
		bodyPart("x") + `,{"type":"HEADER","format":"LOCATION"}`,
		bodyPart("x") + `,{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Yes"},{"type":"URL","text":"See","url":"https://a.example/{{1}}","example":["c"]},
			{"type":"PHONE_NUMBER","text":"Ring","phone_number":"+551140028922"},{"type":"voice_call","text":"Ring us","ttl_minutes":1440}]}`,
	} {
		r.templates("POST", "", templateBody(fmt.Sprintf("shape_%d", i), "pt_BR", body)).ok()
	}
	r.templates("POST", "", `{"name":"named","language":"en","category":"marketing","parameter_format":"named","components":[
		{"type":"BODY","text":"Hi {{first_name}}!","example":{"body_text_named_params":[{"param_name":"first_name","example":"Ana"}]}}]}`).ok()
}

func TestTemplatesAreListedInPagesAndByFilters(t *testing.T) {
	r := stopped(t)
	names := func(query string) []string {
		var out []string
		for _, m := range r.templates("GET", query, "").ok().Body["data"].([]any) {
			m := m.(map[string]any)
			out = append(out, m["name"].(string)+"/"+m["language"].(string))
		}
		return out
	}
	all := names("")
	if len(all) != len(firstTemplates()) || all[0] != "call_us/en" {
		t.Fatalf("list %v", all)
	}
	for query, want := range map[string][]string{
		"?name=may_we":                      {"may_we_call/en", "may_we_call/pt_BR"},
		"?language=en_US":                   {"hello_world/en_US"},
		"?status=PENDING":                   nil,
		`?status=["approved"]&name=hello`:   {"hello_world/en_US"},
		"?category=MARKETING":               nil,
		"?content=tem+alguma":               {"call_us/pt_BR"},
		"?name_or_content=hello":            {"service_update/en", "hello_world/en_US"},
		"?language=en,en_US&name=hello":     {"hello_world/en_US"},
		"?limit=2":                          all[:2],
		"?limit=2&after=" + cursorOf(r, 1):  all[2:4],
		"?limit=2&before=" + cursorOf(r, 4): all[2:4],
		"?limit=9&before=" + cursorOf(r, 1): all[:1],
	} {
		if got := names(strings.ReplaceAll(query, `"`, "%22")); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	page := r.templates("GET", "?limit=3&fields=name,category&access_token=x", "").ok()
	golden(t, "templates-page", page.Raw)
	// The whole list, by following next.
	var walked []string
	for query, n := "?limit=3", 0; query != "" && n < 10; n++ {
		a := r.templates("GET", query, "").ok()
		for _, m := range a.Body["data"].([]any) {
			walked = append(walked, m.(map[string]any)["name"].(string)+"/"+m.(map[string]any)["language"].(string))
		}
		query = ""
		if next, _ := a.path("paging").(map[string]any)["next"].(string); next != "" {
			u, err := url.Parse(next)
			if err != nil {
				t.Fatal(err)
			}
			query = "?" + u.RawQuery
		}
	}
	if !slices.Equal(walked, all) {
		t.Errorf("walked %v, want %v", walked, all)
	}
	r.templates("GET", "?after=x", "").fails(400, 100, "cursors")
	r.templates("GET", "?before=x", "").fails(400, 100, "cursors")
	r.templates("GET", "?limit=0", "").fails(400, 100, "limit")
}

func cursorOf(r *rig, i int) string {
	id := ""
	r.s.must(func(t *tx) { id = t.Templates[len(t.Templates)-1-i].ID })
	return cursor(id)
}

// "Delete templates": by name in all languages, or one of them with hsm_id; the name of an approved one rests for 30 days.
func TestTemplatesAreDeleted(t *testing.T) {
	r := stopped(t)
	id := ""
	r.s.must(func(t *tx) { id = t.template("may_we_call", "en").ID })
	r.templates("DELETE", "", "").fails(400, 100, "name is required")
	r.templates("DELETE", "?name=nothing", "").fails(400, 100, "2593002")
	r.templates("DELETE", "?name=hello_world&hsm_id="+id, "").fails(400, 100, "2593002")
	r.templates("DELETE", "?name=may_we_call&hsm_id="+id, "").ok()
	r.node("GET", id, "").fails(400, 100, "does not exist")
	r.templates("DELETE", "?name=may_we_call", "").ok()
	r.templates("DELETE", "?name=may_we_call", "").fails(400, 100, "2593002")
	again := templateBody("may_we_call", "en", bodyPart("x"))
	r.templates("POST", "", again).fails(400, 100, "2388023")
	r.advance(nameRest)
	r.templates("POST", "", again).ok()
	r.templates("DELETE", "?name=may_we_call", "").ok() // it was not approved yet
	r.templates("POST", "", again).ok()
}

// "Edit templates": once in 24 hours and 10 times in 30 days while approved.
func TestTemplatesAreEdited(t *testing.T) {
	r := stopped(t)
	id := r.create(templateBody("edited", "en", bodyPart("old")))
	edit := func(body string) answer { return r.node("POST", id, body) }
	edit(`{}`).fails(400, 100, "components is required")
	edit(`{"category":"MARKETING"}`).fails(400, 100, "category of an approved template")
	edit(`{"components":[]}`).fails(400, 100, "BODY is missing")
	edit(`{"components":[` + bodyPart("new") + `]}`).ok()
	edit(`{"components":[`+bodyPart("newer")+`]}`).fails(400, 100, "approved, rejected or paused")
	r.advance(r.s.timing.Review)
	r.event("message_template_status_update")
	edit(`{"components":[`+bodyPart("newer")+`]}`).fails(400, 100, "1 time in 24 hours")
	r.post("/sandbox/templates/edited", `{"status":"REJECTED"}`).ok()
	r.event("message_template_status_update")
	edit(`{"category":"SPAM"}`).fails(400, 100, "category")
	edit(`{"category":"marketing"}`).ok()
	a := r.node("GET", id, "").ok()
	if a.Body["category"] != "MARKETING" || a.Body["status"] != "PENDING" || a.path("components", 0, "text") != "new" {
		t.Errorf("template %s", a.Raw)
	}
	for range editsPerMonth - 1 {
		r.advance(day)
		r.s.must(func(t *tx) { t.templateByID(id).Status = "APPROVED" })
		edit(`{"components":[` + bodyPart("new") + `]}`).ok()
	}
	r.advance(day)
	r.s.must(func(t *tx) { t.templateByID(id).Status = "APPROVED" })
	edit(`{"components":[`+bodyPart("new")+`]}`).fails(400, 100, "10 times in 30 days")
	r.node("POST", "4200000000009999", `{}`).fails(400, 100, "does not exist")
	r.node("POST", id, `[]`).fails(400, 100, "")
}

func TestAnAccountHasRoomForSoManyTemplates(t *testing.T) {
	r := stopped(t)
	for i := range mostTemplates - len(firstTemplates()) {
		r.templates("POST", "", templateBody(fmt.Sprintf("t_%d", i), "en", bodyPart("x"))).ok()
	}
	r.templates("POST", "", templateBody("one_more", "en", bodyPart("x"))).fails(400, 100, "2388019")
}

func TestTheFirstTemplatesAreWhatMetaWouldTake(t *testing.T) {
	for _, m := range firstTemplates() {
		if err := checkTemplate(&m); err != nil {
			t.Errorf("%s: %s", m.Name, err.body(""))
		}
	}
}
