package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/rates"
	"ramal/internal/sandbox"
)

// People of the sandbox who wrote before the demo is looked at. Ana did not: the first message is for whoever tries it.
const (
	bruno = "5511999990002"
	carla = "5511999990003"
)

// lifeLimit is how long the first life of the demo may take. It takes a fraction of a second where nothing else runs.
// lookAgain is how soon the demo looks without being told: an announcement may be lost, and loses time only.
const (
	lifeLimit = time.Minute
	lookAgain = time.Second
)

// connect joins the server and the sandbox: webhooks one way, Graph the other, calling switched on. On the first start it
// also lets something happen, and where it is wanted remembers what happened before, so that no page is empty.
func (w *demoWorld) connect(ctx context.Context, s *server, box *sandbox.Server, past bool) error {
	err := box.Subscribe(ctx, sandbox.Webhook{URL: s.url() + "/webhooks/" + string(w.account.ID)})
	if err != nil {
		return fmt.Errorf("subscribe to the sandbox's webhooks: %w", err)
	}
	graph := &meta.Client{BaseURL: box.URL(), Version: w.account.GraphVersion, Token: sandbox.Token, PhoneNumberID: w.account.PhoneNumberID}
	settings := meta.CallingSettings{Status: meta.Enabled, CallbackPermissionStatus: meta.Enabled}
	if err := graph.UpdateSettings(ctx, settings); err != nil {
		return fmt.Errorf("switch calling on at the sandbox: %w", err)
	}
	if !w.account.CallingEnabled {
		if err := s.store.SetCallingEnabled(ctx, w.account.WorkspaceID, w.account.ID, true); err != nil {
			return err
		}
	}
	page, err := s.center.Conversations(ctx, w.admin, desk.ConversationQuery{Limit: 1})
	if err != nil {
		return err
	}
	if past && len(page.Items) == 0 {
		if err := w.remember(ctx, s, box.Clock().Now()); err != nil {
			return err
		}
	}
	if page, err = s.center.Conversations(ctx, w.admin, desk.ConversationQuery{Search: bruno, Limit: 1}); err != nil || len(page.Items) > 0 {
		return err
	}
	life, cancel := context.WithTimeout(ctx, lifeLimit)
	defer cancel()
	return tooSlow(life, w.happen(life, s.center, s, phones{box.URL()}))
}

// tooSlow says what became of a first life that did not end in time: whatever failed then failed because of that.
func tooSlow(life context.Context, err error) error {
	if err == nil || !errors.Is(life.Err(), context.DeadlineExceeded) {
		return err
	}
	return fault.New(fault.Unavailable, "This machine is too busy: the demo's first messages did not arrive within %v. Start it again when less runs here.", lifeLimit).Wrap(err)
}

