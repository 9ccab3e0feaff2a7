package center

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// The bounds of what goes with a message, in characters (Meta: Cloud API, Messages).
const (
	maxCaption  = 1024
	maxFileName = 240
	maxPlace    = 1000
	maxCards    = 20
)

// Outgoing is a message to send: words, or a file with a caption, or a place, or people.
type Outgoing struct {
	Text      string
	Quoted    desk.MessageID // the message that it answers; "" for none
	ClientKey string
	Place     *desk.Place
	People    []desk.ContactID
}

// OutgoingFile is a file to send. Data is as it is; what it is, its bytes say.
type OutgoingFile struct {
	Name    string
	Data    []byte
	Voice   bool // recorded in the browser
	Caption string
	Quoted  desk.MessageID
	// ClientKey as of a text: the same key twice is the same message.
	ClientKey string
}

// SendFile sends a file in a service. It is stored first, and comes back as pending.
func (c *Center) SendFile(ctx context.Context, m org.Member, id desk.ConversationID, f OutgoingFile) (MessageView, error) {
	if _, err := c.conversation(ctx, m, id); err != nil {
		return MessageView{}, err
	}
	if int64(len(f.Data)) > c.mediaMax() {
		return MessageView{}, c.tooLarge()
	}
	if f.Voice {
		ogg, err := c.Voices.Ogg(f.Data)
		if err != nil {
			return MessageView{}, fault.New(fault.Invalid, "This recording cannot be read.").On("file").Because("wrong_kind").Wrap(err)
		}
		f.Data, f.Name = ogg, ""
	}
	mimeType := desk.TypeOf(f.Data, f.Name)
	kind, err := desk.Sendable(mimeType, int64(len(f.Data)))
	if err != nil {
		return MessageView{}, err
	}
	if f.Voice {
		kind = desk.Voice
	}
	f.Caption = strings.TrimSpace(f.Caption)
	if kind == desk.Voice || kind == desk.Audio || kind == desk.Sticker {
		if f.Caption != "" {
			return MessageView{}, fault.New(fault.Invalid, "WhatsApp shows no words under this kind of file.").On("caption")
		}
	} else if err := within(f.Caption, maxCaption, "caption"); err != nil {
		return MessageView{}, err
	}
	sum := sha256.Sum256(f.Data)
	medium := desk.Medium{
		State: desk.Here, File: desk.FileID(newID()), SHA256: hex.EncodeToString(sum[:]), MIME: mimeType, Name: fileName(f.Name), Size: int64(len(f.Data)),
	}
	medium.Width, medium.Height = sizeOf(f.Data)
	return c.sendContent(ctx, m, id, f.Quoted, desk.Message{Kind: kind, Text: f.Caption, ClientKey: f.ClientKey, Content: (*desk.Content)(nil).With(medium)},
		func(ctx context.Context) error {
			return c.Store.CreateFile(ctx, m.Workspace.ID, desk.File{ID: medium.File, SHA256: medium.SHA256, Size: medium.Size, MIME: mimeType, Name: medium.Name}, f.Data)
		})
}

func (c *Center) tooLarge() error {
	return fault.New(fault.TooLarge, "This server takes files up to %d MB.", c.mediaMax()>>20).On("file").Because("too_large")
}

// fileName is a name without a path, that any system can write down.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || strings.ContainsRune(`"<>|:*?`, r) {
			return '_'
		}
		return r
	}, name)
	if name == "." || name == "/" {
		return ""
	}
	for utf8.RuneCountInString(name) > maxFileName {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:] // its ending says what it is
	}
	return name
}

// SendPlace sends a place.
func (c *Center) SendPlace(ctx context.Context, m org.Member, id desk.ConversationID, o Outgoing) (MessageView, error) {
	p := o.Place
	switch {
	case p == nil || p.Latitude < -90 || p.Latitude > 90:
		return MessageView{}, fault.New(fault.Invalid, "A latitude is between -90 and 90 degrees.").On("latitude")
	case p.Longitude < -180 || p.Longitude > 180:
		return MessageView{}, fault.New(fault.Invalid, "A longitude is between -180 and 180 degrees.").On("longitude")
	}
	if err := errors.Join(within(p.Name, maxPlace, "name"), within(p.Address, maxPlace, "address")); err != nil {
		return MessageView{}, err
	}
	return c.sendContent(ctx, m, id, o.Quoted, desk.Message{Kind: desk.Location, ClientKey: o.ClientKey, Content: &desk.Content{Place: p}}, nil)
}

