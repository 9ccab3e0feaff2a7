package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Message is one entry of a service.
type Message struct {
	ID        string          `json:"id"`
	Direction string          `json:"direction" enum:"in,out,internal" doc:"internal: of the team; the contact never sees it."`
	Kind      string          `json:"kind" enum:"text,template,call_request,permission_reply,image,sticker,audio,voice,video,document,location,contacts,unsupported,note,taken,transferred,closed,reopened"`
	Text      string          `json:"text" doc:"For media: the caption. For permission_reply: accept_temporary, accept_permanent, reject or revoke. For unsupported: Meta's type. For transferred: the name of whom. For closed: the reason."`
	Author    *Person         `json:"author,omitempty" doc:"Who wrote it or did it, for outgoing and internal ones."`
	Status    string          `json:"status" enum:"pending,sent,delivered,read,failed,received"`
	Failure   *MessageFailure `json:"failure,omitempty"`
	ClientKey string          `json:"clientKey,omitempty" doc:"The key that its sender gave it."`
	At        Time            `json:"at"`

	Medium      *Medium        `json:"medium,omitempty" doc:"Of image, sticker, audio, voice, video and document."`
	Location    *Place         `json:"location,omitempty"`
	Contacts    []ContactCard  `json:"contacts,omitempty"`
	Quoted      *QuotedMessage `json:"quoted,omitempty" doc:"What it answers."`
	Reaction    string         `json:"reaction,omitempty" doc:"The contact's emoji on it."`
	OwnReaction string         `json:"ownReaction,omitempty" doc:"Ours."`
}

// MessageFailure is why Meta did not deliver a message, in Meta's words.
type MessageFailure struct {
	Code    int    `json:"code" doc:"Meta's code; 0 when the failure is ours."`
	Title   string `json:"title"`
	Details string `json:"details,omitempty"`
	TraceID string `json:"traceId,omitempty" doc:"For Meta's support."`
}

// MessagePage is a page of messages.
type MessagePage struct {
	Items []Message `json:"items" nullable:"false"`
	Next  string    `json:"next" doc:"Empty on the last page."`
	Back  string    `json:"back" doc:"Give it as before for what is newer; empty where this is the newest part."`
}

// TextHit is a message that was found by its words, with the service that it stands in.
type TextHit struct {
	Message      Message      `json:"message"`
	Conversation Conversation `json:"conversation"`
}

// TextHitPage is a page of messages that were found.
type TextHitPage struct {
	Items []TextHit `json:"items" nullable:"false"`
	Next  string    `json:"next" doc:"Empty on the last page."`
}

// NewText is a text to send.
type NewText struct {
	Text      string `json:"text" example:"Good morning! Your amplifier is ready."`
	QuotedID  string `json:"quotedId,omitempty" doc:"The message of the service that it answers."`
	ClientKey string `json:"clientKey" minLength:"1" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same message."`
}

// NewCallRequest is a request for permission to call.
type NewCallRequest struct {
	Text      string `json:"text,omitempty" doc:"What the contact reads above Meta's question; may be absent."`
	ClientKey string `json:"clientKey" minLength:"1" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same request."`
}

type (
	messagesInput struct {
		PathID
		Before string `query:"before" doc:"The back of a page: what is newer."`
		Around string `query:"around" doc:"The id of a message: what stands around it, and itself."`
		Paging
	}
	textsInput struct {
		Search string `query:"search" required:"true" minLength:"1" maxLength:"200" doc:"Words that all have to occur, one of them with three letters at least."`
		Paging
	}
	newTextInput struct {
		PathID
		Body NewText
	}
	newCallRequestInput struct {
		PathID
		Body NewCallRequest
	}
)

func (s *Server) messageOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-messages", Method: http.MethodGet, Path: "/api/conversations/{id}/messages", Tags: []string{tagServices}, Summary: "The messages of a service, newest first",
		Description: "At most one of after, before and around is given.",
		Errors:      []int{http.StatusBadRequest, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *messagesInput) (*body[MessagePage], error) {
		page, err := s.Center.Messages(ctx, m, desk.MessageQuery{
			Conversation: desk.ConversationID(in.ID), After: in.After, Before: in.Before, Around: desk.MessageID(in.Around), Limit: in.Limit,
		})
		return &body[MessagePage]{MessagePage{Items: each(page.Items, messageOf), Next: page.Next, Back: page.Back}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "search-messages", Method: http.MethodGet, Path: "/api/messages", Tags: []string{tagServices}, Summary: "Messages and notes by their words, the newest first",
		Description: "In the services that the user sees. Without regard to case and accents.", Errors: []int{http.StatusBadRequest},
	}, func(ctx context.Context, m org.Member, in *textsInput) (*body[TextHitPage], error) {
		page, err := s.Center.SearchTexts(ctx, m, desk.TextQuery{Search: in.Search, After: in.After, Limit: in.Limit})
		return &body[TextHitPage]{TextHitPage{Items: each(page.Items, func(h center.TextHit) TextHit {
			return TextHit{messageOf(h.Message), conversationOf(h.Service)}
		}), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "send-text", Method: http.MethodPost, Path: "/api/conversations/{id}/messages", Tags: []string{tagServices}, Summary: "Answer by text",
		Description: "The message comes back as pending; what becomes of it follows as events.",
		Errors:      []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newTextInput) (*body[Message], error) {
		k, err := s.Center.SendText(ctx, m, desk.ConversationID(in.ID), center.Outgoing{
			Text: in.Body.Text, Quoted: desk.MessageID(in.Body.QuotedID), ClientKey: in.Body.ClientKey,
		})
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "send-call-request", Method: http.MethodPost, Path: "/api/conversations/{id}/call-request", Tags: []string{tagServices}, Summary: "Ask the contact for permission to call",
		Description: "GET /api/call-action says beforehand whether it can be sent, and why not.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusTooManyRequests, http.StatusServiceUnavailable}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newCallRequestInput) (*body[Message], error) {
		k, err := s.Center.SendCallRequest(ctx, m, desk.ConversationID(in.ID), in.Body.Text, in.Body.ClientKey)
		return &body[Message]{messageOf(k)}, err
	})
}

func messageOf(k center.MessageView) Message {
	m := Message{
		ID: string(k.ID), Direction: string(k.Direction), Kind: string(k.Kind), Text: k.Text, Author: personOf(k.Author),
		Status: string(k.Status), ClientKey: k.ClientKey, At: Time{k.At}, Reaction: k.Reaction, OwnReaction: k.OwnReaction,
	}
	if k.Content != nil {
		m.Medium, m.Location, m.Contacts = mediumOf(k.Content.Medium), placeOf(k.Content.Place), each(k.Content.Cards, cardOf)
	}
	if k.Message.Quoted != "" {
		m.Quoted = quotedOf(k.Quoted)
	}
	if f := k.Failure; f != nil {
		m.Failure = &MessageFailure{Code: f.Code, Title: f.Title, Details: f.Details, TraceID: f.TraceID}
	}
	return m
}
