package sandbox

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"ramal/internal/meta"
)

// appName is what the app is called.
const appName = "Aurora"

// codeAppToken and codeCallback are Graph's general codes: an edge for the app itself, and a callback that fails its challenge.
const (
	codeAppToken = 15
	codeCallback = 2200
)

// quietFields are webhook fields of WhatsApp that an app may subscribe to and the sandbox has nothing to say on.
func quietFields() []string {
	return []string{
		"account_alerts", "account_review_update", "business_capability_update", "business_status_update", "flows", "history",
		"message_template_components_update", "message_template_quality_update",
		"messaging_handovers", "payment_configuration_update", "phone_number_name_update", "phone_number_quality_update", "security",
		"smb_app_state_sync", "smb_message_echoes", "template_category_update", "tracking_events", "user_preferences",
	}
}

func (s *Server) getApp(r *graphRequest) (any, *graphError) {
	return node{
		id: AppID, kind: "Application", shown: []string{"name", "link"},
		fields: map[string]reader{
			"name": fixed(appName), "link": fixed("https://www.facebook.com/games/?app_id=" + AppID),
		},
	}.read(r)
}

// appOnly refuses a token that is not the app's own.
func (r *graphRequest) appOnly() *graphError {
	if r.app {
		return nil
	}
	e := fault(meta.CodeInvalidParameter)
	e.Code, e.Message = codeAppToken, "(#15) This method must be called with an app access_token."
	return e
}

// subscribe is POST /{app-id}/subscriptions: it asks the callback for its challenge and, if it answers, sends webhooks there
// (Meta: Webhooks, Create webhook endpoint). The app's fields are those of the request.
func (s *Server) subscribe(r *graphRequest) (any, *graphError) {
	p, err := r.params()
	if err == nil {
		err = r.appOnly()
	}
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"object", "callback_url", "verify_token", "fields"} {
		if p[name] == "" {
			return nil, parameter("The parameter %s is required.", name)
		}
	}
	if p["object"] != meta.ObjectAccount {
		return nil, parameter("Param object must be one of {%s} - got %q.", meta.ObjectAccount, p["object"])
	}
	fields := fieldQuery{Mods: map[string]string{"fields": p["fields"]}}.list("fields")
	known := append(quietFields(), webhookFields...)
	for i, f := range fields {
		if !slices.Contains(known, f) {
			return nil, parameter("Param fields[%d] must be one of {%s} - got %q.", i, strings.Join(known, ", "), f)
		}
	}
	hook := Webhook{URL: p["callback_url"], VerifyToken: p["verify_token"], Fields: fields}
	if err := s.shakeHands(r.Context(), hook); err != nil {
		e := fault(meta.CodeInvalidParameter)
		e.Code, e.Message = codeCallback, "(#2200) Callback verification failed with the following errors: "+err.Error()
		var wrong *badInput
		if errors.As(err, &wrong) && wrong.Status == http.StatusBadRequest {
			e = parameter("Param callback_url must be a valid URI - got %q.", hook.URL)
		}
		return nil, e
	}
	s.must(func(t *tx) {
		hook.AppSecret = cmp.Or(t.Webhook.AppSecret, AppSecret)
		t.Webhook = hook
		t.resume()
	})
	return meta.Success{Success: true}, nil
}

func (s *Server) getSubscriptions(r *graphRequest) (any, *graphError) {
	if err := r.appOnly(); err != nil {
		return nil, err
	}
	type field struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	out := listOf()
	s.must(func(t *tx) {
		if t.Webhook.URL == "" {
			return
		}
		fields := []field{}
		for _, f := range t.Webhook.Fields {
			fields = append(fields, field{Name: f, Version: "v26.0"})
		}
		out = listOf(map[string]any{
			"object": meta.ObjectAccount, "callback_url": t.Webhook.URL, "active": true, "fields": fields,
		})
	})
	return out, nil
}

// unsubscribe is DELETE /{app-id}/subscriptions: of some fields, or of all.
func (s *Server) unsubscribe(r *graphRequest) (any, *graphError) {
	p, err := r.params()
	if err == nil {
		err = r.appOnly()
	}
	if err != nil {
		return nil, err
	}
	less := fieldQuery{Mods: map[string]string{"fields": p["fields"]}}.list("fields")
	s.must(func(t *tx) {
		t.Webhook.Fields = slices.DeleteFunc(slices.Clone(t.Webhook.Fields), func(f string) bool { return slices.Contains(less, f) })
		if less == nil || len(t.Webhook.Fields) == 0 {
			t.Webhook.URL, t.Webhook.Fields = "", []string{}
		}
	})
	return meta.Success{Success: true}, nil
}
