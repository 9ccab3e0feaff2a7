package meta_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ramal/internal/meta"
)

// broken serves a fault to a client and counts the requests.
func broken(t *testing.T, fault http.HandlerFunc) (*meta.Client, *atomic.Int64) {
	t.Helper()
	var tries atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tries.Add(1)
		fault(w, r)
	}))
	t.Cleanup(server.Close)
	return &meta.Client{HTTP: server.Client(), BaseURL: server.URL, Token: "token", PhoneNumberID: "700000000000009"}, &tries
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func reset(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

// theApp speaks for itself: its token is made of its id and its secret.
var theApp = meta.App{ID: "99", Secret: "shh"}

var someone = meta.Recipient{To: "5511988887777"}

// methods are all methods of the client, and whether each may be repeated.
func methods(t *testing.T) map[string]struct {
	repeated bool
	do       func(context.Context, *meta.Client) error
} {
	t.Helper()
	offer := sdpFile(t, "offer.sdp")
	reply := strings.Replace(offer, "actpass", "active", 1)
	type method = struct {
		repeated bool
		do       func(context.Context, *meta.Client) error
	}
	return map[string]method{
		"Settings":        {true, func(ctx context.Context, c *meta.Client) error { _, err := c.Settings(ctx); return err }},
		"CallPermissions": {true, func(ctx context.Context, c *meta.Client) error { _, err := c.CallPermissions(ctx, someone); return err }},
		"MarkRead":        {true, func(ctx context.Context, c *meta.Client) error { return c.MarkRead(ctx, "wamid.QQ==") }},
		"Reject":          {true, func(ctx context.Context, c *meta.Client) error { return c.Reject(ctx, wacid) }},
		"Terminate":       {true, func(ctx context.Context, c *meta.Client) error { return c.Terminate(ctx, wacid) }},
		"UpdateSettings": {true, func(ctx context.Context, c *meta.Client) error {
			return c.UpdateSettings(ctx, meta.CallingSettings{Status: meta.Enabled})
		}},
		"SettingsWithCredentials": {true, func(ctx context.Context, c *meta.Client) error { _, err := c.SettingsWithCredentials(ctx); return err }},
		"Number":                  {true, func(ctx context.Context, c *meta.Client) error { _, err := c.Number(ctx, "id", "status"); return err }},
		"Health":                  {true, func(ctx context.Context, c *meta.Client) error { _, err := c.Health(ctx); return err }},
		"Register":                {true, func(ctx context.Context, c *meta.Client) error { return c.Register(ctx, "212834") }},
		"BusinessAccount":         {true, func(ctx context.Context, c *meta.Client) error { _, err := c.BusinessAccount(ctx, "88"); return err }},
		"PhoneNumbers":            {true, func(ctx context.Context, c *meta.Client) error { _, err := c.PhoneNumbers(ctx, "88"); return err }},
		"SubscribeApp":            {true, func(ctx context.Context, c *meta.Client) error { return c.SubscribeApp(ctx, "88") }},
		"UnsubscribeApp":          {true, func(ctx context.Context, c *meta.Client) error { return c.UnsubscribeApp(ctx, "88") }},
		"SubscribedApps":          {true, func(ctx context.Context, c *meta.Client) error { _, err := c.SubscribedApps(ctx, "88"); return err }},
		"SubscribeFields": {true, func(ctx context.Context, c *meta.Client) error {
			return c.SubscribeFields(ctx, theApp, meta.AppSubscription{CallbackURL: "https://a.example/hook", VerifyToken: "v", Fields: []string{"calls"}})
		}},
		"Subscriptions":     {true, func(ctx context.Context, c *meta.Client) error { _, err := c.Subscriptions(ctx, theApp); return err }},
		"UnsubscribeFields": {true, func(ctx context.Context, c *meta.Client) error { return c.UnsubscribeFields(ctx, theApp) }},
		"DebugToken": {true, func(ctx context.Context, c *meta.Client) error {
			_, err := c.DebugToken(ctx, theApp, "input")
			return err
		}},
		"OwnToken": {true, func(ctx context.Context, c *meta.Client) error { _, err := c.OwnToken(ctx); return err }},
		"CallAnalytics": {true, func(ctx context.Context, c *meta.Client) error {
			_, err := c.CallAnalytics(ctx, "88", meta.AnalyticsQuery{
				From: time.Unix(1780000000, 0), To: time.Unix(1780086400, 0), Granularity: meta.PerDay, Countries: []string{"GE", "BR"},
				Directions: []meta.Direction{meta.BusinessInitiated}, Metrics: []string{meta.MetricCount},
			})
			return err
		}},
		"SendText": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.SendText(ctx, someone, "Oi", "")
			return err
		}},
		"SendCallPermissionRequest": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.SendCallPermissionRequest(ctx, someone, "", "")
			return err
		}},
		"SendTemplate": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.SendTemplate(ctx, someone, meta.TemplateMessage{Name: "aviso", Language: meta.TemplateLanguage{Code: "pt_BR"}}, meta.Sending{})
			return err
		}},
		"SendCallButton": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.SendCallButton(ctx, someone, "Fale com a oficina", meta.CallButton{DisplayText: "Ligar", Payload: "p"}, meta.Sending{ReplyTo: "wamid.QQ=="})
			return err
		}},
		"SendMedia": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.SendMedia(ctx, someone, meta.TypeAudio, meta.MediaObject{ID: "41", Voice: true}, meta.Sending{Opaque: "o"})
			return err
		}},
		"CreateTemplate": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.CreateTemplate(ctx, "88", meta.Template{
				Name: "aviso", Language: "pt_BR", Category: meta.CategoryUtility, Components: []meta.TemplatePart{{Type: meta.PartBody, Text: "Oi"}},
			})
			return err
		}},
		"Templates": {true, func(ctx context.Context, c *meta.Client) error {
			_, err := c.Templates(ctx, "88", meta.TemplateQuery{Name: "aviso", Status: meta.TemplateApproved, Language: "pt_BR", After: "x", Limit: 5})
			return err
		}},
		"Template": {true, func(ctx context.Context, c *meta.Client) error { _, err := c.Template(ctx, "42"); return err }},
		"EditTemplate": {false, func(ctx context.Context, c *meta.Client) error {
			return c.EditTemplate(ctx, "42", meta.TemplateEdit{Components: []meta.TemplatePart{{Type: meta.PartBody, Text: "oi"}}})
		}},
		"DeleteTemplate": {false, func(ctx context.Context, c *meta.Client) error { return c.DeleteTemplate(ctx, "88", "aviso", "42") }},
		"Media":          {true, func(ctx context.Context, c *meta.Client) error { _, err := c.Media(ctx, "41"); return err }},
		"DeleteMedia":    {false, func(ctx context.Context, c *meta.Client) error { return c.DeleteMedia(ctx, "41") }},
		"Connect": {false, func(ctx context.Context, c *meta.Client) error {
			_, err := c.Connect(ctx, meta.ConnectRequest{To: someone, SDP: offer})
			return err
		}},
		"PreAccept": {false, func(ctx context.Context, c *meta.Client) error { return c.PreAccept(ctx, wacid, reply) }},
		"Accept": {false, func(ctx context.Context, c *meta.Client) error {
			return c.Accept(ctx, wacid, meta.AcceptRequest{SDP: reply})
		}},
	}
}