// SendPeople sends contacts of the workspace.
func (c *Center) SendPeople(ctx context.Context, m org.Member, id desk.ConversationID, o Outgoing) (MessageView, error) {
	if err := mayReadContacts(m); err != nil {
		return MessageView{}, err
	}
	if _, err := c.conversation(ctx, m, id); err != nil {
		return MessageView{}, err
	}
	if len(o.People) == 0 || len(o.People) > maxCards {
		return MessageView{}, fault.New(fault.Invalid, "Choose between 1 and %d contacts.", maxCards).On("contactIds")
	}
	known, err := c.Store.ContactsByID(ctx, m.Workspace.ID, o.People)
	if err != nil {
		return MessageView{}, err
	}
	var cards []desk.Card
	for _, id := range o.People {
		k, is := known[id]
		if !is {
			return MessageView{}, fault.New(fault.Invalid, "One of the contacts is none of this workspace.").On("contactIds")
		}
		card := desk.Card{Name: k.DisplayName(), WaID: k.WaID}
		if k.Phone != "" {
			card.Phones = []string{"+" + k.Phone}
		}
		cards = append(cards, card)
	}
	return c.sendContent(ctx, m, id, o.Quoted, desk.Message{Kind: desk.Contacts, ClientKey: o.ClientKey, Content: &desk.Content{Cards: cards}}, nil)
}

// sendContent stores an outgoing message and posts it beside the caller. with stores what belongs to it, in the same transaction.
func (c *Center) sendContent(ctx context.Context, m org.Member, id desk.ConversationID, quoted desk.MessageID, k desk.Message, with func(context.Context) error) (MessageView, error) {
	return c.send(ctx, m, id, k, func(ctx context.Context, v desk.Conversation, k *desk.Message) error {
		if err := c.mayWrite(ctx, v); err != nil {
			return err
		}
		if err := c.quote(ctx, v, quoted, k); err != nil {
			return err
		}
		if with != nil {
			return with(ctx)
		}
		return nil
	})
}

// mayWrite is nil where the service takes messages of ours: its account is connected and its window open.
func (c *Center) mayWrite(ctx context.Context, v desk.Conversation) error {
	a, err := c.Store.Account(ctx, v.WorkspaceID, v.AccountID)
	if err != nil {
		return err
	}
	if a.Status != org.Connected {
		return disconnected()
	}
	if !v.WindowOpen(c.now()) {
		return fault.New(fault.Conflict, "The 24-hour service window is closed. It opens again when the contact writes or calls.").Because(call.WhyWindowClosed)
	}
	return nil
}

// quote lets a message answer another one of the service, which Meta has to know.
func (c *Center) quote(ctx context.Context, v desk.Conversation, id desk.MessageID, k *desk.Message) error {
	if id == "" {
		return nil
	}
	about, err := c.Store.Message(ctx, v.WorkspaceID, id)
	if err != nil || about.ConversationID != v.ID || about.MetaID == "" {
		return fault.New(fault.Invalid, "This message cannot be answered: it is not of this service, or Meta does not have it.").On("quotedId").Wrap(err)
	}
	k.Quoted = about.MetaID
	return nil
}

// SendAgain sends a message with a file, a place or people once more, as a new message.
func (c *Center) SendAgain(ctx context.Context, m org.Member, id desk.MessageID, clientKey string) (MessageView, error) {
	k, err := c.message(ctx, m, id)
	if err != nil {
		return MessageView{}, err
	}
	if k.Direction != desk.Outgoing || k.Status != desk.Failed || k.Content == nil {
		return MessageView{}, fault.New(fault.Conflict, "This message did not fail, so it is not sent again.").Because("not_failed")
	}
	content := k.Content
	if medium := content.Medium; medium != nil {
		again := *medium
		again.MetaID = ""
		content = content.With(again)
	}
	next := desk.Message{Kind: k.Kind, Text: k.Text, Content: content, Quoted: k.Quoted, ClientKey: clientKey}
	return c.sendContent(ctx, m, k.ConversationID, "", next, nil)
}

