package api

import (
	"cmp"
	"context"
	"fmt"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Medium is the file of a message. Its bytes are at GET /api/messages/{id}/medium.
type Medium struct {
	State  string `json:"state" enum:"coming,here,too_large,lost" doc:"Whether it can be read: it is being fetched from Meta; here; over what this server takes; or Meta does not have it any more."`
	MIME   string `json:"mime" doc:"What it is: by its bytes once it is here."`
	Name   string `json:"name" doc:"May be empty."`
	Size   int64  `json:"size" doc:"Bytes; 0 while not known."`
	Width  int    `json:"width,omitempty" doc:"Of a picture, in pixels."`
	Height int    `json:"height,omitempty"`
	Shown  bool   `json:"shown" doc:"Whether a browser may show it within a page."`
}

// Place is a place on the map.
type Place struct {
	Latitude  float64 `json:"latitude" doc:"Degrees, -90 to 90."`
	Longitude float64 `json:"longitude" doc:"Degrees, -180 to 180."`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
}

// ContactCard is a person that somebody sent.
type ContactCard struct {
	Name   string   `json:"name"`
	Phones []string `json:"phones" nullable:"false" doc:"As they were written."`
	WaID   string   `json:"waId,omitempty" doc:"Of the first number that is on WhatsApp."`
}

// QuotedMessage is what a message answers.
type QuotedMessage struct {
	ID        string `json:"id,omitempty" doc:"Absent where it is not here."`
	Direction string `json:"direction,omitempty" enum:"in,out,internal"`
	Kind      string `json:"kind,omitempty"`
	Text      string `json:"text,omitempty"`
}

// NewPlace is a place to send.
type NewPlace struct {
	Place
	QuotedID  string `json:"quotedId,omitempty" doc:"The message of the service that it answers."`
	ClientKey string `json:"clientKey" minLength:"1" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same message."`
}

// NewContactCards are contacts of the workspace to send.
type NewContactCards struct {
	ContactIDs []string `json:"contactIds" nullable:"false" minItems:"1" maxItems:"20"`
	QuotedID   string   `json:"quotedId,omitempty" doc:"The message of the service that they answer."`
	ClientKey  string   `json:"clientKey" minLength:"1" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same message."`
}

// NewReaction is an emoji for a message.
type NewReaction struct {
	Emoji string `json:"emoji" maxLength:"40" doc:"One emoji; empty takes the reaction back." example:"👍"`
}

// SentAgain names the new message of one that is sent again.
type SentAgain struct {
	ClientKey string `json:"clientKey" minLength:"1" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same message."`
}

type (
	newFileInput struct {
		PathID
		Name      string `query:"name" maxLength:"240" doc:"The name of the file."`
		Caption   string `query:"caption" maxLength:"1024" doc:"Words under a picture, a video or a document."`
		Voice     bool   `query:"voice" doc:"A recording of the browser, which becomes a voice message."`
		QuotedID  string `query:"quotedId" doc:"The message of the service that it answers."`
		ClientKey string `header:"Idempotency-Key" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same message."`
		RawBody   []byte `contentType:"application/octet-stream"`
	}
	newPlaceInput struct {
		PathID
		Body NewPlace
	}
	newCardsInput struct {
		PathID
		Body NewContactCards
	}
	newReactionInput struct {
		PathID
		Body NewReaction
	}
	againInput struct {
		PathID
		Body SentAgain
	}
)

func (s *Server) messageContentOperations(api huma.API) {
	errors := []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusServiceUnavailable}
	signedIn(s, api, huma.Operation{
		OperationID: "send-file", Method: http.MethodPost, Path: "/api/conversations/{id}/files", Tags: []string{tagServices}, Summary: "Send a file",
		Description: "The body is the file as it is. What it is, its bytes say: a picture, a video, audio or a document that WhatsApp takes. The message comes back as pending.",
		Errors:      errors, DefaultStatus: http.StatusCreated, MaxBodyBytes: cmp.Or(s.MediaMax, center.DefaultMediaMax) + 1, // one more is told apart
	}, func(ctx context.Context, m org.Member, in *newFileInput) (*body[Message], error) {
		k, err := s.Center.SendFile(ctx, m, desk.ConversationID(in.ID), center.OutgoingFile{
			Name: in.Name, Data: in.RawBody, Voice: in.Voice, Caption: in.Caption, Quoted: desk.MessageID(in.QuotedID), ClientKey: in.ClientKey,
		})
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "send-location", Method: http.MethodPost, Path: "/api/conversations/{id}/location", Tags: []string{tagServices}, Summary: "Send a place",
		Errors: errors, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newPlaceInput) (*body[Message], error) {
		p := desk.Place(in.Body.Place)
		k, err := s.Center.SendPlace(ctx, m, desk.ConversationID(in.ID), center.Outgoing{Place: &p, Quoted: desk.MessageID(in.Body.QuotedID), ClientKey: in.Body.ClientKey})
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "send-contacts", Method: http.MethodPost, Path: "/api/conversations/{id}/contacts", Tags: []string{tagServices}, Summary: "Send contacts",
		Errors: append(errors, http.StatusForbidden), DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newCardsInput) (*body[Message], error) {
		k, err := s.Center.SendPeople(ctx, m, desk.ConversationID(in.ID), center.Outgoing{
			People: each(in.Body.ContactIDs, func(id string) desk.ContactID { return desk.ContactID(id) }), Quoted: desk.MessageID(in.Body.QuotedID), ClientKey: in.Body.ClientKey,
		})
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "send-again", Method: http.MethodPost, Path: "/api/messages/{id}/again", Tags: []string{tagServices}, Summary: "Send a file, a place or contacts that failed once more",
		Errors: errors, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *againInput) (*body[Message], error) {
		k, err := s.Center.SendAgain(ctx, m, desk.MessageID(in.ID), in.Body.ClientKey)
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "react", Method: http.MethodPut, Path: "/api/messages/{id}/reaction", Tags: []string{tagServices}, Summary: "React to a message",
		Errors: errors,
	}, func(ctx context.Context, m org.Member, in *newReactionInput) (*body[Message], error) {
		k, err := s.Center.React(ctx, m, desk.MessageID(in.ID), in.Body.Emoji)
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "fetch-medium", Method: http.MethodPost, Path: "/api/messages/{id}/medium", Tags: []string{tagServices}, Summary: "Try again to fetch a file from Meta",
		Errors: []int{http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Message], error) {
		k, err := s.Center.FetchMedium(ctx, m, desk.MessageID(in.ID))
		return &body[Message]{messageOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-medium", Method: http.MethodGet, Path: "/api/messages/{id}/medium", Tags: []string{tagServices}, Summary: "The file of a message",
		Description: "Takes Range. What a browser may not show within a page comes as a file to keep.", Errors: []int{http.StatusNotFound},
	}, s.medium)
}

// alone keeps a file from doing anything but being shown, wherever it is opened.
const alone = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'"

func (s *Server) medium(ctx context.Context, m org.Member, in *PathID) (*huma.StreamResponse, error) {
	file, err := s.Center.MessageMedium(ctx, m, desk.MessageID(in.ID))
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(out huma.Context) {
		r, w := humago.Unwrap(out)
		h := w.Header()
		kind, way := file.MIME, "inline"
		if !desk.Shown(kind) {
			kind, way = "application/octet-stream", "attachment"
		}
		h.Set("Content-Type", kind)
		h.Set("Content-Security-Policy", alone)
		h.Set("Cache-Control", "private, max-age=86400, immutable") // a file never changes
		h.Set("ETag", fmt.Sprintf("%q", file.SHA256))
		if said := mime.FormatMediaType(way, map[string]string{"filename": file.Name}); file.Name != "" && said != "" {
			way = said
		}
		h.Set("Content-Disposition", way)
		http.ServeContent(w, r, "", m.Workspace.CreatedAt, file.Content)
	}}, nil
}

func mediumOf(m *desk.Medium) *Medium {
	if m == nil {
		return nil
	}
	return &Medium{
		State: string(m.State), MIME: m.MIME, Name: m.Name, Size: m.Size, Width: m.Width, Height: m.Height,
		Shown: m.State == desk.Here && desk.Shown(m.MIME),
	}
}

func placeOf(p *desk.Place) *Place {
	if p == nil {
		return nil
	}
	out := Place(*p)
	return &out
}

func cardOf(k desk.Card) ContactCard {
	return ContactCard{Name: k.Name, Phones: each(k.Phones, func(p string) string { return p }), WaID: k.WaID}
}

func quotedOf(k *desk.Message) *QuotedMessage {
	if k == nil {
		return &QuotedMessage{}
	}
	return &QuotedMessage{ID: string(k.ID), Direction: string(k.Direction), Kind: string(k.Kind), Text: desk.Preview(k.Text)}
}
