package api_test

import (
	"testing"
	"time"

	"ramal/internal/api"
	"ramal/internal/org"
)

func TestAnAccountShowsWhatMetaHasRestricted(t *testing.T) {
	w := newWorld(t)
	browser := w.signIn(w.paula)
	read := func() api.Account {
		t.Helper()
		var list api.AccountList
		browser.get("/api/accounts", &list)
		if len(list.Items) != 1 {
			t.Fatalf("%d accounts", len(list.Items))
		}
		return list.Items[0]
	}
	if a := read(); a.Restrictions == nil || len(a.Restrictions) != 0 {
		t.Errorf("an account without restrictions: %+v", a)
	}
	a, err := w.store.Account(t.Context(), w.account.WorkspaceID, w.account.ID)
	must(t, err)
	now := time.Now().UTC().Truncate(time.Millisecond)
	a.Calling.IconHidden = true
	a.Calling.Restrictions = []org.Restriction{
		{Kind: org.CallButton, Remediation: "Answer more calls.", Since: now},
		{Kind: org.BusinessCalls, Reason: "low quality feedback", Since: now.Add(-time.Hour), Until: now.Add(time.Hour)},
		{Kind: org.CustomerCalls, Since: now.Add(-2 * time.Hour), Until: now.Add(-time.Hour)}, // over
	}
	must(t, w.store.SaveCalling(t.Context(), &a))
	shown := read()
	if len(shown.Restrictions) != 2 || !shown.CallIconHidden {
		t.Fatalf("account %+v", shown)
	}
	if r := shown.Restrictions[0]; r.Kind != "call_button" || r.Remediation != "Answer more calls." || !r.Until.IsZero() || !r.Since.Equal(now) {
		t.Errorf("restriction %+v", r)
	}
	if r := shown.Restrictions[1]; r.Kind != "business_calls" || r.Reason != "low quality feedback" || !r.Until.Equal(now.Add(time.Hour)) || r.Warning {
		t.Errorf("restriction %+v", r)
	}
}
