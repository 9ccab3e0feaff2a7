package center

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"sync"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sheet"
)

// How imports run: a batch is one transaction, short enough that nobody at the desk waits for it.
const (
	importEvery = 2 * time.Second  // between two looks for imports of other nodes, and for those that failed for a moment
	importBatch = 100              // rows
	importLease = 30 * time.Second // how long nobody else works on an import after a batch
	importTries = 8                // in a row without a batch that works
	importPause = time.Second      // before the second try; each next one is twice as long
	importNews  = time.Second / 4  // between two announcements of an import
	importsHere = 4                // at a time, of different workspaces
)

// imports is what this node imports at the moment.
type imports struct {
	mu     sync.Mutex
	here   map[desk.ImportID]bool
	waking chan struct{} // holds one token: look at once
}

// wake has the loop look at once.
func (i *imports) wake() {
	select {
	case i.bell() <- struct{}{}:
	default:
	}
}

func (i *imports) bell() chan struct{} {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.waking == nil {
		i.waking, i.here = make(chan struct{}, 1), map[desk.ImportID]bool{}
	}
	return i.waking
}

// take reports whether an import is not run here already, and notes that it is now.
func (i *imports) take(id desk.ImportID) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.here[id] || len(i.here) >= importsHere {
		return false
	}
	i.here[id] = true
	return true
}

func (i *imports) leave(id desk.ImportID) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.here, id)
}

// runImports works on imports until ctx ends: on those that nobody works on, and first on those that this node left behind.
func (c *Center) runImports(ctx context.Context) error {
	bell := c.imports.bell()
	var running sync.WaitGroup
	defer running.Wait()
	for {
		due, err := c.Store.DueImports(ctx, realNow(), c.Node, settleBatch)
		if err != nil {
			c.backstage(ctx).Error("imports that are due not read", "error", err)
		}
		for _, i := range due {
			if !c.imports.take(i.ID) {
				continue
			}
			running.Go(func() {
				defer c.imports.wake() // another one may have waited
				defer c.imports.leave(i.ID)
				c.runImport(ctx, i)
			})
		}
		timer := time.NewTimer(importEvery)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-bell:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// runImport takes an import and works on it until it has ended, somebody stops it, or ctx ends.
func (c *Center) runImport(ctx context.Context, i desk.Import) {
	r := &importRun{center: c, i: i}
	defer r.close()
	err := r.begin(ctx)
	for err == nil && r.i.State == desk.ImportRunning && ctx.Err() == nil {
		err = r.batch(ctx)
	}
	switch {
	case ctx.Err() != nil:
		r.release(context.WithoutCancel(ctx))
	case err != nil:
		r.failed(ctx, err)
	}
}

// importRun is an import that this node works on.
type importRun struct {
	center *Center
	i      desk.Import
	reader *rowReader
	next   func() (sheet.Row, error, bool)
	stop   func()
	told   time.Time // when it was last announced
}

func (r *importRun) close() {
	if r.stop != nil {
		r.stop()
	}
}

// begin takes the import for this node, and goes to the first row that was not done.
func (r *importRun) begin(ctx context.Context) error {
	c := r.center
	r.i.Node, r.i.LeaseUntil = c.Node, realNow().Add(importLease)
	if err := c.Store.SaveImport(ctx, &r.i); err != nil {
		return err
	}
	m, err := c.Store.Member(ctx, r.i.By)
	if err != nil {
		return err
	}
	if r.reader, err = c.newRowReader(ctx, m, r.i.Plan); err != nil {
		return err
	}
	file, err := c.packedRows(ctx, r.i)
	if err != nil {
		return err
	}
	refused, err := c.Store.RefusedRows(ctx, r.i.WorkspaceID, r.i.ID)
	if err != nil {
		return err
	}
	r.next, r.stop = iter.Pull2(sheet.Unpack(file))
	for range r.i.Done() {
		row, err, more := r.next()
		if err != nil {
			return err
		}
		if more && !refused[row.Number] {
			r.reader.recall(row)
		}
	}
	return nil
}

// batch does the next rows, all or none of them.
func (r *importRun) batch(ctx context.Context) error {
	var rows []sheet.Row
	for len(rows) < importBatch {
		row, err, more := r.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		rows = append(rows, row)
	}
	c, i := r.center, r.i
	err := c.atomically(ctx, func(ctx context.Context) error {
		var err error
		if r.reader.member, err = c.Store.Member(ctx, i.By); err != nil {
			return err
		}
		if err := mayImport(r.reader.member); err != nil {
			return err
		}
		if err := r.reader.look(ctx); err != nil {
			return err
		}
		var refused []desk.Refusal
		for _, row := range rows {
			outcome, err := r.row(ctx, row, &refused)
			if err != nil {
				return err
			}
			i.Count(outcome)
		}
		if err := c.Store.AddRefusals(ctx, i.WorkspaceID, i.ID, refused); err != nil {
			return err
		}
		i.Attempts, i.LeaseUntil = 0, realNow().Add(importLease)
		if len(rows) < importBatch {
			i.State = desk.ImportDone
			return c.endImport(ctx, &i, r.reader.member)
		}
		return c.Store.SaveImport(ctx, &i)
	})
	if err != nil {
		if len(rows) > 0 {
			r.reader.forget(rows[0].Number)
		}
		return err
	}
	r.i = i
	if now := realNow(); now.Sub(r.told) >= importNews {
		r.told = now
		c.announceImport(i)
	}
	return nil
}

// row does one row.
func (r *importRun) row(ctx context.Context, row sheet.Row, refused *[]desk.Refusal) (desk.Outcome, error) {
	k, outcome, err := r.reader.read(ctx, row)
	switch outcome {
	case desk.RowAdds:
		err = r.center.Store.CreateContact(ctx, &k)
	case desk.RowChanges:
		err = r.center.Store.SaveContact(ctx, &k)
	case desk.RowRefused:
		no, err := refusal(row, err)
		if err == nil {
			*refused = append(*refused, no)
		}
		return outcome, err
	}
	return outcome, err
}

// release lets another node, or this one after its start, go on at once.
func (r *importRun) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, outside)
	defer cancel()
	if r.i.State != desk.ImportRunning {
		return
	}
	r.i.Node, r.i.LeaseUntil = "", time.Time{}
	if err := r.center.Store.SaveImport(ctx, &r.i); err != nil && !fault.Is(err, fault.Conflict) {
		r.center.log().Warn("import not released", "import", r.i.ID, "error", err)
	}
}

