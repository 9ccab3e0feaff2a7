package meta_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox"
)

// arrives lets a message arrive and checks its statuses.
func (w *world) arrives(id string, statuses ...meta.MessageStatus) {
	w.Helper()
	w.sandbox.Clock().Advance(time.Second)
	for _, want := range statuses {
		v, err := w.next(meta.FieldMessages).Decode()
		if err != nil || len(v.Statuses) != 1 || v.Statuses[0].ID != id || v.Statuses[0].Status != string(want) {
			w.Fatalf("status of %s: %+v, %v; want %s", id, v.Statuses, err, want)
		}
	}
}

func TestMediaGoUpAndComeDown(t *testing.T) {
	w := newWorld(t)
	tone, err := os.ReadFile("../sandbox/relay/tone.ogg")
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	id, err := w.UploadMedia(ctx, meta.Upload{Name: `a"b/c.ogg`, MIMEType: "audio/ogg", Data: tone, UseCase: meta.UseVoicemailAnnouncement, Description: "Olá"})
	if err != nil {
		t.Fatal(err)
	}
	info, err := w.Media(ctx, id)
	if err != nil || info.ID != id || info.MIMEType != "audio/ogg" || int(info.FileSize) != len(tone) || len(info.SHA256) != hex.EncodedLen(32) {
		t.Fatalf("%+v, %v", info, err)
	}
	if got, err := w.DownloadMedia(ctx, info.URL, 1<<20); err != nil || !bytes.Equal(got, tone) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	var silent *meta.Unreachable
	if _, err := w.DownloadMedia(ctx, info.URL, 10); !errors.As(err, &silent) {
		t.Errorf("more than was wanted: %v", err)
	}
	w.sandbox.Clock().Advance(5 * time.Minute)
	var refused *meta.Error
	if _, err := w.DownloadMedia(ctx, info.URL, 1<<20); !errors.As(err, &refused) || refused.HTTPStatus != http.StatusNotFound {
		t.Errorf("an address that is over: %v", err)
	}
	if err := w.DeleteMedia(ctx, id); err != nil {
		t.Error(err)
	}
	if _, err := w.Media(ctx, id); !errors.As(err, &refused) || refused.Subcode != meta.SubcodeObjectOrAccess {
		t.Errorf("a medium that is gone: %v", err)
	}
	if _, err := w.UploadMedia(ctx, meta.Upload{MIMEType: "application/zip", Data: []byte("x")}); !errors.As(err, &refused) || refused.Code != meta.CodeInvalidParameter {
		t.Errorf("a zip: %v", err)
	}
	if _, err := w.UploadMedia(ctx, meta.Upload{MIMEType: "image/png", Data: make([]byte, 6<<20)}); !errors.As(err, &refused) || refused.Code != meta.CodeMediaUpload {
		t.Errorf("6 MB: %v", err)
	}
}

func TestEveryKindOfMessageIsSent(t *testing.T) {
	w := newWorld(t)
	w.post("users/"+ana+"/messages", map[string]any{"text": "oi"})
	v, err := w.next(meta.FieldMessages).Decode()
	if err != nil {
		t.Fatal(err)
	}
	about := v.Messages[0].ID
	ctx, to := t.Context(), meta.Recipient{To: ana}
	picture, err := w.UploadMedia(ctx, meta.Upload{Name: "a.png", MIMEType: "image/png", Data: []byte("png")})
	if err != nil {
		t.Fatal(err)
	}
	how := meta.Sending{Opaque: "m-1", ReplyTo: about}
	minutes := meta.Int64(60)
	for name, send := range map[string]func() (string, error){
		"image": func() (string, error) {
			return w.SendMedia(ctx, to, meta.TypeImage, meta.MediaObject{ID: picture}, how)
		},
		"audio": func() (string, error) {
			return w.SendMedia(ctx, to, meta.TypeAudio, meta.MediaObject{Link: "https://a.example/a"}, how)
		},
		"video": func() (string, error) {
			return w.SendMedia(ctx, to, meta.TypeVideo, meta.MediaObject{Link: "https://a.example/a", Caption: "x"}, how)
		},
		"document": func() (string, error) {
			return w.SendMedia(ctx, to, meta.TypeDocument, meta.MediaObject{ID: picture, Filename: "a.png"}, how)
		},
		"sticker": func() (string, error) {
			return w.SendMedia(ctx, to, meta.TypeSticker, meta.MediaObject{Link: "https://a.example/a"}, how)
		},
		"location": func() (string, error) {
			return w.SendLocation(ctx, to, meta.Location{Latitude: -23.5, Longitude: -46.6}, how)
		},
		"contacts": func() (string, error) {
			return w.SendContacts(ctx, to, []meta.ContactCard{{Name: meta.ContactName{FormattedName: "Dora", FirstName: "Dora"}}}, how)
		},
		"call button": func() (string, error) {
			return w.SendCallButton(ctx, to, "Ring us", meta.CallButton{DisplayText: "Ring", TTLMinutes: &minutes, Payload: "p"}, how)
		},
		"reply buttons": func() (string, error) {
			return w.SendInteractive(ctx, to, meta.InteractiveRequest{
				Type: meta.InteractiveButton, Body: &meta.InteractiveText{Text: "When?"},
				Action: &meta.InteractiveAction{Buttons: []meta.ReplyButton{{Type: meta.ButtonReply, Reply: meta.Choice{ID: "1", Title: "Today"}}}},
			}, how)
		},
		"template": func() (string, error) {
			return w.SendTemplate(ctx, to, meta.TemplateMessage{
				Name: "call_us", Language: meta.TemplateLanguage{Code: "en"}, Components: []meta.TemplateComponent{
					{Type: meta.ComponentBody, Parameters: []meta.TemplateParameter{{Type: meta.TypeText, Text: "77"}}},
					{Type: meta.ComponentButton, SubType: meta.SubTypeVoiceCall, Parameters: []meta.TemplateParameter{{Type: "ttl_minutes", TTLMinutes: &minutes}}},
				},
			}, how)
		},
	} {
		id, err := send()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		w.arrives(id, meta.MessageSent, meta.MessageDelivered)
	}
	id, err := w.SendReaction(ctx, to, about, "👍")
	if err != nil {
		t.Fatal(err)
	}
	w.arrives(id, meta.MessageSent)
	var refused *meta.Error
	_, err = w.SendTemplate(ctx, to, meta.TemplateMessage{Name: "nothing", Language: meta.TemplateLanguage{Code: "en"}}, meta.Sending{})
	if !errors.As(err, &refused) || refused.Code != meta.CodeTemplateMissing {
		t.Errorf("a template that is not there: %v", err)
	}
}

