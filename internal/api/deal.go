package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Deal is an opportunity.
type Deal struct {
	ID         string              `json:"id"`
	PipelineID string              `json:"pipelineId"`
	Currency   string              `json:"currency" example:"BRL" doc:"Of the funnel."`
	Stage      Stage               `json:"stage" doc:"Where it stands; of one that was won or lost, where it stood then."`
	Title      string              `json:"title" example:"Brakes and tyres"`
	Contact    ConversationContact `json:"contact"`
	Owner      *Person             `json:"owner,omitempty"`
	Value      int64               `json:"value" doc:"In the smallest unit of the currency: cents."`
	CloseOn    string              `json:"closeOn,omitempty" example:"2026-11-30" doc:"The day on which it is expected to be won."`
	Fields     map[string]string   `json:"fields" nullable:"false" doc:"Values of custom fields by their ids. GET /api/fields?of=deal says what they are."`
	State      string              `json:"state" enum:"open,won,lost"`
	Reason     string              `json:"reason,omitempty" doc:"Why it was won or lost."`
	EnteredAt  Time                `json:"enteredAt" doc:"Since when it has stood in its stage."`
	OverAt     Time                `json:"overAt,omitzero" doc:"When it has stood in its stage for too long; absent where the stage has no limit."`
	ClosedAt   Time                `json:"closedAt,omitzero" doc:"When it was won or lost."`
	CreatedAt  Time                `json:"createdAt"`
	Version    int64               `json:"version" doc:"Goes up with each change; give it back to change it."`
}

// DealPage is a page of deals.
type DealPage struct {
	Items []Deal `json:"items" nullable:"false"`
	Next  string `json:"next" doc:"Empty on the last page."`
}

// Board is a funnel with the first cards of each stage.
type Board struct {
	Pipeline Pipeline      `json:"pipeline"`
	Stages   []BoardColumn `json:"stages" nullable:"false"`
}

// BoardColumn is a stage of the board.
type BoardColumn struct {
	Stage Stage  `json:"stage"`
	Deals int    `json:"deals" doc:"How many open deals are in it altogether."`
	Value int64  `json:"value" doc:"What they are worth together, in the smallest unit of the currency."`
	Items []Deal `json:"items" nullable:"false" doc:"The first of them, from the top."`
	Next  string `json:"next" doc:"Where the list of the stage's deals goes on; empty when these are all."`
}

// NewDeal is a deal to make.
type NewDeal struct {
	PipelineID string            `json:"pipelineId"`
	StageID    string            `json:"stageId,omitempty" doc:"The funnel's first when absent."`
	Title      string            `json:"title"`
	ContactID  string            `json:"contactId"`
	OwnerID    string            `json:"ownerId,omitempty" doc:"The user themselves when absent."`
	Value      int64             `json:"value,omitempty"`
	CloseOn    string            `json:"closeOn,omitempty"`
	Fields     map[string]string `json:"fields,omitempty" doc:"Values of custom fields by their ids, as people write them."`
}

// DealChange is what to change; what is absent stays.
type DealChange struct {
	Title     *string           `json:"title,omitempty"`
	ContactID *string           `json:"contactId,omitempty"`
	OwnerID   *string           `json:"ownerId,omitempty"`
	Value     *int64            `json:"value,omitempty"`
	CloseOn   *string           `json:"closeOn,omitempty" doc:"Empty for none."`
	Fields    map[string]string `json:"fields,omitempty" doc:"Only those that are to change; an empty value takes one away."`
	Version   int64             `json:"version" doc:"Of the deal as it was read."`
}

// DealMove says where a deal goes.
type DealMove struct {
	StageID string `json:"stageId" doc:"Of the same funnel."`
	Below   string `json:"below,omitempty" doc:"The deal that it is put below; above all when absent, or when that one is not there any more."`
	Version int64  `json:"version" doc:"Of the deal as it was read."`
}

// DealEnd says why a deal is won or lost.
type DealEnd struct {
	Reason  string `json:"reason,omitempty"`
	Version int64  `json:"version" doc:"Of the deal as it was read."`
}

