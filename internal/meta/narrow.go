package meta

import (
	"maps"
	"slices"
	"strings"
)

// lists are the lists of a value that hold one fact per element.
var lists = [...]string{"calls", "statuses", "messages"}

// fact is one element of one list.
type fact struct {
	list string
	item any
}

// factsOf returns the facts of a value, in the order of lists.
func factsOf(value map[string]any) []fact {
	var facts []fact
	for _, list := range lists {
		elements, _ := value[list].([]any)
		for _, item := range elements {
			facts = append(facts, fact{list, item})
		}
	}
	return facts
}

// narrow returns one value per fact, each with what belongs to the fact. In a batch, contacts that are somebody else's and
// errors that cannot be the fact's are left out; a single fact keeps all. Errors that are nobody's get a value of their own.
func narrow(value map[string]any, facts []fact) []map[string]any {
	common := maps.Clone(value)
	for _, list := range lists {
		delete(common, list)
	}
	if len(facts) == 1 {
		common[facts[0].list] = []any{facts[0].item}
		return []map[string]any{common}
	}
	phonebook := indexContacts(value)
	failures, _ := value["errors"].([]any)
	delete(common, "contacts")
	delete(common, "errors")

	narrowed := make([]map[string]any, 0, len(facts)+1)
	blamed := false
	for _, f := range facts {
		one := maps.Clone(common)
		one[f.list] = []any{f.item}
		fields, _ := f.item.(map[string]any)
		if own := phonebook.of(fields); len(own) > 0 {
			one["contacts"] = own
		}
		if len(failures) > 0 && f.list == "calls" && strings.EqualFold(text(fields["status"]), CallFailed) {
			one["errors"], blamed = failures, true
		}
		narrowed = append(narrowed, one)
	}
	if len(failures) > 0 && !blamed {
		one := maps.Clone(common)
		one["errors"] = failures
		narrowed = append(narrowed, one)
	}
	return narrowed
}

// phonebook finds the contacts of a value by what they are known by: digits of the number, user id, parent user id.
type phonebook struct {
	contacts []any
	known    map[string][]int
	unnamed  []int
}

func indexContacts(value map[string]any) phonebook {
	contacts, _ := value["contacts"].([]any)
	book := phonebook{contacts: contacts, known: map[string][]int{}}
	for i, v := range contacts {
		c, _ := v.(map[string]any)
		ids := named(Digits(text(c["wa_id"])), text(c["user_id"]), text(c["parent_user_id"]))
		for _, id := range ids {
			book.known[id] = append(book.known[id], i)
		}
		if len(ids) == 0 {
			book.unnamed = append(book.unnamed, i)
		}
	}
	return book
}

// of returns the contacts that are not provably somebody else, in their order. A fact that names nobody gets all.
func (b phonebook) of(fields map[string]any) []any {
	ids := named(Digits(text(fields["from"])), Digits(text(fields["to"])), Digits(text(fields["recipient_id"])))
	for name, v := range fields {
		if strings.HasSuffix(name, "user_id") {
			ids = append(ids, named(text(v))...)
		}
	}
	if len(ids) == 0 {
		return b.contacts
	}
	found := slices.Clone(b.unnamed)
	for _, id := range ids {
		found = append(found, b.known[id]...)
	}
	slices.Sort(found)
	found = slices.Compact(found)
	own := make([]any, len(found))
	for i, at := range found {
		own[i] = b.contacts[at]
	}
	return own
}

// named returns the ids that are not empty.
func named(ids ...string) []string {
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}
