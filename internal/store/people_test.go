package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestAMemberHasWhatTheirDepartmentsGrant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		groups := []org.PermissionGroup{
			{ID: "g1-" + org.GroupID(w.ws), WorkspaceID: w.ws, Name: "Calls", Paths: []org.Path{org.PathCalls, org.PathContacts}, CreatedAt: start},
			{ID: "g2-" + org.GroupID(w.ws), WorkspaceID: w.ws, Name: "History", Paths: []org.Path{org.PathCallHistory, org.PathContacts}, CreatedAt: start},
			{ID: "g3-" + org.GroupID(w.ws), WorkspaceID: w.ws, Name: "All", Paths: []org.Path{org.PathSAC}, CreatedAt: start},
		}
		for i := range groups {
			must(t, db.CreateGroup(ctx, &groups[i]))
		}
		desks := []org.Department{
			{
				ID: "d1-" + org.DepartmentID(w.ws), WorkspaceID: w.ws, Name: "Front", Accounts: []org.AccountID{w.account.ID},
				Groups: []org.GroupID{groups[0].ID}, CreatedAt: start,
			},
			{ID: "d2-" + org.DepartmentID(w.ws), WorkspaceID: w.ws, Name: "Back", Groups: []org.GroupID{groups[1].ID}, CreatedAt: start},
			{ID: "d3-" + org.DepartmentID(w.ws), WorkspaceID: w.ws, Name: "Other", Groups: []org.GroupID{groups[2].ID}, CreatedAt: start},
		}
		for i := range desks {
			must(t, db.CreateDepartment(ctx, &desks[i]))
		}
		w.user.Departments = []org.DepartmentID{desks[0].ID, desks[1].ID}
		must(t, db.UpdateUser(ctx, &w.user))
		got := get[org.Member](t)(db.Member(ctx, w.user.ID))
		want := org.Member{
			User: w.user, Workspace: get[org.Workspace](t)(db.Workspace(ctx, w.ws)), In: []org.Department{desks[1], desks[0]},
			Granted: []org.Path{org.PathContacts, org.PathCalls, org.PathCallHistory},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}

		desks[1].Groups, desks[1].Name = nil, "Back office"
		must(t, db.UpdateDepartment(ctx, &desks[1]))
		groups[0].Paths = []org.Path{org.PathCallPlace}
		must(t, db.UpdateGroup(ctx, &groups[0]))
		got = get[org.Member](t)(db.Member(ctx, w.user.ID))
		if diff := cmp.Diff([]org.Path{org.PathCallPlace}, got.Granted); diff != "" {
			t.Errorf("after the change: -want +got\n%s", diff)
		}
		wantCode(t, drop(db.Member(ctx, "nobody")), fault.NotFound)
	})
}

func TestTheWorkspaceSaysWhatWasBought(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		changed := org.Workspace{ID: w.ws, Name: "Aurora", CreatedAt: start}
		must(t, db.UpdateWorkspace(ctx, changed))
		same(t, []org.Workspace{changed})(db.Workspaces(ctx))
		wantCode(t, db.UpdateWorkspace(ctx, org.Workspace{ID: "none"}), fault.NotFound)
	})
}

func TestAddressesAreComparedWithoutCase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		u := w.user
		u.ID, u.Email = org.UserID(id("user")), " Diego@Aurora.Example"
		must(t, db.CreateUser(ctx, &u, "hash of diego"))
		got, hash, err := db.Credentials(ctx, "diego@aurora.EXAMPLE ")
		must(t, err)
		if got.ID != u.ID || got.Email != "diego@aurora.example" || hash != "hash of diego" {
			t.Errorf("got %+v with %q", got, hash)
		}
		_, _, err = db.Credentials(ctx, "nobody@aurora.example")
		wantCode(t, err, fault.NotFound)
		must(t, db.SetLanguage(ctx, u.ID, "es"))
		if got := get[org.User](t)(db.UserByEmail(ctx, u.Email)); got.Language != "es" {
			t.Errorf("language %q, want es", got.Language)
		}
		wantCode(t, db.SetLanguage(ctx, "nobody", "es"), fault.NotFound)
		wantCode(t, db.CreateUser(ctx, &org.User{ID: "u", WorkspaceID: "none", Email: "x"}, ""), fault.NotFound)
	})
}

func TestSessionsLiveUntilTheyEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		open := func(hash string, created, seen time.Duration) org.Session {
			s := org.Session{
				Hash: hash, UserID: w.user.ID, CreatedAt: start.Add(created), SeenAt: start.Add(seen), Address: "127.0.0.1", Agent: "Firefox",
			}
			must(t, db.CreateSession(ctx, s))
			return s
		}
		fresh, old, idle := open("fresh", 0, 0), open("old", -48*time.Hour, 0), open("idle", -time.Hour, -time.Hour)
		same(t, fresh)(db.Session(ctx, "fresh"))
		wantCode(t, db.CreateSession(ctx, fresh), fault.Conflict)

		must(t, db.TouchSession(ctx, "fresh", start.Add(time.Minute)))
		must(t, db.TouchSession(ctx, "fresh", start))
		fresh.SeenAt = start.Add(time.Minute)
		same(t, fresh)(db.Session(ctx, "fresh"))
		wantCode(t, db.TouchSession(ctx, "none", start), fault.NotFound)

		must(t, db.DeleteSessionsBefore(ctx, start.Add(-24*time.Hour), start.Add(-30*time.Minute)))
		wantCode(t, drop(db.Session(ctx, old.Hash)), fault.NotFound)
		wantCode(t, drop(db.Session(ctx, idle.Hash)), fault.NotFound)
		same(t, fresh)(db.Session(ctx, "fresh"))

		must(t, db.UpgradeHash(ctx, w.ws, w.user.ID, "same password"))
		same(t, fresh)(db.Session(ctx, "fresh"))
		must(t, db.SetPassword(ctx, w.ws, w.user.ID, "new password"))
		wantCode(t, drop(db.Session(ctx, "fresh")), fault.NotFound)
		_, hash, err := db.Credentials(ctx, w.user.Email)
		if must(t, err); hash != "new password" {
			t.Errorf("hash %q", hash)
		}

		open("last", 0, 0)
		must(t, db.DeleteSession(ctx, "last"))
		must(t, db.DeleteSession(ctx, "last"))
		wantCode(t, drop(db.Session(ctx, "last")), fault.NotFound)
	})
}

func TestAccountsChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		must(t, db.SetCallingEnabled(ctx, w.ws, w.account.ID, false))
		w.account.CallingEnabled = false
		same(t, []org.Account{w.account})(db.Accounts(ctx, w.ws))
		w.account.Name, w.account.Status, w.account.OperatorUsers = "Other", org.Disconnected, nil
		w.account.OperatorDepartments = []org.DepartmentID{"d"}
		stale := w.account
		must(t, db.UpdateAccount(ctx, &w.account))
		wantCode(t, db.UpdateAccount(ctx, &stale), fault.Conflict)
		same(t, w.account)(db.Account(ctx, w.ws, w.account.ID))
		same(t, w.secrets)(db.Secrets(ctx, w.account.ID))
		must(t, db.SetSecrets(ctx, w.ws, w.account.ID, org.Secrets{Token: "next"}))
		same(t, org.Secrets{Token: "next"})(db.Secrets(ctx, w.account.ID))
		wantCode(t, drop(db.Secrets(ctx, "none")), fault.NotFound)
	})
}
