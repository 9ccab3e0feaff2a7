package center_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
)

// picture is a PNG of some size.
func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		m.Set(x, x%height, color.RGBA{uint8(x), 80, 120, 255})
	}
	var b bytes.Buffer
	must(t, png.Encode(&b, m))
	return b.Bytes()
}

// upload gives a file to the sandbox's people, and returns its id there.
func (w *world) upload(kind, name string, data []byte) string {
	w.t.Helper()
	answer, err := http.Post(w.sandbox.URL()+"/sandbox/media?name="+name, kind, bytes.NewReader(data))
	must(w.t, err)
	defer answer.Body.Close()
	var made struct{ ID string }
	must(w.t, json.NewDecoder(answer.Body).Decode(&made))
	if answer.StatusCode != http.StatusOK || made.ID == "" {
		w.t.Fatalf("upload: %d", answer.StatusCode)
	}
	return made.ID
}

// newest waits for a message of a service that is wanted.
func (w *world) newest(id desk.ConversationID, what string, is func(center.MessageView) bool) center.MessageView {
	w.t.Helper()
	var found center.MessageView
	eventually(w.t, what, func() bool {
		page, err := w.center.Messages(w.t.Context(), w.paula, desk.MessageQuery{Conversation: id})
		must(w.t, err)
		at := slices.IndexFunc(page.Items, is)
		if at >= 0 {
			found = page.Items[at]
		}
		return at >= 0
	})
	return found
}

func medium(k center.MessageView) desk.Medium {
	if k.Content == nil || k.Content.Medium == nil {
		return desk.Medium{}
	}
	return *k.Content.Medium
}

func here(kind desk.Kind) func(center.MessageView) bool {
	return func(k center.MessageView) bool { return k.Kind == kind && medium(k).State == desk.Here }
}

func TestWhatAContactSendsIsFetchedAndCanBeRead(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	photo := picture(t, 320, 200)
	send := func(body map[string]any) { w.control("/sandbox/users/"+ana+"/messages", body) }
	send(map[string]any{"media_id": w.upload("image/png", "foto.png", photo), "caption": "O chiado começou aqui"})
	k := w.newest(v.ID, "the picture", here(desk.Image))
	if m := medium(k); k.Text != "O chiado começou aqui" || m.Width != 320 || m.Height != 200 || m.MIME != "image/png" || m.Size != int64(len(photo)) {
		t.Errorf("%+v %+v", k.Message, m)
	}
	file, err := w.center.MessageMedium(ctx, w.paula, k.ID)
	must(t, err)
	got, err := io.ReadAll(file.Content)
	if err != nil || !bytes.Equal(got, photo) {
		t.Errorf("%d bytes of %d, %v", len(got), len(photo), err)
	}
	if _, err := w.center.MessageMedium(ctx, w.visitor, k.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("read by somebody who does not see the account: %v", err)
	}
	if hits, err := w.center.SearchTexts(ctx, w.paula, desk.TextQuery{Search: "chiado"}); err != nil || len(hits.Items) != 1 {
		t.Errorf("its caption is found %d times, %v", len(hits.Items), err)
	}

	send(map[string]any{"location": map[string]any{"latitude": -23.55, "longitude": -46.63, "name": "Oficina"}})
	place := w.newest(v.ID, "the place", func(k center.MessageView) bool { return k.Kind == desk.Location })
	if p := place.Content.Place; p.Latitude != -23.55 || p.Longitude != -46.63 || p.Name != "Oficina" {
		t.Errorf("%+v", p)
	}
	send(map[string]any{"contacts": []map[string]any{{"name": "Zé Técnico", "phones": []string{"+55 11 98888-7777"}}}})
	card := w.newest(v.ID, "the card", func(k center.MessageView) bool { return k.Kind == desk.Contacts })
	if c := card.Content.Cards; len(c) != 1 || c[0].Name != "Zé Técnico" || len(c[0].Phones) != 1 {
		t.Errorf("%+v", c)
	}
	send(map[string]any{"media_id": w.upload("application/pdf", "nota.pdf", []byte("%PDF-1.4 nota")), "caption": ""})
	if m := medium(w.newest(v.ID, "the document", here(desk.Document))); m.Name != "nota.pdf" || m.MIME != "application/pdf" {
		t.Errorf("%+v", m)
	}
}

