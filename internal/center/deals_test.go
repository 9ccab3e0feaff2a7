package center_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// seller is a member who does all with deals, and no administrator.
func (w *world) seller(email string) org.Member { return w.memberWith(email, org.PathCRM) }

// memberWith is one who was granted a path.
func (w *world) memberWith(email string, path org.Path) org.Member {
	w.t.Helper()
	g := org.PermissionGroup{ID: org.GroupID(id()), WorkspaceID: w.workspace, Name: email, Paths: []org.Path{path}, CreatedAt: time.Now()}
	must(w.t, w.store.CreateGroup(w.t.Context(), &g))
	d := org.Department{ID: org.DepartmentID(id()), WorkspaceID: w.workspace, Name: email, Groups: []org.GroupID{g.ID}, CreatedAt: time.Now()}
	must(w.t, w.store.CreateDepartment(w.t.Context(), &d))
	return w.person(email, w.workspace, false, d.ID)
}

// shop is a world with a funnel and somebody who may buy.
type shop struct {
	*world
	admin, sofia, bento org.Member
	funnel              desk.Pipeline
	contact             desk.Contact
}

func newShop(t *testing.T) *shop {
	s := &shop{world: newWorld(t)}
	s.admin = s.person("admin@aurora.example", s.workspace, true)
	s.sofia, s.bento = s.seller("sofia@aurora.example"), s.seller("bento@aurora.example")
	var err error
	s.funnel, err = s.center.CreatePipeline(t.Context(), s.admin, center.PipelineEdit{
		Name: "Sales", Currency: "BRL", LostReasons: []string{"Price"},
		Stages: []desk.Stage{{Name: "New", Color: "blue", Limit: time.Hour}, {Name: "Proposal", Color: "teal"}},
	})
	must(t, err)
	s.contact = desk.Contact{ID: desk.ContactID(id()), WorkspaceID: s.workspace, Name: "Ana", CreatedAt: time.Now()}
	must(t, s.store.CreateContact(t.Context(), &s.contact))
	return s
}

func (s *shop) deal(title string) center.DealView {
	s.t.Helper()
	v, err := s.center.CreateDeal(s.t.Context(), s.sofia, center.NewDeal{Pipeline: s.funnel.ID, Title: title, Contact: s.contact.ID, Value: 100})
	must(s.t, err)
	return v
}

// titles are those of a stage's cards, from the top.
func (s *shop) titles(stage int) []string {
	s.t.Helper()
	b, err := s.center.Board(s.t.Context(), s.sofia, s.funnel.ID, "", 0)
	must(s.t, err)
	var out []string
	for _, v := range b.Stages[stage].Cards.Items {
		out = append(out, v.Title)
	}
	if n := b.Stages[stage].Deals; n != len(out) {
		s.t.Errorf("%d deals are counted, %d shown", n, len(out))
	}
	return out
}

// history is what happened to a deal, the oldest first.
func (s *shop) history(k desk.DealID) []string {
	s.t.Helper()
	page, err := s.center.DealHistory(s.t.Context(), s.sofia, k, "", 0)
	must(s.t, err)
	var out []string
	for _, e := range page.Items {
		out = append(out, string(e.Kind)+":"+e.Before+">"+e.After)
	}
	slices.Reverse(out)
	return out
}