// postContent sends a stored message with a file, a place or people to Meta.
func (c *Center) postContent(ctx context.Context, graph *meta.Client, to meta.Recipient, k desk.Message) (string, error) {
	how := meta.Sending{Opaque: string(k.ID), ReplyTo: k.Quoted}
	switch k.Kind {
	case desk.Location:
		p := k.Content.Place
		return graph.SendLocation(ctx, to, meta.Location{Latitude: meta.Degrees(p.Latitude), Longitude: meta.Degrees(p.Longitude), Name: p.Name, Address: p.Address}, how)
	case desk.Contacts:
		return graph.SendContacts(ctx, to, metaCards(k.Content.Cards), how)
	}
	medium := *k.Content.Medium
	f, err := c.Store.File(ctx, k.WorkspaceID, medium.File)
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(&fileReader{ctx: ctx, store: c.Store, ws: k.WorkspaceID, file: f})
	if err != nil {
		return "", err
	}
	id, err := graph.UploadMedia(ctx, meta.Upload{Name: medium.Name, MIMEType: uploadType(medium.MIME), Data: data})
	if err != nil {
		return "", err
	}
	object := meta.MediaObject{ID: id, Caption: k.Text, Voice: k.Kind == desk.Voice}
	kind := string(k.Kind)
	switch k.Kind {
	case desk.Voice:
		kind = meta.TypeAudio
	case desk.Document:
		object.Filename = medium.Name
	}
	return graph.SendMedia(ctx, to, kind, object, how)
}

// uploadType is the type by which Meta takes a file: Ogg with its codec (Meta: Cloud API, Media, Jun 2026).
func uploadType(mimeType string) string {
	if mimeType == "audio/ogg" {
		return "audio/ogg; codecs=opus"
	}
	return mimeType
}

func metaCards(cards []desk.Card) []meta.ContactCard {
	list := make([]meta.ContactCard, len(cards))
	for i, k := range cards {
		first, rest, _ := strings.Cut(k.Name, " ")
		list[i].Name = meta.ContactName{FormattedName: k.Name, FirstName: first, LastName: rest}
		for _, p := range k.Phones {
			list[i].Phones = append(list[i].Phones, meta.ContactPhone{Phone: p, WaID: k.WaID, Type: "CELL"})
		}
	}
	return list
}

// React puts an emoji on a message of the contact's, or takes it back with "". It waits for Meta, whose refusal is the answer: there is no
// message whose state could tell.
func (c *Center) React(ctx context.Context, m org.Member, id desk.MessageID, emoji string) (MessageView, error) {
	k, err := c.message(ctx, m, id)
	if err != nil {
		return MessageView{}, err
	}
	v, err := c.conversation(ctx, m, k.ConversationID)
	if err != nil {
		return MessageView{}, err
	}
	switch {
	case utf8.RuneCountInString(emoji) > 12 || strings.ContainsFunc(emoji, func(r rune) bool { return r < 0x80 && r != '#' && r != '*' && (r < '0' || r > '9') }):
		return MessageView{}, fault.New(fault.Invalid, "A reaction is one emoji.").On("emoji")
	case k.MetaID == "" || k.Direction == desk.Internal || strings.HasPrefix(k.MetaID, "wacid."):
		return MessageView{}, fault.New(fault.Conflict, "There can be no reaction to this entry.").Because("no_reaction")
	}
	if err := c.mayWrite(ctx, v); err != nil {
		return MessageView{}, err
	}
	graph, contact, err := c.graphOf(ctx, v)
	if err != nil {
		return MessageView{}, err
	}
	if _, err := graph.SendReaction(ctx, recipient(contact), k.MetaID, emoji); err != nil {
		failure := messageFailure(err)
		f := fault.New(fault.Unavailable, "Meta did not take the reaction. Try again in a moment.").Because("meta_refused").Wrap(err)
		f.Detail = strings.TrimSpace(failure.Title + " " + failure.Details + " " + failure.TraceID)
		return MessageView{}, f
	}
	err = c.insist(ctx, func(ctx context.Context) error {
		if k, err = c.Store.Message(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		k.OwnReaction = emoji
		return c.saveAndTell(ctx, &k)
	})
	if err != nil {
		return MessageView{}, err
	}
	views, err := c.messageViews(ctx, m.Workspace.ID, []desk.Message{k})
	if err != nil {
		return MessageView{}, err
	}
	return views[0], nil
}
