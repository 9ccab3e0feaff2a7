package center

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"image"
	_ "image/jpeg" // their sizes are read
	_ "image/png"
	"io"
	"net/http"
	"strings"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// How media are fetched from Meta: how many at a time, how often, and with what pauses. Meta keeps what came by a webhook for 7 days
// (Meta: Cloud API, Media, Jun 2026); who presses "try again" begins anew.
const (
	mediaEvery = 2 * time.Second
	mediaBatch = 8
	mediaTries = 8
	mediaPause = 5 * time.Second // before the second attempt; each next one is four times as long, a day at most
	mediaLease = 3 * time.Minute // how long nobody else tries what somebody has begun
)

// DefaultMediaMax is the largest file that is taken, in bytes, where nothing else is set.
const DefaultMediaMax = 25 << 20

func (c *Center) mediaMax() int64 {
	if c.MediaMax > 0 {
		return c.MediaMax
	}
	return DefaultMediaMax
}

// fetchMedia fetches what is due. It runs on every node; who begins a medium takes it for a while.
func (c *Center) fetchMedia(ctx context.Context) {
	due, err := c.Store.DueMedia(ctx, c.now(), mediaBatch)
	if err != nil {
		c.backstage(ctx).Error("media that are due not read", "error", err)
		return
	}
	for _, d := range due {
		if ctx.Err() != nil {
			return
		}
		c.fetchMedium(ctx, d)
	}
}

func (c *Center) fetchMedium(ctx context.Context, d desk.DueMedium) {
	d.Attempts++
	d.NextAt = c.now().Add(mediaLease)
	if err := c.Store.AddDueMedium(ctx, d); err != nil {
		c.backstage(ctx).Error("medium not taken", "message", d.MessageID, "error", err)
		return
	}
	medium, data, err := c.bytesOf(ctx, d)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return // the lease ends, and somebody tries again
	case medium.State == desk.Coming && d.Attempts < mediaTries:
		d.NextAt = c.now().Add(min(mediaPause<<(2*(d.Attempts-1)), 24*time.Hour))
		c.log().Info("medium not fetched yet", "message", d.MessageID, "attempts", d.Attempts, "error", err)
		if err := c.Store.AddDueMedium(ctx, d); err != nil {
			c.backstage(ctx).Error("next attempt not noted", "message", d.MessageID, "error", err)
		}
		return
	case medium.State == desk.Coming:
		medium.State = desk.Lost
		fallthrough
	default:
		c.log().Warn("medium given up", "message", d.MessageID, "state", medium.State, "error", err)
	}
	if err := c.keepMedium(ctx, d, medium, data); err != nil {
		c.backstage(ctx).Error("medium not stored", "message", d.MessageID, "error", err)
	}
}

// bytesOf asks Meta for a medium. Where it cannot be had, the medium's state says whether it makes sense to try again.
func (c *Center) bytesOf(ctx context.Context, d desk.DueMedium) (desk.Medium, []byte, error) {
	k, err := c.Store.Message(ctx, d.WorkspaceID, d.MessageID)
	if err != nil {
		return desk.Medium{State: desk.Coming}, nil, err
	}
	if k.Content == nil || k.Content.Medium == nil {
		return desk.Medium{State: desk.Lost}, nil, errors.New("the message has no medium")
	}
	medium := *k.Content.Medium
	v, err := c.Store.Conversation(ctx, k.WorkspaceID, k.ConversationID)
	if err != nil {
		return medium, nil, err
	}
	graph, _, err := c.graphOf(ctx, v)
	if err != nil {
		return medium, nil, err
	}
	info, err := graph.Media(ctx, medium.MetaID)
	if err != nil {
		var refused *meta.Error
		if errors.As(err, &refused) && !refused.Temporary() && !refused.TokenInvalid() {
			medium.State = desk.Lost
		}
		return medium, nil, err
	}
	if size := int64(info.FileSize); size > c.mediaMax() {
		medium.State, medium.Size = desk.TooLarge, size
		return medium, nil, errors.New("over the limit of this server")
	}
	data, err := graph.DownloadMedia(ctx, info.URL, c.mediaMax())
	if err != nil {
		return medium, nil, err
	}
	sum := sha256.Sum256(data)
	if said := strings.ToLower(info.SHA256); said != "" && said != hex.EncodeToString(sum[:]) && info.SHA256 != base64.StdEncoding.EncodeToString(sum[:]) {
		return medium, nil, errors.New("the bytes are not those that Meta names")
	}
	medium.State, medium.SHA256, medium.Size = desk.Here, hex.EncodeToString(sum[:]), int64(len(data))
	medium.MIME = desk.TypeOf(data, medium.Name)
	medium.Width, medium.Height = sizeOf(data)
	return medium, data, nil
}