func TestFilesPlacesAndPeopleAreSent(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	arrived := func(key string) center.MessageView {
		return w.newest(v.ID, key+" on the phone", func(k center.MessageView) bool {
			if k.ClientKey == key && k.Status == desk.Failed {
				t.Fatalf("%s failed: %+v", key, k.Failure)
			}
			return k.ClientKey == key && k.Status == desk.Delivered
		})
	}
	photo := picture(t, 64, 48)
	for range 2 { // pressed twice
		_, err := w.center.SendFile(ctx, w.paula, v.ID, center.OutgoingFile{Name: `C:\fotos\placa.png`, Data: photo, Caption: " A placa ", ClientKey: "photo"})
		must(t, err)
	}
	if k := arrived("photo"); k.Kind != desk.Image || k.Text != "A placa" || medium(k).Name != "placa.png" || medium(k).Width != 64 {
		t.Errorf("%+v %+v", k.Message, medium(k))
	}
	first := w.newest(v.ID, "her message", func(k center.MessageView) bool { return k.Direction == desk.Incoming })
	_, err := w.center.SendPlace(ctx, w.paula, v.ID, center.Outgoing{Place: &desk.Place{Latitude: -23.5, Longitude: -46.6, Name: "Aurora"}, Quoted: first.ID, ClientKey: "place"})
	must(t, err)
	if k := arrived("place"); k.Quoted == nil || k.Quoted.ID != first.ID {
		t.Errorf("it answers %+v", k.Quoted)
	}
	contact, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Zé Técnico"), Phone: new("+55 11 98888-7777")})
	must(t, err)
	_, err = w.center.SendPeople(ctx, w.paula, v.ID, center.Outgoing{People: []desk.ContactID{contact.ID}, ClientKey: "people"})
	must(t, err)
	if k := arrived("people"); k.Content.Cards[0].Phones[0] != "+5511988887777" {
		t.Errorf("%+v", k.Content.Cards)
	}
	_, err = w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Sobre isto", Quoted: first.ID, ClientKey: "answer"})
	must(t, err)
	arrived("answer")
}

func TestFilesThatWhatsAppDoesNotTakeAreRefusedWithWords(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	for name, c := range map[string]struct {
		file   center.OutgoingFile
		reason string
		field  string
	}{
		"a page":            {center.OutgoingFile{Name: "a.pdf", Data: []byte("<!DOCTYPE html><script>alert(1)</script>")}, "wrong_kind", "file"},
		"a program":         {center.OutgoingFile{Name: "foto.png", Data: []byte("MZ\x90\x00\x03\x00\x00")}, "wrong_kind", "file"},
		"nothing":           {center.OutgoingFile{Name: "a.txt"}, "empty", "file"},
		"a huge picture":    {center.OutgoingFile{Name: "a.png", Data: append(picture(t, 8, 8), make([]byte, 5<<20)...)}, "too_large", "file"},
		"more than we take": {center.OutgoingFile{Name: "a.pdf", Data: append([]byte("%PDF-1.4"), make([]byte, center.DefaultMediaMax)...)}, "too_large", "file"},
		"a false recording": {center.OutgoingFile{Data: []byte("not webm"), Voice: true}, "wrong_kind", "file"},
		"a caption too long": {
			center.OutgoingFile{Name: "a.png", Data: picture(t, 8, 8), Caption: strings.Repeat("x", 1025)}, "", "caption",
		},
	} {
		c.file.ClientKey = name
		if _, err := w.center.SendFile(ctx, w.paula, v.ID, c.file); reason(err) != c.reason || field(err) != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.center.SendPlace(ctx, w.paula, v.ID, center.Outgoing{Place: &desk.Place{Latitude: 91}, ClientKey: "p"}); field(err) != "latitude" {
		t.Errorf("beyond the pole: %v", err)
	}
	if _, err := w.center.SendPeople(ctx, w.paula, v.ID, center.Outgoing{People: []desk.ContactID{"nobody"}, ClientKey: "c"}); field(err) != "contactIds" {
		t.Errorf("nobody: %v", err)
	}
	if _, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "x", Quoted: "nothing", ClientKey: "q"}); field(err) != "quotedId" {
		t.Errorf("an answer to nothing: %v", err)
	}
	w.sandbox.Clock().Advance(25 * time.Hour)
	if _, err := w.center.SendFile(ctx, w.paula, v.ID, center.OutgoingFile{Name: "a.png", Data: picture(t, 8, 8), ClientKey: "late"}); reason(err) != "window_closed" {
		t.Errorf("behind a closed window: %v", err)
	}
	if page, err := w.center.Messages(ctx, w.paula, desk.MessageQuery{Conversation: v.ID}); err != nil || len(page.Items) != 1 {
		t.Errorf("%d entries, %v", len(page.Items), err)
	}
}

