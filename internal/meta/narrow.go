package meta

import "strings"

// narrow returns a copy of a value that holds one item of one list and what belongs to it. In a batch, contacts that are
// somebody else's and errors that cannot be this item's are left out; alone, an item keeps all.
func narrow(value map[string]any, list string, item any, batch bool) map[string]any {
	out := make(map[string]any, len(value))
	for k, v := range value {
		out[k] = v
	}
	for _, name := range items {
		delete(out, name)
	}
	out[list] = []any{item}
	if !batch {
		return out
	}
	fact, _ := item.(map[string]any)
	if contacts, ok := value["contacts"].([]any); ok {
		own := contactsOf(fact, contacts)
		if len(own) == 0 {
			delete(out, "contacts")
		} else {
			out["contacts"] = own
		}
	}
	if _, ok := value["errors"]; ok && !mayHaveFailed(list, fact) {
		delete(out, "errors")
	}
	return out
}

// contactsOf returns the contacts that are not provably somebody else.
func contactsOf(fact map[string]any, contacts []any) []any {
	ids := map[string]bool{}
	for _, name := range [...]string{"from", "to", "recipient_id"} {
		if digits := Digits(text(fact[name])); digits != "" {
			ids[digits] = true
		}
	}
	for name, v := range fact {
		if strings.HasSuffix(name, "user_id") && text(v) != "" {
			ids[text(v)] = true
		}
	}
	var own []any
	for _, v := range contacts {
		c, _ := v.(map[string]any)
		waID, userID, parent := Digits(text(c["wa_id"])), text(c["user_id"]), text(c["parent_user_id"])
		unnamed := waID == "" && userID == "" && parent == ""
		if unnamed || len(ids) == 0 || ids[waID] || ids[userID] || ids[parent] {
			own = append(own, v)
		}
	}
	return own
}

// mayHaveFailed reports whether errors beside the lists can be about this item: Meta puts those of a failed call there.
func mayHaveFailed(list string, fact map[string]any) bool {
	if list != "calls" {
		return false
	}
	return strings.EqualFold(text(fact["status"]), CallFailed)
}
