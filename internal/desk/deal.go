package desk

import (
	"maps"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// DealID is UUIDv7 text.
type DealID string

// DealState is whether a deal goes on.
type DealState string

// The states of a deal.
const (
	DealOpen DealState = "open"
	DealWon  DealState = "won"
	DealLost DealState = "lost"
)

// Known reports whether there is such a state.
func (s DealState) Known() bool { return s == DealOpen || s == DealWon || s == DealLost }

// Deal is an opportunity: what somebody may buy, and how far that is. It is a card of a funnel while it is open, and keeps the
// stage in which it was won or lost.
type Deal struct {
	ID          DealID
	WorkspaceID org.WorkspaceID
	Pipeline    PipelineID
	Stage       StageID
	Rank        Rank // its place in the stage while it is open
	Title       string
	Contact     ContactID
	Owner       org.UserID
	Value       int64              // in the smallest unit of the funnel's currency
	CloseOn     string             // the day on which it is expected to be won, 2026-11-30; "" for none
	Fields      map[FieldID]string // values of custom fields; nil for none
	State       DealState
	Reason      string // why it was won or lost
	EnteredAt   time.Time
	ClosedAt    time.Time // when it was won or lost
	CreatedAt   time.Time
	ChangedBy   org.UserID // who changed it last
	Version     int64
}

// Equal reports whether nothing differs.
func (d Deal) Equal(other Deal) bool {
	if !maps.Equal(d.Fields, other.Fields) {
		return false
	}
	d.Fields, other.Fields = nil, nil
	return reflect.DeepEqual(d, other)
}

// The bounds of a deal.
const (
	titleLength = 200
	valueMost   = 1_000_000_000_000_000 // minor units; a JSON number carries it exactly
)

// Tidy returns the deal as it is kept; fault.Invalid on "title", "value" or "closeOn" where it cannot be.
func (d Deal) Tidy() (Deal, error) {
	d.Title = strings.Join(strings.Fields(d.Title), " ")
	switch {
	case d.Title == "":
		return d, fault.New(fault.Invalid, "A deal needs a title.").On("title")
	case utf8.RuneCountInString(d.Title) > titleLength:
		return d, fault.New(fault.Invalid, "The title is longer than %d characters.", titleLength).On("title")
	case d.Value < 0 || d.Value > valueMost:
		return d, fault.New(fault.Invalid, "The value is not an amount.").On("value")
	}
	if d.CloseOn != "" {
		if _, err := time.Parse(time.DateOnly, d.CloseOn); err != nil {
			return d, fault.New(fault.Invalid, "%q is no day. Write it as 2026-11-30.", d.CloseOn).On("closeOn").Wrap(err)
		}
	}
	return d, nil
}

// MovedTo returns the deal at a place of a stage. In another stage its time begins anew. fault.Conflict where it is won or lost.
func (d Deal) MovedTo(s StageID, r Rank, now time.Time) (Deal, error) {
	if d.State != DealOpen {
		return d, closedDeal()
	}
	if s != d.Stage {
		d.Stage, d.EnteredAt = s, now
	}
	d.Rank = r
	return d, nil
}

// Ended returns the deal as won or lost. fault.Conflict where it is either already.
func (d Deal) Ended(as DealState, reason string, now time.Time) (Deal, error) {
	if d.State != DealOpen {
		return d, closedDeal()
	}
	d.State, d.Reason, d.ClosedAt = as, reason, now
	return d, nil
}

// OpenAgain returns a deal that was won or lost as open, at a place of its stage, where its time begins anew. fault.Conflict where
// it is open.
func (d Deal) OpenAgain(r Rank, now time.Time) (Deal, error) {
	if d.State == DealOpen {
		return d, fault.New(fault.Conflict, "This deal is open.").Because("open")
	}
	d.State, d.Reason, d.ClosedAt, d.Rank, d.EnteredAt = DealOpen, "", time.Time{}, r, now
	return d, nil
}

func closedDeal() error {
	return fault.New(fault.Conflict, "This deal is won or lost. Reopen it first.").Because("deal_closed")
}

// OverAt returns when the deal has stood in its stage for too long; zero where there is no limit, or it is won or lost.
func (d Deal) OverAt(s Stage) time.Time {
	if d.State != DealOpen || s.Limit == 0 {
		return time.Time{}
	}
	return d.EnteredAt.Add(s.Limit)
}

// DealEvent is a line of a deal's history.
type DealEvent struct {
	ID          string // UUIDv7 text at its beginning
	WorkspaceID org.WorkspaceID
	Deal        DealID
	At          time.Time
	Actor       org.UserID
	Kind        DealEventKind
	Field       FieldID // of DealFieldSet
	Before      string  // as people read it then; amounts in minor units
	After       string
}

// DealEventKind says what happened to a deal: DealMade and so on, or the field that was changed.
type DealEventKind string

// What happens to deals. Moved goes from the name of a stage to another's; won and lost have the reason in After.
const (
	DealMade        DealEventKind = "created"
	DealMoved       DealEventKind = "moved"
	DealWasWon      DealEventKind = "won"
	DealWasLost     DealEventKind = "lost"
	DealReopened    DealEventKind = "reopened"
	DealTitled      DealEventKind = "title"
	DealValued      DealEventKind = "value"
	DealOwned       DealEventKind = "owner"
	DealExpected    DealEventKind = "close"
	DealWithContact DealEventKind = "contact"
	DealFieldSet    DealEventKind = "field" // a custom field, with its values as they are kept
)

// DealQuery narrows the list of deals. It is in the order of creation, newest first; with CloseBefore, in that of the days
// on which they are expected to be won, the earliest first.
type DealQuery struct {
	Viewer      org.UserID  // only with contacts that this user may see; "" for all
	Pipeline    PipelineID  // "" for all funnels
	States      []DealState // empty for all
	Owner       org.UserID  // "" for all
	CloseBefore string      // only those expected before this day; "" for all
	Search      string      // words of the title, or of the contact's name or number
	After       string
	Limit       int
}

// StageQuery asks for the cards of a stage, from the top.
type StageQuery struct {
	Viewer org.UserID // only with contacts that this user may see; "" for all
	Stage  StageID
	Owner  org.UserID // "" for all
	After  string
	Limit  int
}

// StageTotal is how many open deals a stage has, and what they are worth together.
type StageTotal struct {
	Stage StageID
	Deals int
	Value int64
}
