package meta

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
)

// lenient decodes what can be decoded: a field of another type than expected stays zero. Only what is not JSON at all is an
// error. Meta adds fields and changes types without notice, and a call must not be lost for it.
func lenient(raw []byte, v any) error {
	err := json.Unmarshal(raw, v)
	var odd *json.UnmarshalTypeError
	if errors.As(err, &odd) {
		return nil
	}
	return err
}

// parseInt reads a JSON number or a string that holds one; 0 for anything else and for what does not fit.
func parseInt(raw []byte) int64 {
	s := strings.TrimSpace(looseString(raw))
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f >= math.MaxInt64 || f <= math.MinInt64 {
		return 0
	}
	return int64(f)
}

// parseBool reads a JSON boolean or a string that holds one; false for anything else.
func parseBool(raw []byte) bool {
	return strings.EqualFold(strings.TrimSpace(looseString(raw)), "true")
}

// looseString returns a JSON string's text, the literal of a number or boolean, and "" for null, objects and arrays.
func looseString(raw []byte) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return s
	case '{', '[', 'n':
		return ""
	}
	return string(raw)
}

func lower(b []byte) string { return strings.ToLower(string(b)) }
func upper(b []byte) string { return strings.ToUpper(string(b)) }
