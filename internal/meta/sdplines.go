package meta

import (
	"encoding/hex"
	"slices"
	"strings"
)

// splitSDP returns the lines of an SDP without their ends, whatever these are, and without empty lines.
func splitSDP(sdp string) []string {
	return strings.FieldsFunc(sdp, func(r rune) bool { return r == '\r' || r == '\n' })
}

// joinSDP ends every line with CRLF, the last one included (RFC 8866 section 5).
func joinSDP(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\r\n") + "\r\n"
}

// isLine reports whether a line has the form of SDP: a letter, "=", no control characters.
func isLine(line string) bool {
	return len(line) >= 2 && line[0] >= 'a' && line[0] <= 'z' && line[1] == '=' &&
		!strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' })
}

// sections cuts the lines into the session's and one part per m-line.
func sections(lines []string) (session []string, media [][]string) {
	for _, line := range lines {
		switch {
		case strings.HasPrefix(line, "m="):
			media = append(media, []string{line})
		case len(media) == 0:
			session = append(session, line)
		default:
			media[len(media)-1] = append(media[len(media)-1], line)
		}
	}
	return session, media
}

// attribute splits "a=name:value"; ok is false for other lines.
func attribute(line string) (name, value string, ok bool) {
	rest, ok := strings.CutPrefix(line, "a=")
	name, value, _ = strings.Cut(rest, ":")
	return name, strings.TrimSpace(value), ok
}

// attributes returns the values of all attributes with the name, "" for those without a value.
func attributes(lines []string, name string) []string {
	var values []string
	for _, line := range lines {
		if n, v, ok := attribute(line); ok && n == name {
			values = append(values, v)
		}
	}
	return values
}

// first returns the first value of the first list that has one.
func first(lists ...[]string) string {
	for _, l := range lists {
		if len(l) > 0 {
			return l[0]
		}
	}
	return ""
}

// sources returns the distinct SSRCs.
func sources(lines []string) []string {
	var ids []string
	for _, v := range attributes(lines, "ssrc") {
		id, _, _ := strings.Cut(v, " ")
		if !slices.Contains(ids, id) {
			ids = append(ids, clip(id))
		}
	}
	return ids
}

// isSHA256 reports whether the value is 32 bytes as in a fingerprint: AB:CD:…
func isSHA256(value string) bool {
	if len(value) != 32*3-1 {
		return false
	}
	for i := 2; i < len(value); i += 3 {
		if value[i] != ':' {
			return false
		}
	}
	_, err := hex.DecodeString(strings.ReplaceAll(value, ":", ""))
	return err == nil
}

// clip keeps quotes of an SDP in errors short.
func clip(s string) string {
	const most = 32
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
