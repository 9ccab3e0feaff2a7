package store_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func same[T any](t *testing.T, want T) func(got T, err error) {
	t.Helper()
	return func(got T, err error) {
		t.Helper()
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
}

func TestWhatIsStoredComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		other := newWorld(t, db) // its rows must not be taken for these
		_ = other
		same(t, w.account)(db.Account(ctx, w.ws, w.account.ID))
		same(t, w.account)(db.AccountByID(ctx, w.account.ID))
		same(t, w.account)(db.AccountByPhoneNumberID(ctx, w.ws, w.account.PhoneNumberID))
		same(t, w.secrets)(db.Secrets(ctx, w.account.ID))
		same(t, w.user)(db.UserByEmail(ctx, w.user.Email))
		same(t, w.contact)(db.Contact(ctx, w.ws, w.contact.ID))
		same(t, w.service)(db.Conversation(ctx, w.ws, w.service.ID))
		same(t, w.service)(db.OpenConversation(ctx, w.ws, w.account.ID, w.contact.ID))
		same(t, []desk.Conversation{w.service})(db.ConversationsOf(ctx, w.ws, w.contact.ID))
		same(t, w.message)(db.Message(ctx, w.ws, w.message.ID))
		same(t, w.message)(db.MessageByMetaID(ctx, w.ws, w.message.MetaID))
		same(t, w.message)(db.MessageByClientKey(ctx, w.ws, w.service.ID, w.message.ClientKey))
		same(t, w.call)(db.Call(ctx, w.ws, w.call.ID))
		same(t, w.call)(db.CallByMetaID(ctx, w.ws, w.call.MetaID))
		same(t, w.call)(db.LiveCallWith(ctx, w.ws, w.account.ID, w.contact.ID))
		same(t, w.call)(db.LiveCallOf(ctx, w.ws, w.user.ID))
		same(t, w.lines)(db.Timeline(ctx, w.ws, w.call.ID))
		same(t, w.allowed)(db.Permission(ctx, w.ws, w.account.ID, w.contact.ID))
	})
}

func TestEverythingOfACallIsSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		c := w.call
		c.State, c.Outcome = call.Ended, call.Failed
		c.Failure = &call.Failure{Reason: "meta", Code: 138013, Title: "No", Details: "Not here", TraceID: "A1"}
		c.AlertedAt, c.AnsweredAt, c.EndedAt = start.Add(time.Second), start.Add(2*time.Second), start.Add(5*time.Second)
		c.Duration, c.Measured, c.Joined, c.Away, c.Closed, c.Deadline = 3*time.Second, true, true, true, true, time.Time{}
		c.Operator, c.Node, c.MetaID = "", "node-2", "wacid.other"
		lines := []call.Line{
			{At: start, Source: call.Metas, Kind: call.Rang, Before: call.Dialing, After: call.Alerting, MetaID: "wacid.other"},
			{
				At: start, Source: call.Metas, Kind: call.Terminated, Before: call.Alerting, After: call.Ended, Ignored: true,
				Failure: c.Failure, Facts: &call.Facts{Failed: true, StartedAt: start, EndedAt: start.Add(time.Hour), Duration: time.Hour},
			},
		}
		must(t, db.SaveCall(ctx, &c, lines))
		if c.Version != 2 || lines[0].Seq != 2 || lines[1].Seq != 3 || lines[1].CallID != c.ID {
			t.Errorf("version %d, lines %d and %d of %q; want 2, 2 and 3 of %q", c.Version, lines[0].Seq, lines[1].Seq, lines[1].CallID, c.ID)
		}
		same(t, c)(db.Call(ctx, w.ws, c.ID))
		same(t, append(w.lines, lines...))(db.Timeline(ctx, w.ws, c.ID))
	})
}

func TestEverythingOfTheDeskIsSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.contact.Name, w.contact.WhatsAppName, w.contact.Username = "Ana S.", "aninha", "ana.souza"
		w.contact.BSUID, w.contact.WaID, w.contact.Phone = "BR.123", "551199990001", ""
		w.contact.UpdatedAt = start.Add(time.Hour)
		w.contact.Tags, w.contact.Fields = []string{"Atacado", "vip"}, map[desk.FieldID]string{w.field.ID: "333"}
		w.contact.Owners, w.contact.Shunned = []org.UserID{w.user.ID}, &desk.Shunned{At: start, By: w.user.ID, Reason: "Asked us"}
		must(t, db.SaveContact(ctx, &w.contact))
		same(t, w.contact)(db.Contact(ctx, w.ws, w.contact.ID))

		w.service.State, w.service.Attendant, w.service.Unread = desk.Closed, "", 0
		w.service.LastAt, w.service.LastCustomerAt, w.service.Preview = start.Add(time.Hour), time.Time{}, "Até logo"
		must(t, db.SaveConversation(ctx, &w.service))
		same(t, w.service)(db.Conversation(ctx, w.ws, w.service.ID))

		w.message.Status, w.message.MetaID = desk.Failed, "wamid.second"
		w.message.Failure, w.message.At = &desk.Failure{Code: 131047, Title: "Re-engagement message", Details: "24 h"}, start.Add(time.Hour)
		must(t, db.SaveMessage(ctx, &w.message))
		same(t, w.message)(db.Message(ctx, w.ws, w.message.ID))

		w.message.Content, w.message.Reaction, w.message.OwnReaction = &desk.Content{
			Place: &desk.Place{Latitude: -23.5, Longitude: -46.6, Name: "Aurora"}, Cards: []desk.Card{{Name: "Zé", Phones: []string{"+55"}, WaID: "55"}},
		}, "🎉", "👍"
		must(t, db.SaveMessage(ctx, &w.message))
		same(t, w.message)(db.Message(ctx, w.ws, w.message.ID))

		same(t, w.file)(db.File(ctx, w.ws, w.file.ID))
		var read []byte
		for part := int64(0); int64(len(read)) < w.file.Size; part++ {
			piece, err := db.FilePart(ctx, w.ws, w.file.ID, part)
			must(t, err)
			read = append(read, piece...)
		}
		if !bytes.Equal(read, bytes.Repeat([]byte("0123456789"), 60_000)) {
			t.Errorf("%d bytes were read, and not those that were stored", len(read))
		}
		wantCode(t, drop(db.FilePart(ctx, w.ws, w.file.ID, 3)), fault.NotFound)

		due := desk.DueMedium{WorkspaceID: w.ws, MessageID: w.message.ID, Attempts: 2, NextAt: start.Add(time.Minute)}
		must(t, db.AddDueMedium(ctx, due))
		same(t, []desk.DueMedium(nil))(db.DueMedia(ctx, start, 10))
		same(t, []desk.DueMedium{due})(db.DueMedia(ctx, start.Add(time.Minute), 10))
		must(t, db.DeleteDueMedium(ctx, w.ws, w.message.ID))
		same(t, []desk.DueMedium(nil))(db.DueMedia(ctx, start.Add(time.Minute), 10))

		w.field.Name, w.field.Choices, w.field.Required, w.field.Position = "Document", []string{"a", "b"}, false, 7
		must(t, db.SaveField(ctx, &w.field))
		same(t, w.field)(db.Field(ctx, w.ws, w.field.ID))
		w.contact.LastAt = w.service.LastAt
		same(t, w.contact)(db.FindByField(ctx, w.ws, w.field.ID, "333"))
		wantCode(t, drop(db.FindByField(ctx, w.ws, w.field.ID, "111.222")), fault.NotFound)

		same(t, desk.Page[desk.ContactNote]{Items: []desk.ContactNote{w.note}})(db.ContactNotes(ctx, w.ws, w.contact.ID, "", 0))
		w.note.Text, w.note.EditedAt = "Bairro: Centro", start.Add(time.Hour)
		must(t, db.SaveContactNote(ctx, &w.note))
		same(t, w.note)(db.ContactNote(ctx, w.ws, w.note.ID))
		same(t, desk.Page[call.PermissionEvent]{Items: []call.PermissionEvent{w.event}})(db.PermissionEvents(ctx, w.ws, w.contact.ID, nil, "", 0))
		same(t, desk.Page[call.PermissionEvent]{})(db.PermissionEvents(ctx, w.ws, w.contact.ID, []org.AccountID{}, "", 0))
		same(t, []call.Permission{w.allowed})(db.PermissionsOf(ctx, w.ws, w.contact.ID))

		w.reply.Department, w.reply.Shortcut, w.reply.Text = "sales", "price", "R$ 90"
		must(t, db.SaveQuickReply(ctx, &w.reply))
		same(t, w.reply)(db.QuickReply(ctx, w.ws, w.reply.ID))
		w.funnel.Name, w.funnel.Currency, w.funnel.LostReasons = "Oficina", "USD", nil
		w.funnel.Stages = append(w.funnel.Stages[:1:1], desk.Stage{ID: "more", Name: "More", Color: "red", Limit: time.Hour})
		must(t, db.SavePipeline(ctx, &w.funnel))
		same(t, w.funnel)(db.Pipeline(ctx, w.ws, w.funnel.ID))
		w.deal.Stage, w.deal.Title, w.deal.Value, w.deal.CloseOn, w.deal.Owner = "more", "Freios", 1, "", "somebody"
		w.deal.Fields = map[desk.FieldID]string{w.warranty.ID: "A-2"}
		w.deal.State, w.deal.Reason, w.deal.ClosedAt, w.deal.EnteredAt = desk.DealLost, "Price", start.Add(time.Hour), start.Add(time.Minute)
		must(t, db.SaveDeal(ctx, &w.deal))
		same(t, w.deal)(db.Deal(ctx, w.ws, w.deal.ID))
		w.closing.Reasons, w.closing.Free = []string{"Não respondeu"}, false
		must(t, db.SaveClosing(ctx, &w.closing))
		same(t, w.closing)(db.Closing(ctx, w.ws))

		w.allowed.Grant, w.allowed.ExpiresAt, w.allowed.Answer = call.Permanent, time.Time{}, call.Revoked
		w.allowed.Requests, w.allowed.Connected, w.allowed.Unanswered = nil, []time.Time{start, start.Add(time.Minute)}, 0
		w.allowed.AskedAt, w.allowed.RepliedAt = start.Add(time.Second), start.Add(time.Minute)
		must(t, db.SavePermission(ctx, &w.allowed))
		same(t, w.allowed)(db.Permission(ctx, w.ws, w.account.ID, w.contact.ID))
	})
}