// Meta: Cloud API, Template management, Edit templates.
func TestATemplateIsReadAndEdited(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	made, err := w.CreateTemplate(ctx, sandbox.WABAID, meta.Template{
		Name: "notice", Language: "en", Category: meta.CategoryUtility, Components: []meta.TemplatePart{{Type: meta.PartBody, Text: "We will call."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	edit := meta.TemplateEdit{Components: []meta.TemplatePart{{Type: meta.PartBody, Text: "We will call you."}}}
	if e := w.refused(w.EditTemplate(ctx, made.ID, edit), meta.CodeInvalidParameter); e.UserTitle == "" {
		t.Errorf("an edit before the review: %v", e)
	}
	w.sandbox.Clock().Advance(time.Minute)
	w.next(meta.FieldTemplateStatus)
	if err := w.EditTemplate(ctx, made.ID, edit); err != nil {
		t.Fatal(err)
	}
	got, err := w.Template(ctx, made.ID)
	if err != nil || got.ID != made.ID || got.Name != "notice" || got.Status != meta.TemplatePending || got.Components[0].Text != "We will call you." {
		t.Errorf("%+v, %v", got, err)
	}
	w.sandbox.Clock().Advance(time.Minute)
	w.next(meta.FieldTemplateStatus)
	w.refused(w.EditTemplate(ctx, made.ID, edit), meta.CodeInvalidParameter) // once a day
	_, err = w.Template(ctx, "420000009999999")
	if e := w.refused(err, meta.CodeInvalidParameter); e.Subcode != meta.SubcodeObjectOrAccess {
		t.Errorf("a template that is not there: %v", e)
	}
}

func TestTemplatesAreCreatedListedAndDeleted(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	made, err := w.CreateTemplate(ctx, sandbox.WABAID, meta.Template{
		Name: "ask", Language: "pt_BR", Category: meta.CategoryUtility,
		Components: []meta.TemplatePart{{Type: meta.PartBody, Text: "Podemos ligar?"}, {Type: meta.PartCallPermission}},
	})
	if err != nil || made.Status != meta.TemplatePending || made.ID == "" {
		t.Fatalf("%+v, %v", made, err)
	}
	w.sandbox.Clock().Advance(time.Minute)
	if e := w.next(meta.FieldTemplateStatus); !strings.Contains(string(e.Value), `"APPROVED"`) {
		t.Errorf("event %s", e.Value)
	}
	seen, pages := map[string]bool{}, 0
	for q := (meta.TemplateQuery{Limit: 3, Status: meta.TemplateApproved}); ; pages++ {
		page, err := w.Templates(ctx, sandbox.WABAID, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Data {
			seen[m.Name+"/"+m.Language] = true
		}
		if page.Paging == nil || page.Paging.Next == "" {
			break
		}
		q.After = page.Paging.Cursors.After
	}
	if !seen["ask/pt_BR"] || !seen["hello_world/en_US"] || pages == 0 {
		t.Errorf("%d pages with %v", pages, seen)
	}
	if err := w.DeleteTemplate(ctx, sandbox.WABAID, "ask", made.ID); err != nil {
		t.Error(err)
	}
	var refused *meta.Error
	if err := w.DeleteTemplate(ctx, sandbox.WABAID, "ask", ""); !errors.As(err, &refused) || refused.UserTitle == "" {
		t.Errorf("deleted twice: %v", err)
	}
	if page, err := w.Templates(ctx, sandbox.WABAID, meta.TemplateQuery{Name: "ask"}); err != nil || len(page.Data) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
}