func TestOnlyWhatIsSafeIsRepeated(t *testing.T) {
	graph500 := string(meta.NewError(meta.CodeSomethingWrong).Body())
	faults := map[string]http.HandlerFunc{
		"a Graph error that passes": answer(http.StatusInternalServerError, graph500),
		"an error page":             answer(http.StatusBadGateway, "<html>Bad gateway</html>"),
		"a reset connection":        reset,
	}
	for name, m := range methods(t) {
		for what, fault := range faults {
			t.Run(name+" at "+what, func(t *testing.T) {
				t.Parallel() // the pauses are real here
				c, tries := broken(t, fault)
				if err := m.do(t.Context(), c); err == nil {
					t.Fatal("no error")
				}
				want := int64(1)
				if m.repeated {
					want = 3
				}
				if got := tries.Load(); got != want {
					t.Errorf("%d tries, want %d", got, want)
				}
			})
		}
	}
}

func TestWhatWillNotPassIsNotRepeated(t *testing.T) {
	for name, e := range map[string]*meta.Error{
		"a wrong parameter":            meta.NewError(meta.CodeInvalidParameter),
		"a limit of the day":           meta.NewError(meta.CodeCallLimit),
		"a limit of calls at once":     meta.NewError(meta.CodeConcurrentCalls),
		"a certificate, with a 500":    meta.NewError(meta.CodeRegistration),
		"a token":                      meta.NewError(meta.CodeTokenInvalid),
		"calling that is switched off": meta.NewError(meta.CodeCallingNotEnabled),
	} {
		t.Run(name, func(t *testing.T) {
			c, tries := broken(t, answer(e.HTTPStatus, string(e.Body())))
			_, err := c.CallPermissions(t.Context(), someone)
			var refused *meta.Error
			if !errors.As(err, &refused) || refused.Code != e.Code || refused.HTTPStatus != e.HTTPStatus {
				t.Errorf("got %v", err)
			}
			if tries.Load() != 1 {
				t.Errorf("%d tries", tries.Load())
			}
		})
	}
}

