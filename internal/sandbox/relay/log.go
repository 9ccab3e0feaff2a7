package relay

import (
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// loggers hands pion's lines to slog. Calls come and go by the hundred and their endings look like errors to a WebRTC
// stack, so everything is debug.
type loggers struct{ log *slog.Logger }

// NewLogger makes the logger of one part of the stack.
func (f loggers) NewLogger(scope string) logging.LeveledLogger {
	return logger{log: f.log, scope: scope}
}

type logger struct {
	log   *slog.Logger
	scope string
}

func (l logger) say(level, msg string) {
	l.log.Debug("webrtc", slog.String("scope", l.scope), slog.String("level", level), slog.String("line", msg))
}

func (l logger) Trace(string)          {}
func (l logger) Tracef(string, ...any) {}
func (l logger) Debug(string)          {}
func (l logger) Debugf(string, ...any) {}
func (l logger) Info(string)           {}
func (l logger) Infof(string, ...any)  {}

func (l logger) Warn(msg string)                { l.say("warn", msg) }
func (l logger) Warnf(format string, a ...any)  { l.say("warn", fmt.Sprintf(format, a...)) }
func (l logger) Error(msg string)               { l.say("error", msg) }
func (l logger) Errorf(format string, a ...any) { l.say("error", fmt.Sprintf(format, a...)) }