// DealEvent is a line of a deal's history.
type DealEvent struct {
	ID      string  `json:"id"`
	At      Time    `json:"at"`
	Actor   *Person `json:"actor,omitempty"`
	Kind    string  `json:"kind" enum:"created,moved,won,lost,reopened,title,value,owner,close,contact,field"`
	FieldID string  `json:"fieldId,omitempty" doc:"The custom field whose value was changed."`
	Before  string  `json:"before,omitempty" doc:"As it was called then: a stage, a person, an amount in the smallest unit, a day, the value of a custom field."`
	After   string  `json:"after,omitempty"`
}

// DealHistory is a page of a deal's history.
type DealHistory struct {
	Items []DealEvent `json:"items" nullable:"false"`
	Next  string      `json:"next" doc:"Empty on the last page."`
}

type (
	boardInput struct {
		PathID
		Owner string `query:"ownerId" doc:"Only the deals of this user."`
		Mine  bool   `query:"mine" doc:"Only the user's own."`
		Limit int    `query:"limit" minimum:"1" maximum:"100" doc:"How many cards of each stage at most; 50 when absent."`
	}
	stageDealsInput struct {
		PathID
		StageID string `path:"stageId"`
		Owner   string `query:"ownerId" doc:"Only the deals of this user."`
		Mine    bool   `query:"mine" doc:"Only the user's own."`
		Paging
	}
	dealsInput struct {
		PathID
		State       []string `query:"state" enum:"open,won,lost" nullable:"false" doc:"One or more, with commas between; absent for all."`
		Owner       string   `query:"ownerId" doc:"Only the deals of this user."`
		Mine        bool     `query:"mine" doc:"Only the user's own."`
		CloseBefore string   `query:"closeBefore" format:"date" doc:"Only those expected before this day. The list is in the order of these days then."`
		Search      string   `query:"search" maxLength:"200" doc:"Words of the title, or of the contact's name or number."`
		Paging
	}
	contactDealsInput struct {
		PathID
		Paging
	}
	newDealInput    struct{ Body NewDeal }
	dealChangeInput struct {
		PathID
		Body DealChange
	}
	dealMoveInput struct {
		PathID
		Body DealMove
	}
	dealEndInput struct {
		PathID
		Body DealEnd
	}
	dealDeleteInput struct {
		PathID
		Version int64 `query:"version" required:"true" doc:"Of the deal as it was read."`
	}
	foundDealsInput struct {
		State  []string `query:"state" enum:"open,won,lost" nullable:"false" doc:"One or more, with commas between; absent for all."`
		Search string   `query:"search" maxLength:"200" doc:"Words of the title, or of the contact's name or number."`
		Paging
	}
	dealReopenInput struct {
		PathID
		Body AtVersion
	}
)

// ownerIn is whose deals are asked for.
func ownerIn(m org.Member, owner string, mine bool) org.UserID {
	if mine {
		return m.User.ID
	}
	return org.UserID(owner)
}