func TestARepeatedReadSucceeds(t *testing.T) {
	first := true
	c, tries := broken(t, func(w http.ResponseWriter, r *http.Request) {
		if first {
			first = false
			reset(w, r)
			return
		}
		answer(http.StatusOK, `{"calling":{"status":"ENABLED"}}`)(w, r)
	})
	s, err := c.Settings(t.Context())
	if err != nil || s.Status != meta.Enabled || tries.Load() != 2 {
		t.Errorf("%+v, %v, %d tries", s, err, tries.Load())
	}
}

func TestAnswersThatCannotBeRead(t *testing.T) {
	faults := map[string]struct {
		fault  http.HandlerFunc
		status int
	}{
		"broken JSON":            {answer(http.StatusOK, `{"calls":[`), http.StatusOK},
		"nothing":                {answer(http.StatusOK, ``), http.StatusOK},
		"an empty object":        {answer(http.StatusOK, `{}`), http.StatusOK},
		"null":                   {answer(http.StatusOK, `null`), http.StatusOK},
		"success that is none":   {answer(http.StatusOK, `{"success":false,"calls":[{}],"messages":[]}`), http.StatusOK},
		"another type":           {answer(http.StatusOK, `{"success":[],"calls":{},"messages":"x","permission":7}`), http.StatusOK},
		"too much":               {answer(http.StatusOK, `{"x":"`+strings.Repeat("a", 1<<20)+`"}`), http.StatusOK},
		"a 401 without an error": {answer(http.StatusUnauthorized, `{"message":"no"}`), http.StatusUnauthorized},
		"a 404 page":             {answer(http.StatusNotFound, `Not Found`), http.StatusNotFound},
		"a body that breaks off": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100")
			answer(http.StatusOK, `{"calls"`)(w, r)
		}, http.StatusOK},
	}
	for what, tt := range faults {
		for name, m := range methods(t) {
			if strings.HasPrefix(name, "Settings") && tt.status == http.StatusOK {
				continue // settings of a number without any are empty: see below
			}
			t.Run(what+" for "+name, func(t *testing.T) {
				c, _ := broken(t, tt.fault)
				err := m.do(t.Context(), c)
				var silent *meta.Unreachable
				if !errors.As(err, &silent) || silent.HTTPStatus != tt.status || silent.Timeout() {
					t.Errorf("got %#v", err)
				}
			})
		}
	}
}

func TestANumberWithoutCallingSettings(t *testing.T) {
	c, _ := broken(t, answer(http.StatusOK, `{"storage_configuration":{"status":"DEFAULT"}}`))
	if s, err := c.Settings(t.Context()); err != nil || s.Status != "" {
		t.Errorf("%+v, %v", s, err)
	}
}

// silentTransport never answers.
type silentTransport struct{ tries int }

func (s *silentTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	s.tries++
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestSilenceEndsAfterTenSeconds(t *testing.T) {
	for name, m := range methods(t) {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				silence := &silentTransport{}
				c := &meta.Client{HTTP: &http.Client{Transport: silence}, PhoneNumberID: "7"}
				began := time.Now()
				err := m.do(t.Context(), c)
				var silent *meta.Unreachable
				if !errors.As(err, &silent) || !silent.Timeout() || silent.HTTPStatus != 0 {
					t.Errorf("got %#v", err)
				}
				if took := time.Since(began); took != 10*time.Second || silence.tries != 1 {
					t.Errorf("%v, %d tries", took, silence.tries)
				}
			})
		})
	}
}

func TestTheCallerMayBeInAHurry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &meta.Client{HTTP: &http.Client{Transport: &silentTransport{}}, PhoneNumberID: "7", Timeout: time.Minute}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		began := time.Now()
		if _, err := c.Settings(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 3*time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		ctx, cancel = context.WithCancel(t.Context())
		cancel()
		var silent *meta.Unreachable
		if _, err := c.Settings(ctx); !errors.Is(err, context.Canceled) || !errors.As(err, &silent) || silent.Timeout() {
			t.Errorf("canceled: %v", err)
		}
	})
}

// failing answers with a fault at once and remembers what was asked.
type failing struct {
	request *http.Request
	body    []byte
	at      []time.Time
}

func (f *failing) RoundTrip(r *http.Request) (*http.Response, error) {
	f.request, f.at = r, append(f.at, time.Now())
	if r.Body != nil {
		f.body, _ = io.ReadAll(r.Body)
	}
	return nil, errors.New("no route")
}

