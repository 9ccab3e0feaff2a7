package desk

import (
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// FieldID is UUIDv7 text.
type FieldID string

// FieldType is what a custom field holds.
type FieldType string

// The types of a custom field.
const (
	FieldText   FieldType = "text"
	FieldNumber FieldType = "number" // kept as people write it in code: digits with a point
	FieldDate   FieldType = "date"   // YYYY-MM-DD
	FieldChoice FieldType = "choice" // one of Choices
	FieldYesNo  FieldType = "yes_no" // "yes" or "no"
	FieldPhone  FieldType = "phone"  // digits with country code
	FieldEmail  FieldType = "email"
	FieldURL    FieldType = "url"
)

// FieldTypes lists all types, in the order in which people choose.
func FieldTypes() []FieldType {
	return []FieldType{FieldText, FieldNumber, FieldDate, FieldChoice, FieldYesNo, FieldPhone, FieldEmail, FieldURL}
}

// FieldOf is what has a custom field.
type FieldOf string

// What can have custom fields.
const (
	OfContact FieldOf = "contact"
	OfDeal    FieldOf = "deal"
)

// The bounds of custom fields.
const (
	FieldsMax      = 60 // of contacts, and of deals
	FieldNameMax   = 60
	FieldValueMax  = 1000
	FieldUniqueMax = 200 // of a value that is one of a kind
	FieldChoiceMax = 100
)

// Field is a custom field of contacts or of deals, as an administrator defined it.
type Field struct {
	ID          FieldID
	WorkspaceID org.WorkspaceID
	Of          FieldOf
	Name        string
	Type        FieldType
	Choices     []string // for FieldChoice
	Required    bool     // what people write down has to have it; a contact that WhatsApp brings need not
	Unique      bool     // no two contacts, or no two deals, have the same value
	Position    int
	CreatedAt   time.Time
	Version     int64
}

// Narrows reports whether a list can be narrowed to the contacts with a value of the field: those of choices are few.
func (f Field) Narrows() bool { return f.Type == FieldChoice || f.Type == FieldYesNo }

// Valid reports whether a definition makes sense; fault.Invalid on the part that does not.
func (f Field) Valid() error {
	switch {
	case strings.TrimSpace(f.Name) == "":
		return fault.New(fault.Invalid, "The field needs a name.").On("name")
	case utf8.RuneCountInString(f.Name) > FieldNameMax:
		return fault.New(fault.Invalid, "The name has more than %d characters.", FieldNameMax).On("name")
	case f.Of != OfContact && f.Of != OfDeal:
		return fault.New(fault.Invalid, "Fields are of contacts or of deals.").On("of")
	case !slices.Contains(FieldTypes(), f.Type):
		return fault.New(fault.Invalid, "There is no such type of field.").On("type")
	case f.Type == FieldChoice && len(f.Choices) == 0:
		return fault.New(fault.Invalid, "A choice needs at least one option.").On("choices")
	case len(f.Choices) > FieldChoiceMax:
		return fault.New(fault.Invalid, "A choice has at most %d options.", FieldChoiceMax).On("choices")
	case f.Unique && (f.Type == FieldChoice || f.Type == FieldYesNo):
		return fault.New(fault.Invalid, "Only what tells one from another can be unique, not a choice.").On("unique")
	}
	seen := map[string]bool{}
	for _, c := range f.Choices {
		if strings.TrimSpace(c) == "" || seen[c] {
			return fault.New(fault.Invalid, "The options of a choice are all different, and none is empty.").On("choices")
		}
		seen[c] = true
	}
	return nil
}

// Read returns a value of the field in the form in which it is kept, from what somebody typed or a spreadsheet holds; "" is
// none. What cannot be read is fault.Invalid on "fields.<id>". Phones are read by the caller, who knows the country.
func (f Field) Read(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", nil
	}
	bad := func(format string, args ...any) (string, error) {
		return "", fault.New(fault.Invalid, format, args...).On("fields." + string(f.ID))
	}
	most := FieldValueMax
	if f.Unique {
		most = FieldUniqueMax
	}
	if utf8.RuneCountInString(typed) > most {
		return bad("%s has more than %d characters.", f.Name, most)
	}
	switch f.Type {
	case FieldNumber:
		n, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
		if err != nil {
			return bad("%s is a number, and %q is none.", f.Name, typed)
		}
		return strconv.FormatFloat(n, 'f', -1, 64), nil
	case FieldDate:
		for _, layout := range []string{time.DateOnly, "02/01/2006", "2/1/2006", "02.01.2006"} {
			if day, err := time.Parse(layout, typed); err == nil {
				return day.Format(time.DateOnly), nil
			}
		}
		return bad("%s is a date such as 2026-11-26 or 26/11/2026, and %q is none.", f.Name, typed)
	case FieldChoice:
		for _, c := range f.Choices {
			if strings.EqualFold(c, typed) {
				return c, nil
			}
		}
		return bad("%s is one of %s, and %q is not.", f.Name, strings.Join(f.Choices, ", "), typed)
	case FieldYesNo:
		switch strings.ToLower(typed) {
		case "yes", "true", "1", "sim", "s", "y", "sí", "si":
			return "yes", nil
		case "no", "false", "0", "não", "nao", "n":
			return "no", nil
		}
		return bad("%s is yes or no, and %q is neither.", f.Name, typed)
	case FieldEmail:
		a, err := mail.ParseAddress(typed)
		if err != nil || a.Address != typed {
			return bad("%s is an e-mail address, and %q is none.", f.Name, typed)
		}
		return strings.ToLower(typed), nil
	case FieldURL:
		u, err := url.Parse(typed)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return bad("%s is a web address such as https://example.com, and %q is none.", f.Name, typed)
		}
	case FieldPhone:
		digits := Digits(typed)
		if len(digits) < 8 || len(digits) > 15 {
			return bad("%s is a phone number with country code, and %q is none.", f.Name, typed)
		}
		return digits, nil
	}
	return typed, nil
}

// ReadFields returns the values of a contact or a deal after those that were typed, by field; what is not named stays, and "" takes a value
// away. complete asks for all that is required.
func ReadFields(defined []Field, have map[FieldID]string, typed map[FieldID]string, complete bool) (map[FieldID]string, error) {
	values := map[FieldID]string{}
	for id, v := range have {
		if slices.ContainsFunc(defined, func(f Field) bool { return f.ID == id }) { // others were deleted
			values[id] = v
		}
	}
	for id := range typed {
		if !slices.ContainsFunc(defined, func(f Field) bool { return f.ID == id }) {
			return nil, fault.New(fault.Invalid, "There is no such field.").On("fields." + string(id))
		}
	}
	for _, f := range defined {
		if t, named := typed[f.ID]; named {
			v, err := f.Read(t)
			if err != nil {
				return nil, err
			}
			if values[f.ID] = v; v == "" {
				delete(values, f.ID)
			}
		}
		if complete && f.Required && values[f.ID] == "" {
			return nil, fault.New(fault.Invalid, "%s has to be filled in.", f.Name).On("fields." + string(f.ID))
		}
	}
	return values, nil
}