func (s *Server) dealOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "get-board", Method: http.MethodGet, Path: "/api/pipelines/{id}/board", Tags: []string{tagDeals}, Summary: "A funnel as a board",
		Description: "The first cards of each stage, with its totals.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *boardInput) (*body[Board], error) {
		b, err := s.Center.Board(ctx, m, desk.PipelineID(in.ID), ownerIn(m, in.Owner, in.Mine), in.Limit)
		return &body[Board]{boardOf(b)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-deals-of-stage", Method: http.MethodGet, Path: "/api/pipelines/{id}/stages/{stageId}/deals", Tags: []string{tagDeals}, Summary: "The open deals of a stage, from the top",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *stageDealsInput) (*body[DealPage], error) {
		page, err := s.Center.DealsOfStage(ctx, m, desk.PipelineID(in.ID), desk.StageQuery{
			Stage: desk.StageID(in.StageID), Owner: ownerIn(m, in.Owner, in.Mine), After: in.After, Limit: in.Limit,
		})
		return &body[DealPage]{dealPageOf(page)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-deals", Method: http.MethodGet, Path: "/api/pipelines/{id}/deals", Tags: []string{tagDeals}, Summary: "The deals of a funnel, the newest first",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *dealsInput) (*body[DealPage], error) {
		page, err := s.Center.Deals(ctx, m, desk.DealQuery{
			Pipeline: desk.PipelineID(in.ID), States: each(in.State, func(s string) desk.DealState { return desk.DealState(s) }),
			Owner: ownerIn(m, in.Owner, in.Mine), CloseBefore: in.CloseBefore, Search: in.Search, After: in.After, Limit: in.Limit,
		})
		return &body[DealPage]{dealPageOf(page)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "find-deals", Method: http.MethodGet, Path: "/api/deals", Tags: []string{tagDeals}, Summary: "The deals of all funnels, the newest first",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *foundDealsInput) (*body[DealPage], error) {
		page, err := s.Center.Deals(ctx, m, desk.DealQuery{
			States: each(in.State, func(s string) desk.DealState { return desk.DealState(s) }), Search: in.Search, After: in.After, Limit: in.Limit,
		})
		return &body[DealPage]{dealPageOf(page)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-deals-of-contact", Method: http.MethodGet, Path: "/api/contacts/{id}/deals", Tags: []string{tagDeals}, Summary: "The deals of a contact, the newest first",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *contactDealsInput) (*body[DealPage], error) {
		page, err := s.Center.DealsOf(ctx, m, desk.ContactID(in.ID), in.After, in.Limit)
		return &body[DealPage]{dealPageOf(page)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-deal", Method: http.MethodPost, Path: "/api/deals", Tags: []string{tagDeals}, Summary: "Make a deal",
		Description: "It is put at the top of its stage.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newDealInput) (*body[Deal], error) {
		v, err := s.Center.CreateDeal(ctx, m, center.NewDeal{
			Pipeline: desk.PipelineID(in.Body.PipelineID), Stage: desk.StageID(in.Body.StageID), Title: in.Body.Title,
			Contact: desk.ContactID(in.Body.ContactID), Owner: org.UserID(in.Body.OwnerID), Value: in.Body.Value, CloseOn: in.Body.CloseOn,
			Fields: fieldValues(in.Body.Fields),
		})
		return &body[Deal]{dealOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-deal", Method: http.MethodGet, Path: "/api/deals/{id}", Tags: []string{tagDeals}, Summary: "One deal",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Deal], error) {
		v, err := s.Center.Deal(ctx, m, desk.DealID(in.ID))
		return &body[Deal]{dealOf(v)}, err
	})
	s.dealStepOperations(api)
}

func (s *Server) dealStepOperations(api huma.API) {
	errors := []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict}
	signedIn(s, api, huma.Operation{
		OperationID: "change-deal", Method: http.MethodPatch, Path: "/api/deals/{id}", Tags: []string{tagDeals}, Summary: "Change a deal", Errors: errors,
	}, func(ctx context.Context, m org.Member, in *dealChangeInput) (*body[Deal], error) {
		v, err := s.Center.ChangeDeal(ctx, m, desk.DealID(in.ID), center.DealChange{
			Title: in.Body.Title, Contact: (*desk.ContactID)(in.Body.ContactID), Owner: (*org.UserID)(in.Body.OwnerID), Value: in.Body.Value,
			CloseOn: in.Body.CloseOn, Fields: fieldValues(in.Body.Fields), Version: in.Body.Version,
		})
		return &body[Deal]{dealOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "move-deal", Method: http.MethodPost, Path: "/api/deals/{id}/move", Tags: []string{tagDeals}, Summary: "Move a deal to a stage",
		Description: "Of two who move it at the same time one does; the other gets a conflict that says who.", Errors: errors,
	}, func(ctx context.Context, m org.Member, in *dealMoveInput) (*body[Deal], error) {
		v, err := s.Center.MoveDeal(ctx, m, desk.DealID(in.ID), desk.StageID(in.Body.StageID), desk.DealID(in.Body.Below), in.Body.Version)
		return &body[Deal]{dealOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "win-deal", Method: http.MethodPost, Path: "/api/deals/{id}/win", Tags: []string{tagDeals}, Summary: "Write down that a deal is won", Errors: errors,
	}, func(ctx context.Context, m org.Member, in *dealEndInput) (*body[Deal], error) {
		v, err := s.Center.WinDeal(ctx, m, desk.DealID(in.ID), in.Body.Reason, in.Body.Version)
		return &body[Deal]{dealOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "lose-deal", Method: http.MethodPost, Path: "/api/deals/{id}/lose", Tags: []string{tagDeals}, Summary: "Write down that a deal is lost", Errors: errors,
	}, func(ctx context.Context, m org.Member, in *dealEndInput) (*body[Deal], error) {
		v, err := s.Center.LoseDeal(ctx, m, desk.DealID(in.ID), in.Body.Reason, in.Body.Version)
		return &body[Deal]{dealOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "reopen-deal", Method: http.MethodPost, Path: "/api/deals/{id}/reopen", Tags: []string{tagDeals}, Summary: "Open a deal again that was won or lost", Errors: errors,
	}, func(ctx context.Context, m org.Member, in *dealReopenInput) (*body[Deal], error) {
		v, err := s.Center.ReopenDeal(ctx, m, desk.DealID(in.ID), in.Body.Version)
		return &body[Deal]{dealOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-deal", Method: http.MethodDelete, Path: "/api/deals/{id}", Tags: []string{tagDeals}, Summary: "Delete a deal and its history",
		Description: "Refused with conflict when somebody else changed it since it was read.",
		Errors:      errors, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *dealDeleteInput) (*none, error) {
		return nil, s.Center.DeleteDeal(ctx, m, desk.DealID(in.ID), in.Version)
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-deal-history", Method: http.MethodGet, Path: "/api/deals/{id}/history", Tags: []string{tagDeals}, Summary: "What happened to a deal, the newest first",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *contactDealsInput) (*body[DealHistory], error) {
		page, err := s.Center.DealHistory(ctx, m, desk.DealID(in.ID), in.After, in.Limit)
		return &body[DealHistory]{DealHistory{Next: page.Next, Items: each(page.Items, func(e center.DealEventView) DealEvent {
			return DealEvent{ID: e.ID, At: Time{e.At}, Actor: personOf(e.Actor), Kind: string(e.Kind), FieldID: string(e.Field), Before: e.Before, After: e.After}
		})}}, err
	})
}

func dealOf(v center.DealView) Deal {
	return Deal{
		ID: string(v.ID), PipelineID: string(v.Pipeline), Currency: v.Funnel.Currency, Stage: stageOf(v.Stage), Title: v.Title,
		Contact: ConversationContact{
			ID: string(v.Contact.ID), DisplayName: v.Contact.DisplayName(), WhatsAppName: v.Contact.WhatsAppName, Phone: v.Contact.Phone,
		},
		Owner: personOf(v.Owner), Value: v.Value, CloseOn: v.CloseOn, Fields: fieldsOf(v.Fields), State: string(v.State), Reason: v.Reason, EnteredAt: Time{v.EnteredAt},
		OverAt: Time{v.OverAt(v.Stage)}, ClosedAt: Time{v.ClosedAt}, CreatedAt: Time{v.CreatedAt}, Version: v.Version,
	}
}

func dealPageOf(p desk.Page[center.DealView]) DealPage {
	return DealPage{Items: each(p.Items, dealOf), Next: p.Next}
}

func boardOf(b center.Board) Board {
	return Board{Pipeline: pipelineOf(b.Pipeline), Stages: each(b.Stages, func(s center.StageView) BoardColumn {
		return BoardColumn{Stage: stageOf(s.Stage), Deals: s.Deals, Value: s.Value, Items: each(s.Cards.Items, dealOf), Next: s.Cards.Next}
	})}
}
