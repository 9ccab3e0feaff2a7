package sandbox

import (
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// world is everything that Meta would remember. It is owned by the server's mutex and is what a snapshot holds.
type world struct {
	Version  int      `json:"version"` // of the snapshot
	Users    []*user  `json:"users"`
	Calls    []*call  `json:"calls"`
	Settings settings `json:"settings"`
	Account  account  `json:"account"`
	Webhook  Webhook  `json:"webhook"`
	Faults   faults   `json:"faults"`
	// Unsubscribed says that the app gets no webhooks of the WhatsApp Business account. A subscription in the control plane
	// is one to both.
	Unsubscribed   bool               `json:"waba_unsubscribed,omitempty"`
	Deliveries     []*delivery        `json:"deliveries"`
	Files          []*file            `json:"files,omitempty"` // oldest first
	FileSerial     int                `json:"file_serial,omitempty"`
	Templates      []*messageTemplate `json:"templates"`
	TemplateSerial int                `json:"template_serial"`
	Retired        []retired          `json:"retired_templates,omitempty"`
	Serial         int                `json:"serial"`
	// Reached is whom the business wrote to first in the last 24 hours, and when.
	Reached map[string]int64 `json:"reached,omitempty"`
	Placed  []int64          `json:"placed,omitempty"` // new business calls of the last 24 hours
	Offset  time.Duration    `json:"clock_offset"`

	users      map[string]*user // by wa_id, bsuid and parent bsuid
	calls      map[string]*call
	deliveries map[string]*delivery
	files      map[string]*file
	readSecond int64 // the second of the last permission reads, and how many they were
	reads      int
	held       string // a delivery that waits to be overtaken
	waiting    []news // events that wait to share a POST
	batches    int    // counts the POSTs that were to be shared
	hoursWatch int    // which watch over the call hours is the present one
}

func newWorld() *world {
	w := &world{Settings: newSettings(), Account: newAccount(), Faults: newFaults(), Unsubscribed: true}
	w.index()
	for _, m := range firstTemplates() {
		w.addTemplate(m, time.Time{})
	}
	for _, p := range firstPeople() {
		w.addUser(p)
	}
	w.addMagic()
	return w
}

// index builds the maps, after a start or a load.
func (w *world) index() {
	w.users, w.calls, w.deliveries = map[string]*user{}, map[string]*call{}, map[string]*delivery{}
	w.files = map[string]*file{}
	for _, u := range w.Users {
		w.indexUser(u)
	}
	for _, c := range w.Calls {
		w.calls[c.ID] = c
	}
	for _, d := range w.Deliveries {
		w.deliveries[d.ID] = d
	}
	for _, f := range w.Files {
		w.files[f.ID] = f
	}
}

func (w *world) indexUser(u *user) {
	for _, key := range []string{u.WaID, u.BSUID, u.ParentBSUID} {
		if key != "" {
			w.users[key] = u
		}
	}
}

func (w *world) addUser(p Profile) *user {
	u := &user{Profile: p, Line: line{Permission: meta.NoPermission}}
	w.Users = append(w.Users, u)
	w.indexUser(u)
	return u
}

// tx is one change of the world: it happens under the lock, and what has to be done outside because of it waits in it
// until the lock is gone.
type tx struct {
	*world
	s      *Server
	now    time.Time
	phones map[string]bool // users whose phone shows something new
	after  []func()
}

// do changes the world. Nothing in change may block or do I/O; that goes into later.
func (s *Server) do(change func(*tx) error) error {
	t, err := s.locked(change)
	for _, f := range t.after {
		f()
	}
	for id := range t.phones {
		s.hub.refresh(id)
	}
	s.saver.touch()
	return err
}

// locked makes a change under the lock, which a panic does not leave locked: the HTTP server goes on after one.
func (s *Server) locked(change func(*tx) error) (*tx, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &tx{world: s.world, s: s, now: s.clock.Now(), phones: map[string]bool{}}
	return t, change(t)
}

// must is do for changes that cannot fail.
func (s *Server) must(change func(*tx)) {
	_ = s.do(func(t *tx) error { change(t); return nil })
}

// later does something outside the lock.
func (t *tx) later(f func()) { t.after = append(t.after, f) }

// in makes a change after d on the sandbox's clock.
func (t *tx) in(d time.Duration, change func(*tx)) {
	s := t.s
	s.clock.After(d, func() { s.must(change) })
}

func (t *tx) shown(u *user) { t.phones[u.id()] = true }

// hangUp closes a media leg without making anybody wait for it.
func (t *tx) hangUp(l *relay.Leg) {
	if l == nil {
		return
	}
	s := t.s
	t.later(func() {
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			l.Close()
		}()
	})
}
