package store

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/org"
)

const lineColumns = `workspace_id, call_id, seq, at, source, kind, user_id, state_before, state_after, ignored, failure, facts,
	meta_id`

// facts is call.Facts as it is kept: times and lengths in milliseconds.
type facts struct {
	Failed    bool  `json:"failed,omitempty"`
	StartedAt int64 `json:"startedAt,omitempty"`
	EndedAt   int64 `json:"endedAt,omitempty"`
	Duration  int64 `json:"duration,omitempty"`
}

func factsText(f *call.Facts) string {
	if f == nil {
		return ""
	}
	return text(facts{f.Failed, ms(f.StartedAt), ms(f.EndedAt), f.Duration.Milliseconds()})
}

func parseFacts(s string) (*call.Facts, error) {
	f, err := parse[*facts](s)
	if err != nil || f == nil {
		return nil, err
	}
	return &call.Facts{
		Failed: f.Failed, StartedAt: at(f.StartedAt), EndedAt: at(f.EndedAt), Duration: time.Duration(f.Duration) * time.Millisecond,
	}, nil
}

func scanLine(s scanner) (call.Line, error) {
	var l call.Line
	var ws, failure, terminated string
	var when int64
	err := s.Scan(&ws, &l.CallID, &l.Seq, &when, &l.Source, &l.Kind, &l.User, &l.Before, &l.After, &l.Ignored, &failure, &terminated,
		&l.MetaID)
	if err != nil {
		return l, err
	}
	l.At = at(when)
	if l.Failure, err = parse[*call.Failure](failure); err != nil {
		return l, err
	}
	l.Facts, err = parseFacts(terminated)
	return l, err
}

// appendLines adds to a timeline. The call's row is written in the same transaction, which keeps others away meanwhile.
func (d *DB) appendLines(ctx context.Context, c *call.Call, lines []call.Line) error {
	if len(lines) == 0 {
		return nil
	}
	last, err := one(ctx, d, "call", func(s scanner) (n int64, err error) { return n, s.Scan(&n) },
		`SELECT COALESCE(MAX(seq), 0) FROM call_lines WHERE workspace_id = ? AND call_id = ?`, string(c.WorkspaceID), string(c.ID))
	if err != nil {
		return err
	}
	for i := range lines {
		l := &lines[i]
		l.CallID, l.Seq = c.ID, last+int64(i)+1
		_, err := d.exec(ctx, `INSERT INTO call_lines (`+lineColumns+`) VALUES (`+marks(13)+`)`,
			string(c.WorkspaceID), string(l.CallID), l.Seq, ms(l.At), string(l.Source), string(l.Kind), string(l.User),
			string(l.Before), string(l.After), flag(l.Ignored), text(l.Failure), factsText(l.Facts), l.MetaID)
		if err != nil {
			return err
		}
	}
	return nil
}

// Timeline returns the lines of a call in order; fault.NotFound when the call is not in the workspace.
func (d *DB) Timeline(ctx context.Context, ws org.WorkspaceID, id call.ID) ([]call.Line, error) {
	list, err := many(ctx, d, scanLine, `SELECT `+lineColumns+` FROM call_lines
		WHERE workspace_id = ? AND call_id = ? ORDER BY seq`, string(ws), string(id))
	if err == nil && len(list) == 0 {
		_, err = d.Call(ctx, ws, id)
	}
	return list, err
}
