package sandbox

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// shelf holds the bytes of media: in memory, or with a data directory one file each. It is told of a change under the
// world's lock and does its I/O afterwards, in settle.
type shelf struct {
	log  *slog.Logger
	dir  string // "" keeps everything in memory
	most int64  // bytes in all

	mu   sync.Mutex
	size map[string]int64
	used int64
	held map[string][]byte // in memory: all of them, or those that are not on the disk yet
}

// What media may take in all. The oldest go first.
const (
	mostInMemory = 256 << 20
	mostOnDisk   = 2 << 30
)

const mediaDir = "media"

func newShelf(log *slog.Logger, dataDir string) *shelf {
	h := &shelf{log: log, most: mostInMemory, size: map[string]int64{}, held: map[string][]byte{}}
	if dataDir != "" {
		h.dir, h.most = filepath.Join(dataDir, mediaDir), mostOnDisk
	}
	return h
}

// load finds the bytes of the files that a snapshot names, forgets the files whose bytes are gone and removes what belongs
// to none.
func (h *shelf) load(w *world) error {
	if h.dir == "" {
		w.Files = nil // nothing outlives the process but what is on a disk
		w.index()
		return nil
	}
	entries, err := os.ReadDir(h.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("sandbox media: %w", err)
	}
	for _, e := range entries {
		info, err := e.Info()
		f := w.files[e.Name()]
		if err != nil || f == nil || info.Size() != f.Size {
			_ = os.Remove(filepath.Join(h.dir, e.Name()))
			continue
		}
		h.size[f.ID] = f.Size
		h.used += f.Size
	}
	var whole []*file
	for _, f := range w.Files {
		if _, ok := h.size[f.ID]; ok {
			whole = append(whole, f)
		}
	}
	w.Files = whole
	w.index()
	return nil
}

func (h *shelf) put(id string, data []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.size[id] = int64(len(data))
	h.used += int64(len(data))
	h.held[id] = data
}

func (h *shelf) drop(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.used -= h.size[id]
	delete(h.size, id)
	delete(h.held, id)
}

func (h *shelf) full() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.used > h.most
}

func (h *shelf) get(id string) ([]byte, bool) {
	h.mu.Lock()
	_, known := h.size[id]
	data, here := h.held[id]
	h.mu.Unlock()
	switch {
	case here:
		return data, true
	case !known || h.dir == "":
		return nil, false
	}
	data, err := os.ReadFile(h.path(id))
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			h.log.Error("medium not read", slog.Any("error", err))
		}
		return nil, false
	}
	return data, true
}

func (h *shelf) path(id string) string { return filepath.Join(h.dir, id) }

// settle brings the disk up to what was put or dropped. A medium that cannot be written stays in memory.
func (h *shelf) settle(id string) {
	if h.dir == "" {
		return
	}
	h.mu.Lock()
	data, waits := h.held[id]
	h.mu.Unlock()
	if waits {
		if err := h.write(id, data); err != nil {
			h.log.Error("medium not saved", slog.Any("error", err))
			return
		}
	}
	h.mu.Lock()
	delete(h.held, id)
	_, known := h.size[id]
	h.mu.Unlock()
	if known {
		return
	}
	if err := os.Remove(h.path(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		h.log.Error("medium not removed", slog.Any("error", err))
	}
}

func (h *shelf) write(id string, data []byte) error {
	if err := os.MkdirAll(h.dir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(h.path(id), data, 0o600)
}
