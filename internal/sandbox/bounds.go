package sandbox

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// checkTags holds a struct of the control plane against the bounds in its tags: minimum and maximum of numbers, enum of
// numbers and strings. The same tags are in the OpenAPI document, so that what is described is what is refused. It names the
// first field that is out of bounds.
func checkTags(v any) *badInput { return checkFields(reflect.ValueOf(v)) }

func checkFields(s reflect.Value) *badInput {
	for i := range s.NumField() {
		f := s.Type().Field(i)
		if f.Anonymous {
			if wrong := checkFields(s.Field(i)); wrong != nil {
				return wrong
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if list, is := f.Tag.Lookup("enum"); is && !slices.Contains(strings.Split(list, ","), fmt.Sprint(s.Field(i))) {
			return bad(name, name+" must be "+spoken(strings.Split(list, ",")))
		}
		least, hasLeast := f.Tag.Lookup("minimum")
		most, hasMost := f.Tag.Lookup("maximum")
		if n := s.Field(i); hasLeast && hasMost && n.CanInt() && (n.Int() < number(least) || n.Int() > number(most)) {
			return bad(name, name+" must be "+least+" to "+most)
		}
	}
	return nil
}

// spoken lists what is possible, for a person: a, b or c.
func spoken(words []string) string {
	words = slices.Clone(words)
	if i := slices.Index(words, ""); i >= 0 {
		words = append(slices.Delete(words, i, i+1), "empty")
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// number reads a bound of a tag. The tags are ours: a test reads them all.
func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		panic("sandbox: a bound that is no number: " + s)
	}
	return n
}