func TestADealGoesThroughItsFunnel(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	s.deal("Tyres")
	k := s.deal("Brakes")
	if got := s.titles(0); !slices.Equal(got, []string{"Brakes", "Tyres"}) {
		t.Errorf("new ones come to the top: %q", got)
	}
	if k.Owner.ID != s.sofia.User.ID || k.OverAt(k.Stage).IsZero() {
		t.Errorf("%+v", k)
	}
	proposal := s.funnel.Stages[1].ID
	moved, err := s.center.MoveDeal(ctx, s.sofia, k.ID, proposal, "", k.Version)
	must(t, err)
	if again, err := s.center.MoveDeal(ctx, s.sofia, k.ID, proposal, "", k.Version); err != nil || again.Version != moved.Version {
		t.Errorf("the move that came twice: %+v, %v", again, err)
	}
	if _, err := s.center.MoveDeal(ctx, s.bento, k.ID, proposal, "", k.Version); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale move of somebody else: %v", err)
	}
	value, owner, day := int64(250), s.bento.User.ID, "2026-12-24"
	changed, err := s.center.ChangeDeal(ctx, s.bento, k.ID, center.DealChange{Value: &value, Owner: &owner, CloseOn: &day, Version: moved.Version})
	must(t, err)
	if _, err := s.center.LoseDeal(ctx, s.bento, k.ID, "Because", changed.Version); field(err) != "reason" {
		t.Errorf("a reason that is none of the list: %v", err)
	}
	lost, err := s.center.LoseDeal(ctx, s.bento, k.ID, "price", changed.Version)
	must(t, err)
	if _, err := s.center.MoveDeal(ctx, s.bento, k.ID, s.funnel.Stages[0].ID, "", lost.Version); !fault.Is(err, fault.Conflict) {
		t.Errorf("a lost one moved: %v", err)
	}
	if got := s.titles(1); len(got) != 0 {
		t.Errorf("lost, and on the board: %q", got)
	}
	open, err := s.center.ReopenDeal(ctx, s.sofia, k.ID, lost.Version)
	must(t, err)
	_, err = s.center.WinDeal(ctx, s.sofia, k.ID, "", open.Version)
	must(t, err)
	want := []string{
		"created:>New", "moved:New>Proposal", "value:100>250", "close:>2026-12-24", "owner:" + s.sofia.User.Name + ">" + s.bento.User.Name,
		"lost:>Price", "reopened:lost>", "won:>",
	}
	if got := s.history(k.ID); !slices.Equal(got, want) {
		t.Errorf("the history is %q, want %q", got, want)
	}
}