func TestPausesBetweenTriesGrowAndEndWithTheCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &failing{}
		c := &meta.Client{HTTP: &http.Client{Transport: net}, PhoneNumberID: "7"}
		if err := c.Terminate(t.Context(), wacid); err == nil {
			t.Error("no error")
		}
		if len(net.at) != 3 {
			t.Fatalf("%d tries", len(net.at))
		}
		first, second := net.at[1].Sub(net.at[0]), net.at[2].Sub(net.at[1])
		if first < 75*time.Millisecond || first > 225*time.Millisecond || second < 150*time.Millisecond || second > 450*time.Millisecond {
			t.Errorf("pauses of %v and %v", first, second)
		}

		net.at = nil
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if err := c.Terminate(ctx, wacid); err == nil || len(net.at) != 1 || time.Since(began) != 0 {
			t.Errorf("%v after %d tries and %v: there was no time for a second", err, len(net.at), time.Since(began))
		}
	})
}

func TestRequestsAsTheyGoOut(t *testing.T) {
	for name, m := range methods(t) {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				net := &failing{}
				c := &meta.Client{
					HTTP: &http.Client{Transport: net}, BaseURL: "https://graph.example/", Version: "v25.0", Token: "secret", PhoneNumberID: "7",
				}
				if err := m.do(t.Context(), c); err == nil || strings.Contains(err.Error(), "graph.example") || strings.Contains(err.Error(), "secret") {
					t.Errorf("got %v", err)
				}
				body := net.body
				if len(body) == 0 {
					body = []byte("null")
				}
				h := net.request.Header
				token := "secret"
				if h.Get("Authorization") == "Bearer 99|shh" {
					token = "99|shh" // of what the app does for itself
				}
				if h.Get("Authorization") != "Bearer "+token || (h.Get("Content-Type") == "application/json") != (len(net.body) > 0) {
					t.Errorf("headers %v", h)
				}
				golden(t, "client/"+name, []byte(fmt.Sprintf(`{"request":%q,"body":%s}`, net.request.Method+" "+net.request.URL.String(), body)))
			})
		})
	}
}

