package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// saver writes the world to a file, soon after it changed. Without a directory it does nothing.
type saver struct {
	s     *Server
	dir   string
	fresh bool // there was no snapshot to load
	dirty chan struct{}
	stop  chan struct{}
	done  chan struct{}
}

const (
	snapshotName = "sandbox.json"
	saveWait     = 250 * time.Millisecond
)

func newSaver(s *Server, dir string) *saver {
	return &saver{s: s, dir: dir, dirty: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
}

func (v *saver) path() string { return filepath.Join(v.dir, snapshotName) }

// snapshotVersion is the form of the snapshot. It grows when an older sandbox could not read what a newer one wrote; what is only
// added does not change it. Snapshots from before it was written have none, and are of version 1.
const snapshotVersion = 1

// readVersion refuses a snapshot that a newer sandbox wrote, before anything of it is taken for what it may not be.
func (v *saver) readVersion(raw []byte) error {
	var of struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(raw, &of); err != nil {
		return fmt.Errorf("sandbox data: %s is damaged: %w", v.path(), err)
	}
	if of.Version < 0 || of.Version > snapshotVersion {
		return fmt.Errorf("sandbox data: %s has version %d, and this sandbox knows versions up to %d: start the newer sandbox that wrote it, "+
			"or give another --data directory, or move the file away to begin with a new world", v.path(), of.Version, snapshotVersion)
	}
	return nil
}

// load reads the last snapshot, or makes the first world.
func (v *saver) load() (*world, error) {
	if v.dir == "" {
		v.fresh = true
		return newWorld(), nil
	}
	if err := os.MkdirAll(v.dir, 0o700); err != nil {
		return nil, fmt.Errorf("sandbox data: %w", err)
	}
	raw, err := os.ReadFile(v.path())
	if errors.Is(err, fs.ErrNotExist) {
		v.fresh = true
		return newWorld(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("sandbox data: %w", err)
	}
	if err := v.readVersion(raw); err != nil {
		return nil, err
	}
	w := &world{Settings: newSettings(), Account: newAccount(), Faults: newFaults()}
	if err := json.Unmarshal(raw, w); err != nil {
		return nil, fmt.Errorf("sandbox data: %s is damaged: %w", v.path(), err)
	}
	w.index()
	w.addMagic() // whom an older sandbox did not know
	return w, nil
}

func (v *saver) touch() {
	if v.dir == "" {
		return
	}
	select {
	case v.dirty <- struct{}{}:
	default:
	}
}

func (v *saver) start() {
	go func() {
		defer close(v.done)
		for {
			select {
			case <-v.stop:
				return
			case <-v.dirty:
			}
			wait := time.NewTimer(saveWait)
			select {
			case <-v.stop:
				wait.Stop()
				return
			case <-wait.C:
			}
			if err := v.save(); err != nil {
				v.s.log.Error("sandbox data not saved", slog.Any("error", err))
			}
		}
	}()
}

// close writes the last state.
func (v *saver) close() error {
	close(v.stop)
	<-v.done
	return v.save()
}

// save replaces the snapshot in one step, so that a crash leaves the old or the new one.
func (v *saver) save() error {
	if v.dir == "" {
		return nil
	}
	v.s.mu.Lock()
	v.s.world.Version = snapshotVersion
	v.s.world.Offset = v.s.clock.moved()
	raw, err := json.Marshal(v.s.world)
	v.s.mu.Unlock()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(v.dir, snapshotName+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), v.path())
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