func TestOfTwoWhoMoveADealOneDoes(t *testing.T) {
	s := newShop(t)
	k := s.deal("Brakes")
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i, m := range []org.Member{s.sofia, s.bento} {
		both.Go(func() { _, errs[i] = s.center.MoveDeal(t.Context(), m, k.ID, s.funnel.Stages[1].ID, "", k.Version) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("both or none moved it: %v, %v", errs[0], errs[1])
	}
	if got := s.history(k.ID); len(got) != 2 {
		t.Errorf("the history is %q", got)
	}
}

func TestDealsThatComeToOnePlaceAtOnce(t *testing.T) {
	s := newShop(t)
	first := s.deal("First")
	var all []center.DealView
	for _, title := range []string{"A", "B", "C", "D", "E"} {
		all = append(all, s.deal(title))
	}
	to := s.funnel.Stages[1].ID
	_, err := s.center.MoveDeal(t.Context(), s.sofia, first.ID, to, "", first.Version)
	must(t, err)
	var them sync.WaitGroup
	for _, k := range all {
		them.Go(func() {
			if _, err := s.center.MoveDeal(t.Context(), s.bento, k.ID, to, first.ID, k.Version); err != nil {
				t.Error(err)
			}
		})
	}
	them.Wait()
	if got := s.titles(1); len(got) != 6 || got[0] != "First" {
		t.Errorf("the stage has %q", got)
	}
}

func TestACardIsPutBelowAnother(t *testing.T) {
	s := newShop(t)
	c, b := s.deal("C"), s.deal("B")
	a := s.deal("A")
	stage := s.funnel.Stages[0].ID
	v, err := s.center.MoveDeal(t.Context(), s.sofia, a.ID, stage, b.ID, a.Version)
	must(t, err)
	if got := s.titles(0); !slices.Equal(got, []string{"B", "A", "C"}) {
		t.Errorf("below B: %q", got)
	}
	v, err = s.center.MoveDeal(t.Context(), s.sofia, a.ID, stage, c.ID, v.Version)
	must(t, err)
	if got := s.titles(0); !slices.Equal(got, []string{"B", "C", "A"}) {
		t.Errorf("below C: %q", got)
	}
	_, err = s.center.MoveDeal(t.Context(), s.sofia, a.ID, stage, "", v.Version)
	must(t, err)
	if got := s.titles(0); !slices.Equal(got, []string{"A", "B", "C"}) {
		t.Errorf("above all: %q", got)
	}
	if got := s.history(a.ID); !slices.Equal(got, []string{"created:>New"}) {
		t.Errorf("a place in the same stage is no move: %q", got)
	}
}

func TestWhoMayNotWorkWithDeals(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	k := s.deal("Brakes")
	if _, err := s.center.Deal(ctx, s.paula, k.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("without the path: %v", err)
	}
	if _, err := s.center.Deal(ctx, s.stranger, k.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("of another workspace: %v", err)
	}
	if _, err := s.center.CreatePipeline(ctx, s.sofia, center.PipelineEdit{}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a funnel of a seller's: %v", err)
	}
	for name, n := range map[string]center.NewDeal{
		"pipelineId": {Pipeline: "none", Title: "T", Contact: s.contact.ID},
		"stageId":    {Pipeline: s.funnel.ID, Stage: "none", Title: "T", Contact: s.contact.ID},
		"contactId":  {Pipeline: s.funnel.ID, Title: "T", Contact: "none"},
		"ownerId":    {Pipeline: s.funnel.ID, Title: "T", Contact: s.contact.ID, Owner: s.stranger.User.ID},
		"title":      {Pipeline: s.funnel.ID, Contact: s.contact.ID},
	} {
		if _, err := s.center.CreateDeal(ctx, s.sofia, n); field(err) != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAStageThatGoesHandsItsDealsOn(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	k := s.deal("Brakes")
	edit := center.PipelineEdit{
		Name: "Sales", Currency: "BRL", LostReasons: []string{"Price"}, Version: s.funnel.Version,
		Stages: []desk.Stage{{Name: "Fresh", Color: "green"}, s.funnel.Stages[1]},
	}
	if _, err := s.center.ChangePipeline(ctx, s.admin, s.funnel.ID, edit); field(err) != "stages" || !fault.Is(err, fault.Conflict) {
		t.Fatalf("without a word on where to: %v", err)
	}
	edit.Into = map[desk.StageID]desk.StageID{s.funnel.Stages[0].ID: s.funnel.Stages[1].ID}
	p, err := s.center.ChangePipeline(ctx, s.admin, s.funnel.ID, edit)
	must(t, err)
	if len(p.Stages) != 2 || p.Stages[0].Name != "Fresh" {
		t.Errorf("%+v", p.Stages)
	}
	if got := s.titles(1); !slices.Equal(got, []string{"Brakes"}) {
		t.Errorf("%q", got)
	}
	if got := s.history(k.ID); !slices.Equal(got, []string{"created:>New", "moved:New>Proposal"}) {
		t.Errorf("%q", got)
	}
	edit = center.PipelineEdit{Name: "Sales", Currency: "USD", Stages: p.Stages, Version: p.Version}
	if _, err := s.center.ChangePipeline(ctx, s.admin, s.funnel.ID, edit); field(err) != "currency" {
		t.Errorf("another currency for deals that are there: %v", err)
	}
	edit.Currency, edit.Version = "BRL", p.Version-1
	if _, err := s.center.ChangePipeline(ctx, s.admin, s.funnel.ID, edit); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale form: %v", err)
	}
	if err := s.center.DeletePipeline(ctx, s.admin, s.funnel.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a funnel with deals is deleted: %v", err)
	}
	page, err := s.center.Audit(ctx, s.admin, org.AuditQuery{Action: "pipeline"})
	must(t, err)
	var actions []string
	for _, e := range page.Items {
		actions = append(actions, string(e.Action))
	}
	if !slices.Equal(actions, []string{"pipeline.changed", "pipeline.created"}) {
		t.Errorf("the audit has %q", actions)
	}
}

// A deal with a contact that somebody owns is theirs, as all else of the contact is.
func TestDealsWithAContactThatSomebodyOwns(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	k := s.deal("Brakes")
	s.contact.Owners = []org.UserID{s.sofia.User.ID}
	must(t, s.store.SaveContact(ctx, &s.contact))
	for _, c := range []struct {
		m    org.Member
		want int
	}{{s.sofia, 1}, {s.admin, 1}, {s.bento, 0}} {
		board, err := s.center.Board(ctx, c.m, s.funnel.ID, "", 0)
		must(t, err)
		cards, err := s.center.DealsOfStage(ctx, c.m, s.funnel.ID, desk.StageQuery{Stage: s.funnel.Stages[0].ID})
		must(t, err)
		list, err := s.center.Deals(ctx, c.m, desk.DealQuery{Pipeline: s.funnel.ID})
		must(t, err)
		found, err := s.center.Deals(ctx, c.m, desk.DealQuery{Pipeline: s.funnel.ID, Search: "brakes"})
		must(t, err)
		anywhere, err := s.center.Deals(ctx, c.m, desk.DealQuery{Search: "brakes"})
		must(t, err)
		_, err = s.center.Deal(ctx, c.m, k.ID)
		single := 1
		if fault.Is(err, fault.NotFound) {
			single = 0
		}
		for what, n := range map[string]int{
			"counted": board.Stages[0].Deals, "on the board": len(board.Stages[0].Cards.Items), "of the stage": len(cards.Items),
			"listed": len(list.Items), "found": len(found.Items), "found in any funnel": len(anywhere.Items), "read": single,
		} {
			if n != c.want {
				t.Errorf("%s: %d %s, want %d", c.m.User.Name, n, what, c.want)
			}
		}
	}
	if _, err := s.center.WinDeal(ctx, s.bento, k.ID, "", k.Version); !fault.Is(err, fault.NotFound) {
		t.Errorf("won by somebody who does not see it: %v", err)
	}
	if _, err := s.center.CreateDeal(ctx, s.bento, center.NewDeal{Pipeline: s.funnel.ID, Title: "Tyres", Contact: s.contact.ID}); field(err) != "contactId" {
		t.Errorf("made with a contact that they do not see: %v", err)
	}
	if _, err := s.center.CreateDeal(ctx, s.sofia, center.NewDeal{Pipeline: s.funnel.ID, Title: "Tyres", Contact: s.contact.ID, Owner: s.bento.User.ID}); field(err) != "ownerId" {
		t.Errorf("given to somebody who does not see the contact: %v", err)
	}
}

// A form that was open meanwhile still names the contact that was merged away.
func TestDealsNameWhatTheirContactBecame(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	other, err := s.center.CreateContact(ctx, s.admin, center.ContactRecord{Name: new("Ana Souza")})
	must(t, err)
	before := s.deal("Brakes")
	k, err := s.store.Contact(ctx, s.workspace, s.contact.ID) // its version, after a deal
	must(t, err)
	_, err = s.center.MergeContacts(ctx, s.admin, other.ID, k.ID, other.Version, k.Version)
	must(t, err)
	if made := s.deal("Tyres"); made.Deal.Contact != other.ID {
		t.Errorf("a new one is with %s", made.Deal.Contact)
	}
	now, err := s.center.Deal(ctx, s.sofia, before.ID)
	must(t, err)
	changed, err := s.center.ChangeDeal(ctx, s.sofia, before.ID, center.DealChange{Contact: &k.ID, Title: new("Brakes and tyres"), Version: now.Version})
	must(t, err)
	if changed.Deal.Contact != other.ID || changed.Title != "Brakes and tyres" {
		t.Errorf("%+v", changed.Deal)
	}
}

func TestADealIsDeletedByWhoMay(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	k := s.deal("Brakes")
	works := s.memberWith("works@aurora.example", org.PathDeals)
	if err := s.center.DeleteDeal(ctx, works, k.ID, k.Version); !fault.Is(err, fault.Forbidden) {
		t.Errorf("by somebody who only works with deals: %v", err)
	}
	moved, err := s.center.MoveDeal(ctx, s.sofia, k.ID, s.funnel.Stages[1].ID, "", k.Version)
	must(t, err)
	if err := s.center.DeleteDeal(ctx, s.bento, k.ID, k.Version); reason(err) != "deal_changed" {
		t.Errorf("one that somebody moved meanwhile: %v", err)
	}
	must(t, s.center.DeleteDeal(ctx, s.bento, k.ID, moved.Version))
	if got := s.titles(1); len(got) != 0 {
		t.Errorf("deleted, and on the board: %q", got)
	}
	if err := s.center.DeleteDeal(ctx, s.bento, k.ID, moved.Version); !fault.Is(err, fault.NotFound) {
		t.Errorf("twice: %v", err)
	}
	page, err := s.center.Audit(ctx, s.admin, org.AuditQuery{Action: "deal"})
	if err != nil || len(page.Items) != 1 || page.Items[0].Action != "deal.deleted" || page.Items[0].Name != "Brakes" || page.Items[0].Actor != s.bento.User.ID {
		t.Errorf("the audit has %+v, %v", page.Items, err)
	}
}

// told are the titles of the deals that a member was told of, the newest first.
func (s *shop) told(m org.Member) []string {
	s.t.Helper()
	page, err := s.center.Notices(s.t.Context(), m, "", 0)
	must(s.t, err)
	var out []string
	for _, n := range page.Items {
		if n.Kind != desk.DealGiven || n.Contact.ID != s.contact.ID {
			s.t.Errorf("%+v", n)
		}
		out = append(out, n.Actor.Name+": "+n.Deal.Title)
	}
	return out
}

func TestWhoIsGivenADealIsTold(t *testing.T) {
	s := newShop(t)
	ctx := t.Context()
	k := s.deal("Brakes") // one's own
	v, err := s.center.ChangeDeal(ctx, s.sofia, k.ID, center.DealChange{Owner: &s.bento.User.ID, Version: k.Version})
	must(t, err)
	v, err = s.center.ChangeDeal(ctx, s.sofia, k.ID, center.DealChange{Title: new("Brakes and tyres"), Owner: &s.bento.User.ID, Version: v.Version})
	must(t, err)
	_, err = s.center.CreateDeal(ctx, s.sofia, center.NewDeal{Pipeline: s.funnel.ID, Title: "Oil", Contact: s.contact.ID, Owner: s.bento.User.ID})
	must(t, err)
	want := []string{s.sofia.User.Name + ": Oil", s.sofia.User.Name + ": Brakes and tyres"}
	if got := s.told(s.bento); !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
	if got := s.told(s.sofia); len(got) != 0 {
		t.Errorf("told of what she did herself: %q", got)
	}
	// Whoever does not work with deals could not open it.
	v, err = s.center.ChangeDeal(ctx, s.sofia, k.ID, center.DealChange{Owner: &s.paula.User.ID, Version: v.Version})
	must(t, err)
	if page, err := s.center.Notices(ctx, s.paula, "", 0); err != nil || page.Unread != 0 {
		t.Errorf("%+v, %v", page, err)
	}
	must(t, s.center.DeleteDeal(ctx, s.admin, k.ID, v.Version))
	if got := s.told(s.bento); !slices.Equal(got, want[:1]) {
		t.Errorf("the deal is gone, and he is told %q", got)
	}
	s.contact.Owners = []org.UserID{s.sofia.User.ID}
	must(t, s.store.SaveContact(ctx, &s.contact))
	if got := s.told(s.bento); len(got) != 0 {
		t.Errorf("he does not see the contact, and is told %q", got)
	}
}