func TestAddresses(t *testing.T) {
	for want, c := range map[string]*meta.Client{
		"https://graph.facebook.com/7/settings":        {PhoneNumberID: "7"},
		"http://127.0.0.1:9/7/settings":                {PhoneNumberID: "7", BaseURL: "http://127.0.0.1:9"},
		"http://127.0.0.1:9/base/v26.0/7/settings":     {PhoneNumberID: "7", BaseURL: "http://127.0.0.1:9/base/", Version: "/v26.0/"},
		"https://graph.facebook.com/7%2Fx%3F/settings": {PhoneNumberID: "7/x?"},
	} {
		synctest.Test(t, func(t *testing.T) {
			net := &failing{}
			c.HTTP = &http.Client{Transport: net}
			_, _ = c.Settings(t.Context())
			if got := net.request.URL.String(); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

func TestWhatCannotBeAskedIsNotSent(t *testing.T) {
	net := &failing{}
	c := &meta.Client{HTTP: &http.Client{Transport: net}, PhoneNumberID: "7"}
	offer, long := sdpFile(t, "offer.sdp"), strings.Repeat("é", meta.MaxOpaque+1)
	ctx := t.Context()
	errs := map[string]error{}
	_, errs["text to nobody"] = c.SendText(ctx, meta.Recipient{To: "abc"}, "x", "")
	_, errs["request to nobody"] = c.SendCallPermissionRequest(ctx, meta.Recipient{}, "x", "")
	_, errs["text with too long data"] = c.SendText(ctx, someone, "x", long)
	_, errs["template without a name"] = c.SendTemplate(ctx, someone, meta.TemplateMessage{}, meta.Sending{})
	_, errs["message without a type"] = c.SendMessage(ctx, someone, meta.MessageRequest{}, meta.Sending{})
	_, errs["interactive without a type"] = c.SendInteractive(ctx, someone, meta.InteractiveRequest{}, meta.Sending{})
	_, errs["medium of no kind"] = c.SendMedia(ctx, someone, "smell", meta.MediaObject{ID: "1"}, meta.Sending{})
	_, errs["no medium"] = c.SendMedia(ctx, someone, meta.TypeImage, meta.MediaObject{}, meta.Sending{})
	_, errs["no contacts"] = c.SendContacts(ctx, someone, nil, meta.Sending{})
	_, errs["reaction to nothing"] = c.SendReaction(ctx, someone, "", "👍")
	_, errs["empty upload"] = c.UploadMedia(ctx, meta.Upload{MIMEType: "image/png"})
	_, errs["upload of no type"] = c.UploadMedia(ctx, meta.Upload{Data: []byte("x")})
	_, errs["no medium to look up"] = c.Media(ctx, "")
	errs["no medium to delete"] = c.DeleteMedia(ctx, "")
	_, errs["template of nobody"] = c.CreateTemplate(ctx, "", meta.Template{Name: "x", Language: "en"})
	_, errs["templates of nobody"] = c.Templates(ctx, "", meta.TemplateQuery{})
	_, errs["no template to read"] = c.Template(ctx, "")
	errs["no template to edit"] = c.EditTemplate(ctx, "", meta.TemplateEdit{Category: meta.CategoryUtility})
	errs["nothing to edit"] = c.EditTemplate(ctx, "42", meta.TemplateEdit{})
	errs["no template to delete"] = c.DeleteTemplate(ctx, "88", "", "")
	for _, address := range []string{"", "x", "http://elsewhere.example/x", "ftp://graph.example/x"} {
		_, errs["download of "+address] = c.DownloadMedia(ctx, address, 10)
	}
	_, errs["download without a limit"] = c.DownloadMedia(ctx, "https://a.example/x", 0)
	_, errs["permissions of nobody"] = c.CallPermissions(ctx, meta.Recipient{})
	_, errs["call to nobody"] = c.Connect(ctx, meta.ConnectRequest{SDP: offer})
	_, errs["call with too long data"] = c.Connect(ctx, meta.ConnectRequest{To: someone, SDP: offer, Opaque: long})
	_, errs["call without SDP"] = c.Connect(ctx, meta.ConnectRequest{To: someone})
	errs["accept with an offer"] = c.Accept(ctx, wacid, meta.AcceptRequest{SDP: offer})
	reply := strings.Replace(offer, "actpass", "active", 1)
	errs["accept with too long data"] = c.Accept(ctx, wacid, meta.AcceptRequest{SDP: reply, Opaque: long})
	for what, capture := range map[string]*meta.CallCapture{
		"of no status":       {Purpose: "q", AnnouncementLanguage: "en"},
		"without a purpose":  {Status: meta.Enabled, AnnouncementLanguage: "en"},
		"without a language": {Status: meta.Enabled, Purpose: "q"},
		"of a long purpose":  {Status: meta.Enabled, Purpose: strings.Repeat("é", meta.MaxPurpose+1), AnnouncementLanguage: "en"},
	} {
		_, errs["call with a recording "+what] = c.Connect(ctx, meta.ConnectRequest{To: someone, SDP: offer, Recording: capture})
		_, errs["call with a transcription "+what] = c.Connect(ctx, meta.ConnectRequest{To: someone, SDP: offer, Transcription: capture})
		errs["accept with a recording "+what] = c.Accept(ctx, wacid, meta.AcceptRequest{SDP: reply, Recording: capture})
		errs["accept with a transcription "+what] = c.Accept(ctx, wacid, meta.AcceptRequest{SDP: reply, Transcription: capture})
	}
	errs["pre-accept without SDP"] = c.PreAccept(ctx, wacid, "")
	errs["terminate of no call"] = c.Terminate(ctx, "")
	errs["reject of no call"] = c.Reject(ctx, "")
	errs["read of no message"] = c.MarkRead(ctx, "")
	_, errs["no number"] = (&meta.Client{HTTP: c.HTTP}).Settings(ctx)
	_, errs["an account without an id"] = c.BusinessAccount(ctx, "")
	errs["an app for no account"] = c.SubscribeApp(ctx, "")
	_, errs["subscriptions of no app"] = c.Subscriptions(ctx, meta.App{})
	for what, err := range errs {
		var refused *meta.Error
		var silent *meta.Unreachable
		if err == nil || errors.As(err, &refused) || errors.As(err, &silent) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if net.request != nil {
		t.Errorf("sent %s", net.request.URL)
	}
}

func TestTheBodyIsSentAgainWhole(t *testing.T) {
	var bodies [][]byte
	c, _ := broken(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		bodies = append(bodies, b)
		answer(http.StatusServiceUnavailable, "")(w, r)
	})
	if err := c.Terminate(t.Context(), wacid); err == nil {
		t.Fatal("no error")
	}
	if len(bodies) != 3 || len(bodies[0]) == 0 || !bytes.Equal(bodies[0], bodies[1]) || !bytes.Equal(bodies[0], bodies[2]) {
		t.Errorf("bodies %q", bodies)
	}
}