// happen is the first life of the demo: people who are known, a question that waits for an answer, and a conversation that
// led to a permission. All of it takes the road that everything takes.
func (w *demoWorld) happen(ctx context.Context, c *center.Center, s *server, p phones) error {
	for _, k := range []struct{ name, phone string }{
		{"Ana Souza", "+55 11 99999-0001"},
		{"Bruno Lima", "+55 11 99999-0002"},
		{"Carla Dias", "+55 11 99999-0003"},
		{"Eduardo Eco", "+55 11 99999-0004"},
		{"Tânia Tom", "+55 11 99999-0005"},
		{"Renato Recusa", "+55 11 99999-0006"},
		{"Isabel Ignora", "+55 11 99999-0007"},
		{"Loja Válvula & Cia", ""},
	} {
		if _, err := c.CreateContact(ctx, w.admin, center.ContactRecord{Name: new(k.name), Phone: new(k.phone)}); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	if _, err := c.ImportRateCard(ctx, w.admin, center.RateCardFile{Text: rates.Example, Source: "example.csv", Replace: true}); err != nil {
		return err
	}
	changes := make(chan struct{}, 1)
	stop, err := s.bus.Subscribe(center.Subject(w.account.WorkspaceID), func(string, []byte) {
		select {
		case changes <- struct{}{}:
		default: // one look is due already
		}
	})
	if err != nil {
		return err
	}
	defer stop()
	d := &director{world: w, center: c, phones: p, changes: changes}
	d.writes(ctx, carla, "Oi! O conserto da minha vitrola já ficou pronto?")
	d.writes(ctx, carla, "Se estiver, podem me ligar para combinar a entrega.")
	d.permits(ctx, carla)
	d.answers(ctx, carla, "Oi, Carla! Ficou pronta hoje cedo: trocamos a correia e a agulha. Já te ligo.", "carla-1")
	d.writes(ctx, bruno, "Bom dia. Deixei um amplificador Gradiente aí na terça, nº 4471.")
	d.writes(ctx, bruno, "Já sabem o que é o chiado no canal direito?")
	return d.err
}

// director lets things happen one after the other, each after the one before has arrived. The first error stops it.
type director struct {
	world   *demoWorld
	center  *center.Center
	phones  phones
	changes <-chan struct{}
	err     error
}

// writes lets a person write, and waits until that is in their service.
func (d *director) writes(ctx context.Context, user, text string) {
	d.do(func() error { return d.phones.post(ctx, user, "messages", map[string]string{"text": text}) })
	d.await(ctx, "a message of "+user, func() (bool, error) {
		_, ok, err := d.find(ctx, user, func(m center.MessageView) bool { return m.Direction == desk.Incoming && m.Text == text })
		return ok, err
	})
}

// answers lets Paula answer, and waits until the phone has it.
func (d *director) answers(ctx context.Context, user, text, key string) {
	d.do(func() error {
		v, err := d.service(ctx, user)
		if err != nil {
			return err
		}
		if _, err = d.center.SendText(ctx, d.world.paula, v.ID, center.Outgoing{Text: text, ClientKey: key}); err != nil {
			return err
		}
		return d.center.MarkRead(ctx, d.world.paula, v.ID)
	})
	d.await(ctx, "the answer to "+user, func() (bool, error) {
		m, ok, err := d.find(ctx, user, func(m center.MessageView) bool { return m.ClientKey == key })
		if ok && m.Status == desk.Failed {
			return false, fmt.Errorf("the demo's answer was not taken: %s %s", m.Failure.Title, m.Failure.Details)
		}
		return ok && m.Status != desk.Pending, err
	})
}

// permits lets a person allow calls for seven days, in the business's profile. It waits for the reply itself: that calls are
// allowed is known sooner where Meta was asked before the webhook came, and what follows would stand above the reply.
func (d *director) permits(ctx context.Context, user string) {
	d.do(func() error {
		return d.phones.post(ctx, user, "permission", map[string]any{"response": "accept", "permanent": false})
	})
	d.await(ctx, "the permission of "+user, func() (bool, error) {
		_, ok, err := d.find(ctx, user, func(m center.MessageView) bool { return m.Kind == desk.PermissionReply })
		return ok, err
	})
}

func (d *director) do(step func() error) {
	if d.err == nil {
		d.err = step()
	}
}

// await looks at each change until there is what it waits for.
func (d *director) await(ctx context.Context, what string, there func() (bool, error)) {
	again := time.NewTicker(lookAgain)
	defer again.Stop()
	for d.err == nil {
		ok, err := there()
		if ok || err != nil && !fault.Is(err, fault.NotFound) {
			d.err = err
			return
		}
		select {
		case <-ctx.Done():
			d.err = fmt.Errorf("%s did not arrive: %w", what, ctx.Err())
		case <-d.changes:
		case <-again.C:
		}
	}
}

// service is the newest service of a person; fault.NotFound while there is none.
func (d *director) service(ctx context.Context, user string) (center.ConversationView, error) {
	page, err := d.center.Conversations(ctx, d.world.admin, desk.ConversationQuery{Search: user, Limit: 1})
	if err != nil {
		return center.ConversationView{}, err
	}
	if len(page.Items) == 0 {
		return center.ConversationView{}, fault.New(fault.NotFound, "There is no service with %s yet.", user)
	}
	return page.Items[0], nil
}

// find returns the newest message of a person's service that is wanted. It is not always the last one: webhooks are late as
// they like.
func (d *director) find(ctx context.Context, user string, wanted func(center.MessageView) bool) (center.MessageView, bool, error) {
	v, err := d.service(ctx, user)
	if err != nil {
		return center.MessageView{}, false, err
	}
	page, err := d.center.Messages(ctx, d.world.admin, desk.MessageQuery{Conversation: v.ID})
	if err != nil {
		return center.MessageView{}, false, err
	}
	for _, m := range page.Items {
		if wanted(m) {
			return m, true, nil
		}
	}
	return center.MessageView{}, false, nil
}

// phones drives the sandbox's people by its public control plane.
type phones struct{ url string }

func (p phones) post(ctx context.Context, user, what string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/sandbox/users/"+user+"/"+what, bytes.NewReader(data))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }() // it was read
	text, err := io.ReadAll(io.LimitReader(answer.Body, 4<<10))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the sandbox refused %s of %s: %d %s", what, user, answer.StatusCode, text)
	}
	return nil
}