// failed notes that a batch did not work. It is tried again, a while later each time, unless it is clear that it never will.
func (r *importRun) failed(ctx context.Context, err error) {
	c := r.center
	now, readErr := c.Store.Import(ctx, r.i.WorkspaceID, r.i.ID)
	switch {
	case readErr != nil:
		c.log().Error("import not read", "import", r.i.ID, "error", errors.Join(err, readErr))
		return
	case now.State != desk.ImportRunning || now.Node != c.Node:
		return // it was stopped, or another node took it
	}
	var f *fault.Error
	final := errors.As(err, &f) && f.Code == fault.Forbidden
	if now.Attempts++; final || now.Attempts >= importTries {
		now.State = desk.ImportFailed
		if now.Problem = f; !final {
			now.Problem = fault.New(fault.Unavailable, "The server could not go on with this import. What was done stays; import the file again for the rest.")
		}
		err = errors.Join(err, c.endImport(ctx, &now, org.Member{User: org.User{ID: now.By}, Workspace: org.Workspace{ID: now.WorkspaceID}}))
		c.log().Error("import failed", "import", now.ID, "error", err)
		return
	}
	now.Node, now.LeaseUntil = "", realNow().Add(importPause<<(now.Attempts-1))
	c.log().Warn("import goes on later", "import", now.ID, "attempts", now.Attempts, "error", err)
	if err := c.Store.SaveImport(ctx, &now); err != nil {
		c.log().Error("import not put off", "import", now.ID, "error", err)
	}
}

// importDeed is what an import that ended did, for the audit.
func importDeed(i desk.Import) org.Deed {
	d := org.Deed{Action: "contact.imported", Subject: string(i.ID), Name: i.FileName}
	d.Text("state", "", string(i.State))
	for _, n := range []struct {
		what string
		rows int
	}{{"added", i.Added}, {"changed", i.Changed}, {"unchanged", i.Unchanged}, {"refused", i.Refused}} {
		d.Text(n.what, "", strconv.Itoa(n.rows))
	}
	return d
}
