package desk

import (
	"slices"
	"strings"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// ImportID is UUIDv7 text.
type ImportID string

// ImportState is how far an import of contacts is.
type ImportState string

// The states of an import.
const (
	ImportMapping ImportState = "mapping" // the file is here, and somebody says what its columns are
	ImportRunning ImportState = "running"
	ImportDone    ImportState = "done"
	ImportStopped ImportState = "stopped" // by somebody, before its end
	ImportFailed  ImportState = "failed"
)

// How long things of imports are kept: a file that nobody goes on with, and the rows that were refused, for the report.
const (
	ImportFileLife   = 24 * time.Hour
	ImportReportLife = 30 * 24 * time.Hour
)

// Import is a file of contacts that is taken in, row by row. Its numbers are rows.
type Import struct {
	ID          ImportID
	WorkspaceID org.WorkspaceID
	By          org.UserID
	FileName    string
	File        FileID   // the packed table; "" when it is gone
	Names       []string // of the columns
	Rows        int
	Plan        ImportPlan
	State       ImportState
	ImportCounts
	Problem    *fault.Error // why it failed
	CreatedAt  time.Time
	StartedAt  time.Time
	EndedAt    time.Time
	Node       string    // who works on it
	LeaseUntil time.Time // by the real clock; until then nobody else may
	Attempts   int       // that failed since the last row that was done
	Version    int64
}

// ImportCounts is what became of the rows of an import so far.
type ImportCounts struct{ Added, Changed, Unchanged, Refused int }

// Done is how many rows are done.
func (n ImportCounts) Done() int { return n.Added + n.Changed + n.Unchanged + n.Refused }

// Count counts a row.
func (n *ImportCounts) Count(o Outcome) {
	switch o {
	case RowAdds:
		n.Added++
	case RowChanges:
		n.Changed++
	case RowKeeps:
		n.Unchanged++
	case RowRefused:
		n.Refused++
	}
}

// Outcome is what a row of an import does.
type Outcome string

// What a row of an import does.
const (
	RowAdds    Outcome = "add"
	RowChanges Outcome = "change"
	RowKeeps   Outcome = "keep" // the contact has all of it already, or is to be left as it is
	RowRefused Outcome = "refuse"
)

// Refusal is a row that was not taken, and why.
type Refusal struct {
	Row    int // as a spreadsheet counts them
	Cells  []string
	Part   Part // at fault; PartNone for the row as a whole
	Reason *fault.Error
}

// Known is what an import does with a contact that is known already.
type Known string

// What an import does with a contact that is known already.
const (
	KnownUpdate Known = "update" // what the file has replaces what is there; empty cells leave it
	KnownLeave  Known = "leave"
)

// Part is what a column of a file is of a contact.
type Part string

// The parts of a contact, beside custom fields.
const (
	PartNone     Part = "" // the column is left out
	PartName     Part = "name"
	PartPhone    Part = "phone"
	PartTags     Part = "tags"
	PartOwners   Part = "owners"
	PartShunned  Part = "shunned"
	PartUsername Part = "username"
	PartBSUID    Part = "bsuid"
	PartID       Part = "id"      // ours, as an export has it
	PartProfile  Part = "profile" // the name that WhatsApp sent: exported, and left out of imports
)

// Parts lists the parts of a contact that a file can have, in the order in which people read them, custom fields after the tags.
func Parts(fields []Field) []Part {
	list := []Part{PartName, PartPhone, PartTags}
	for _, f := range fields {
		list = append(list, FieldPart(f.ID))
	}
	return append(list, PartOwners, PartShunned, PartUsername, PartBSUID, PartID)
}

const fieldPrefix = "field:"

// FieldPart is the part that a custom field is.
func FieldPart(id FieldID) Part { return Part(fieldPrefix + string(id)) }

// Field returns which custom field a part is.
func (p Part) Field() (FieldID, bool) {
	id, is := strings.CutPrefix(string(p), fieldPrefix)
	return FieldID(id), is
}

// PartAt returns the part that a fault is on, as faults name parts of a contact.
func PartAt(field string) Part {
	if id, is := strings.CutPrefix(field, "fields."); is {
		return FieldPart(FieldID(id))
	}
	return Part(field)
}

// ImportPlan says what an import makes of its file.
type ImportPlan struct {
	Parts   []Part // what each column is
	Country string // of numbers without a country code, such as BR
	Known   Known
}

// Valid reports whether a plan makes sense for a file; fault.Invalid on "parts", "known" or "country" where it does not.
func (p ImportPlan) Valid(columns int, fields []Field) error {
	if len(p.Parts) != columns {
		return fault.New(fault.Invalid, "The file has %d columns, and %d were described.", columns, len(p.Parts)).On("parts")
	}
	parts, seen := Parts(fields), map[Part]bool{}
	for _, part := range p.Parts {
		switch {
		case part == PartNone:
			continue
		case !slices.Contains(parts, part):
			return fault.New(fault.Invalid, "There is no such part of a contact, any more. Choose another for its column.").On("parts")
		case seen[part]:
			return fault.New(fault.Invalid, "Two columns are the same part of a contact. Leave one of them out.").On("parts").Because("part_twice")
		}
		seen[part] = true
	}
	switch {
	case !seen[PartName] && !seen[PartPhone] && !seen[PartID]:
		return fault.New(fault.Invalid, "Say which column is the name, or the WhatsApp number.").On("parts").Because("nobody")
	case p.Known != KnownUpdate && p.Known != KnownLeave:
		return fault.New(fault.Invalid, "Known contacts are updated or left as they are.").On("known")
	case len(p.Country) != 2:
		return fault.New(fault.Invalid, "Say of which country numbers without a country code are, such as BR.").On("country")
	}
	return nil
}

// Read returns what a row has of a contact, without what is empty.
func (p ImportPlan) Read(cells []string) map[Part]string {
	has := map[Part]string{}
	for i, part := range p.Parts {
		if part != PartNone && i < len(cells) {
			if v := strings.TrimSpace(cells[i]); v != "" {
				has[part] = v
			}
		}
	}
	return has
}

// Column returns the name of the column that is a part; "" where there is none.
func (i Import) Column(p Part) string {
	if at := slices.Index(i.Plan.Parts, p); p != PartNone && at >= 0 && at < len(i.Names) {
		return i.Names[at]
	}
	return ""
}

// SayYes is how an export says yes or no in one of our languages.
func SayYes(yes bool, language string) string {
	switch {
	case !yes && language == "pt-BR":
		return "não"
	case !yes:
		return "no"
	case language == "pt-BR":
		return "sim"
	case language == "es":
		return "sí"
	}
	return "yes"
}

// Yes reads a cell that says yes or no in one of our languages; fault.Invalid on "shunned" where it says neither.
func Yes(cell string) (bool, error) {
	v, err := Field{Type: FieldYesNo}.Read(cell)
	if err != nil && strings.EqualFold(cell, "x") { // a tick
		return true, nil
	}
	if err != nil {
		return false, fault.New(fault.Invalid, "Whether they do not want to be contacted is yes or no, and %q is neither.", cell).On(string(PartShunned))
	}
	return v == "yes", nil
}