func TestAPermissionThatNobodyAskedForIsNone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		same(t, call.Permission{WorkspaceID: w.ws, AccountID: w.account.ID, ContactID: "nobody", Grant: call.None})(
			db.Permission(t.Context(), w.ws, w.account.ID, "nobody"))
	})
}

func TestAnErrorRollsTheTransactionBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		stop := errors.New("stop")
		before := w.contact
		changed := before
		err := db.Atomically(ctx, func(ctx context.Context) error {
			changed.Name = "Somebody else"
			must(t, db.SaveContact(ctx, &changed))
			inside, err := db.Contact(ctx, w.ws, before.ID)
			must(t, err)
			if inside.Name != "Somebody else" {
				t.Errorf("a read inside the transaction does not see its writes: %q", inside.Name)
			}
			outside, err := db.Contact(t.Context(), w.ws, before.ID)
			must(t, err)
			if outside.Name != before.Name {
				t.Errorf("a read outside sees what is not committed: %q", outside.Name)
			}
			return db.Atomically(ctx, func(context.Context) error { return stop })
		})
		if !errors.Is(err, stop) {
			t.Errorf("got %v, want the error of the function", err)
		}
		same(t, before)(db.Contact(ctx, w.ws, before.ID))
	})
}

func TestAPanicRollsTheTransactionBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		func() {
			defer func() { _ = recover() }()
			_ = db.Atomically(ctx, func(ctx context.Context) error {
				changed := w.contact
				must(t, db.SaveContact(ctx, &changed))
				panic("defect")
			})
		}()
		same(t, w.contact)(db.Contact(ctx, w.ws, w.contact.ID))
		must(t, db.SaveContact(ctx, &w.contact)) // the writer is free again
	})
}
