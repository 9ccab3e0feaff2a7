package main

import (
	"path/filepath"
	"testing"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/store"
)

// aLab is a lab that builds nothing.
func aLab(t *testing.T) *lab {
	return &lab{quick: true, dir: t.TempDir(), log: t.Output()}
}

func open(t *testing.T, w *world) *store.DB {
	t.Helper()
	key, err := store.LoadKey(filepath.Join(w.data, "key"))
	must(t, err)
	db, err := store.Open(t.Context(), store.Options{Database: w.address(), Key: key})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func TestTheLargeWorkspaceIsWhatTheStoreReads(t *testing.T) {
	const count = 3000
	w, err := aLab(t).makeWorld(t.Context(), "", "http://127.0.0.1:9", nothing)
	must(t, err)
	must(t, enlarge(t.Context(), w.address(), w, count))
	db := open(t, w)

	contacts, err := db.Contacts(t.Context(), w.ws, desk.ContactQuery{Search: "tavora"})
	must(t, err)
	if n := len(contacts.Items); n < 1 || n > 10 {
		t.Errorf("%d of %d are called Tavora", n, count)
	}
	c, err := db.FindContact(t.Context(), w.ws, "", "5511900001500", "")
	must(t, err)
	if c.ID != "c00001500" {
		t.Errorf("the number belongs to %s", c.ID)
	}
	k, err := db.Calls(t.Context(), w.ws, call.Query{Limit: 1})
	must(t, err)
	if len(k.Items) != 1 || k.Items[0].ID != "k00002999" || k.Items[0].Operator != w.user || k.Items[0].State != call.Ended {
		t.Errorf("the newest call: %+v", k.Items)
	}
	if contact, err := db.Contact(t.Context(), w.ws, k.Items[0].ContactID); err != nil || contact.DisplayName() == "" {
		t.Errorf("its contact: %+v (%v)", contact, err)
	}
	mine, err := db.Calls(t.Context(), w.ws, call.Query{Contact: desk.ContactID(lists(count)[2].path[len("/api/calls?contactId="):])})
	must(t, err)
	if len(mine.Items) == 0 {
		t.Error("the contact whose history is measured has none")
	}
	services, err := db.Conversations(t.Context(), w.ws, desk.ConversationQuery{States: []desk.State{desk.InService}})
	must(t, err)
	if len(services.Items) != 3 {
		t.Errorf("%d services are open", len(services.Items))
	}
}

func TestPeopleMayBeCalledAndCallsWaitToRing(t *testing.T) {
	w, err := aLab(t).makeWorld(t.Context(), "", "http://127.0.0.1:9", twoPeople)
	must(t, err)
	db := open(t, w)
	p, err := db.Permission(t.Context(), w.ws, w.account, w.contacts[0].ID)
	must(t, err)
	if p.Grant != call.Permanent {
		t.Errorf("permission: %+v", p)
	}
	k, err := db.CallByMetaID(t.Context(), w.ws, w.calls[0].MetaID)
	must(t, err)
	if k.State != call.Dialing || k.ContactID != w.contacts[0].ID {
		t.Errorf("call: %+v", k)
	}
	left, err := db.Unsettled(t.Context(), "main", present(), 10)
	must(t, err)
	if len(left) != 0 {
		t.Errorf("a server that starts would end %d calls", len(left))
	}
}

func TestTheInboxIsCountedBesideTheServer(t *testing.T) {
	w, err := aLab(t).makeWorld(t.Context(), "", "http://127.0.0.1:9", nothing)
	must(t, err)
	db := open(t, w)
	kept, err := db.Keep(t.Context(), twoEvents(w))
	must(t, err)
	must(t, db.Settle(t.Context(), kept[0].ID, ""))
	r, err := openRows(w.address())
	must(t, err)
	defer r.close()
	stored, settled, err := r.inbox(t.Context())
	if err != nil || stored != 2 || settled != 1 {
		t.Errorf("%d stored, %d settled (%v)", stored, settled, err)
	}
}