// keepMedium stores what became of a medium. Of two who fetched it at once one stores it.
func (c *Center) keepMedium(ctx context.Context, d desk.DueMedium, medium desk.Medium, data []byte) error {
	return c.insist(ctx, func(ctx context.Context) error {
		k, err := c.Store.Message(ctx, d.WorkspaceID, d.MessageID)
		if err != nil {
			return err
		}
		if err := c.Store.DeleteDueMedium(ctx, d.WorkspaceID, d.MessageID); err != nil {
			return err
		}
		if k.Content != nil && k.Content.Medium != nil && k.Content.Medium.State == desk.Here {
			return nil
		}
		if medium.State == desk.Here {
			medium.File = desk.FileID(newID())
			f := desk.File{ID: medium.File, SHA256: medium.SHA256, Size: medium.Size, MIME: medium.MIME, Name: medium.Name}
			if err := c.Store.CreateFile(ctx, d.WorkspaceID, f, data); err != nil {
				return err
			}
		}
		k.Content = k.Content.With(medium)
		return c.saveAndTell(ctx, &k)
	})
}

// saveAndTell saves a message and tells the browsers. Call it in a transaction.
func (c *Center) saveAndTell(ctx context.Context, k *desk.Message) error {
	if err := c.Store.SaveMessage(ctx, k); err != nil {
		return err
	}
	v, err := c.Store.Conversation(ctx, k.WorkspaceID, k.ConversationID)
	if err == nil {
		c.later(ctx, func(context.Context) { c.announceMessage(*k, v) })
	}
	return err
}

// sizeOf reads the width and height of a picture; 0 where it is none that can be read.
func sizeOf(data []byte) (width, height int) {
	if !strings.HasPrefix(http.DetectContentType(data), "image/") {
		return 0, 0
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}

// Medium is a stored file that a member may read. Content reads it in pieces.
type Medium struct {
	desk.File
	Content io.ReadSeeker
}

// MessageMedium returns the medium of a message in a service that the member sees. fault.NotFound while it is not here.
func (c *Center) MessageMedium(ctx context.Context, m org.Member, id desk.MessageID) (Medium, error) {
	k, err := c.message(ctx, m, id)
	if err != nil {
		return Medium{}, err
	}
	if k.Content == nil || k.Content.Medium == nil || k.Content.Medium.State != desk.Here {
		return Medium{}, fault.New(fault.NotFound, "This message has no file, or it is not here.")
	}
	f, err := c.Store.File(ctx, m.Workspace.ID, k.Content.Medium.File)
	if err != nil {
		return Medium{}, err
	}
	return Medium{f, &fileReader{ctx: ctx, store: c.Store, ws: m.Workspace.ID, file: f}}, nil
}

// FetchMedium tries again to fetch the medium of a message that could not be had.
func (c *Center) FetchMedium(ctx context.Context, m org.Member, id desk.MessageID) (MessageView, error) {
	var k desk.Message
	err := c.insist(ctx, func(ctx context.Context) (err error) {
		if k, err = c.message(ctx, m, id); err != nil {
			return err
		}
		if k.Content == nil || k.Content.Medium == nil || k.Content.Medium.State != desk.Lost || k.Content.Medium.MetaID == "" {
			return fault.New(fault.Conflict, "There is nothing to fetch for this message.").Because("not_lost")
		}
		medium := *k.Content.Medium
		medium.State = desk.Coming
		k.Content = k.Content.With(medium)
		if err := c.Store.AddDueMedium(ctx, desk.DueMedium{WorkspaceID: k.WorkspaceID, MessageID: k.ID, NextAt: c.now()}); err != nil {
			return err
		}
		return c.saveAndTell(ctx, &k)
	})
	return MessageView{Message: k}, err
}

// message returns a message in a service that the member sees; others do not exist for them.
func (c *Center) message(ctx context.Context, m org.Member, id desk.MessageID) (desk.Message, error) {
	k, err := c.Store.Message(ctx, m.Workspace.ID, id)
	if err != nil {
		return k, err
	}
	_, err = c.conversation(ctx, m, k.ConversationID)
	return k, err
}

// fileReader reads a stored file piece by piece.
type fileReader struct {
	ctx   context.Context //nolint:containedctx // of the one request that reads
	store files
	ws    org.WorkspaceID
	file  desk.File
	at    int64
	part  int64
	data  []byte // of part, nil before the first
}

// Read implements io.Reader.
func (r *fileReader) Read(p []byte) (int, error) {
	if r.at >= r.file.Size {
		return 0, io.EOF
	}
	if part := r.at / desk.FilePart; r.data == nil || part != r.part {
		data, err := r.store.FilePart(r.ctx, r.ws, r.file.ID, part)
		if err != nil {
			return 0, err
		}
		r.part, r.data = part, data
	}
	n := copy(p, r.data[r.at%desk.FilePart:])
	r.at += int64(n)
	return n, nil
}

// Seek implements io.Seeker.
func (r *fileReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.file.Size
	}
	if offset < 0 {
		return 0, errors.New("before the beginning of the file")
	}
	r.at = offset
	return offset, nil
}
