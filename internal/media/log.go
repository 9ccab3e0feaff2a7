package media

import (
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// pionLog passes on pion's warnings and errors at debug level: most of them tell of peers that left, which reports tell better.
type pionLog struct {
	log *slog.Logger
}

// NewLogger is asked by each part of pion for its own.
func (p pionLog) NewLogger(scope string) logging.LeveledLogger {
	return pionLog{p.log.With(slog.String("pion", scope))}
}

func (p pionLog) note(text string) { p.log.Debug("pion complains", slog.String("text", text)) }

// Trace and the like are pion's levels; what is less than a warning goes nowhere.
func (p pionLog) Trace(string)                  {}
func (p pionLog) Tracef(string, ...any)         {}
func (p pionLog) Debug(string)                  {}
func (p pionLog) Debugf(string, ...any)         {}
func (p pionLog) Info(string)                   {}
func (p pionLog) Infof(string, ...any)          {}
func (p pionLog) Warn(text string)              { p.note(text) }
func (p pionLog) Warnf(format string, a ...any) { p.note(fmt.Sprintf(format, a...)) }
func (p pionLog) Error(text string)             { p.note(text) }
func (p pionLog) Errorf(f string, a ...any)     { p.note(fmt.Sprintf(f, a...)) }