func TestReactionsStandOnTheirMessage(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	sent, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Ficou pronto!", ClientKey: "k"})
	must(t, err)
	k := w.newest(v.ID, "it on the phone", func(k center.MessageView) bool { return k.ID == sent.ID && k.Status == desk.Delivered })
	react := func(emoji string) {
		w.control("/sandbox/users/"+ana+"/messages", map[string]any{"reaction": map[string]any{"message_id": k.MetaID, "emoji": emoji}})
	}
	react("🎉")
	w.newest(v.ID, "her reaction", func(k center.MessageView) bool { return k.ID == sent.ID && k.Reaction == "🎉" })
	react("")
	w.newest(v.ID, "it taken back", func(k center.MessageView) bool { return k.ID == sent.ID && k.Reaction == "" })
	if page, err := w.center.Messages(ctx, w.paula, desk.MessageQuery{Conversation: v.ID}); err != nil || len(page.Items) != 2 {
		t.Errorf("a reaction became an entry: %d, %v", len(page.Items), err)
	}
	hers := w.newest(v.ID, "her message", func(k center.MessageView) bool { return k.Direction == desk.Incoming })
	if k, err := w.center.React(ctx, w.paula, hers.ID, "👍"); err != nil || k.OwnReaction != "👍" {
		t.Errorf("%+v, %v", k, err)
	}
	for _, emoji := range []string{"ok", "<b>", strings.Repeat("👍", 13)} {
		if _, err := w.center.React(ctx, w.paula, hers.ID, emoji); field(err) != "emoji" {
			t.Errorf("%q: %v", emoji, err)
		}
	}
}

func TestAMediumIsTriedAgainUntilItIsHere(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	w.control("/sandbox/faults", map[string]any{"graph_errors": 1})
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"media_id": w.upload("image/png", "a.png", picture(t, 9, 9))})
	w.newest(v.ID, "the picture, not here yet", func(k center.MessageView) bool { return k.Kind == desk.Image })
	w.sandbox.Clock().Advance(time.Hour) // the pause before the next attempt
	k := w.newest(v.ID, "the picture at last", here(desk.Image))
	if _, err := w.center.FetchMedium(ctx, w.paula, k.ID); reason(err) != "not_lost" {
		t.Errorf("fetched again what is here: %v", err)
	}
}

func TestAMediumThatMetaDoesNotHaveAnyMoreIsSaidSo(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	w.control("/sandbox/faults", map[string]any{"graph_errors": 1000})
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"media_id": w.upload("image/png", "a.png", picture(t, 9, 9))})
	w.newest(v.ID, "the picture, not here yet", func(k center.MessageView) bool { return k.Kind == desk.Image })
	w.sandbox.Clock().Advance(31 * 24 * time.Hour) // Meta keeps nothing so long
	w.control("/sandbox/faults", map[string]any{"graph_errors": 0})
	lost := func(k center.MessageView) bool {
		w.sandbox.Clock().Advance(time.Minute) // the pause before the next attempt, whichever that is
		return k.Kind == desk.Image && medium(k).State == desk.Lost
	}
	k := w.newest(v.ID, "that it is lost", lost)
	if _, err := w.center.MessageMedium(ctx, w.paula, k.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("read though it is lost: %v", err)
	}
	again, err := w.center.FetchMedium(ctx, w.paula, k.ID)
	if err != nil || medium(again).State != desk.Coming {
		t.Errorf("%+v, %v", medium(again), err)
	}
	w.newest(v.ID, "that it still is", lost)
}
