package center

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sheet"
)

// rowReader says what rows of an import make of contacts. It changes nothing but its memory of the numbers that the file had.
type rowReader struct {
	center  *Center
	member  org.Member
	plan    desk.ImportPlan
	fields  []desk.Field
	users   []org.User
	numbers map[string]int // the row that had a number, by the first of its forms in order
}

func (c *Center) newRowReader(ctx context.Context, m org.Member, plan desk.ImportPlan) (*rowReader, error) {
	r := &rowReader{center: c, member: m, plan: plan, numbers: map[string]int{}}
	return r, r.look(ctx)
}

// look reads what contacts have to agree with.
func (r *rowReader) look(ctx context.Context) (err error) {
	if r.fields, err = r.center.Store.Fields(ctx, r.member.Workspace.ID, desk.OfContact); err == nil {
		r.users, err = r.center.Store.Users(ctx, r.member.Workspace.ID)
	}
	return err
}

// numberKey is the same for all forms of a number.
func numberKey(phone string) string { return slices.Min(desk.NumberForms(phone)) }

// recall notes the number of a row that was taken before.
func (r *rowReader) recall(row sheet.Row) {
	phone, err := phoneIn(r.plan.Read(row.Cells)[desk.PartPhone], r.plan.Country)
	if err == nil && phone != "" {
		r.numbers[numberKey(phone)] = row.Number
	}
}

// forget forgets the numbers of a row, and of those behind it.
func (r *rowReader) forget(from int) {
	maps.DeleteFunc(r.numbers, func(_ string, at int) bool { return at >= from })
}

// refusal turns the fault of a row into a refusal. What is no fault of the row is returned.
func refusal(row sheet.Row, err error) (desk.Refusal, error) {
	var f *fault.Error
	switch {
	case err == nil:
		return desk.Refusal{}, nil
	case errors.As(err, &f) && slices.Contains([]fault.Code{fault.Invalid, fault.Conflict, fault.Forbidden}, f.Code) && f.Err == nil:
		return desk.Refusal{Row: row.Number, Cells: row.Cells, Part: desk.PartAt(f.Field), Reason: f}, nil
	}
	return desk.Refusal{}, err
}

// read returns the contact that a row makes, and whether it is a new one or changes a known one. A row that cannot be taken is
// RowRefused with a fault.
func (r *rowReader) read(ctx context.Context, row sheet.Row) (desk.Contact, desk.Outcome, error) {
	has := r.plan.Read(row.Cells)
	k, err := r.contact(ctx, has, row.Number)
	if err != nil {
		return k, desk.RowRefused, err
	}
	before := k
	known := k.Version > 0
	if known && r.plan.Known == desk.KnownLeave {
		return k, desk.RowKeeps, nil
	}
	if err := r.write(ctx, &k, has); err != nil {
		r.forget(row.Number) // a later row may do better
		return k, desk.RowRefused, err
	}
	switch {
	case !known:
		return k, desk.RowAdds, nil
	case reflect.DeepEqual(before, k):
		return k, desk.RowKeeps, nil
	}
	k.UpdatedAt = r.center.now()
	return k, desk.RowChanges, nil
}

// contact returns the contact that a row is of: a known one, or a new one without anything but its number.
func (r *rowReader) contact(ctx context.Context, has map[desk.Part]string, row int) (desk.Contact, error) {
	c, ws := r.center, r.member.Workspace.ID
	phone, err := r.phone(ctx, has)
	shown := desk.Contact{Name: has[desk.PartName], Phone: phone, WorkspaceID: ws}
	if err != nil {
		return shown, err
	}
	if phone != "" {
		if earlier, is := r.numbers[numberKey(phone)]; is {
			return shown, fault.New(fault.Conflict, "Row %d of the file has this number already.", earlier).On("phone").Because("twice")
		}
	}
	k, err := r.known(ctx, has, phone)
	switch {
	case fault.Is(err, fault.NotFound):
		now := c.now()
		k = desk.Contact{
			ID: desk.ContactID(newID()), WorkspaceID: ws, Phone: phone, Username: strings.TrimPrefix(has[desk.PartUsername], "@"), BSUID: has[desk.PartBSUID],
			CreatedAt: now, UpdatedAt: now,
		}
		if len(k.Username) > maxName || len(k.BSUID) > maxName {
			return shown, fault.New(fault.Invalid, "An id of WhatsApp has %d characters at most.", maxName).On("bsuid")
		}
	case err != nil:
		return shown, err
	case !k.SeenBy(r.member):
		return shown, fault.New(fault.Conflict, "A contact that you may not see is this one already. Ask an administrator.").On(string(desk.PartPhone)).Because("hidden")
	case phone != "" && !desk.SameNumber(k.Phone, phone) && !desk.SameNumber(k.WaID, phone) && r.plan.Known == desk.KnownUpdate:
		k.Phone = phone
		if err := c.phoneFree(ctx, k); err != nil {
			return shown, err
		}
	}
	if phone != "" {
		r.numbers[numberKey(phone)] = row
	}
	return k, nil
}

// phone reads the number of a row. What a contact has by our id is right as it is: WhatsApp knows numbers that the rules do not.
func (r *rowReader) phone(ctx context.Context, has map[desk.Part]string) (string, error) {
	phone, err := phoneIn(has[desk.PartPhone], r.plan.Country)
	if digits := desk.Digits(has[desk.PartPhone]); err != nil && has[desk.PartID] != "" {
		k, none := r.center.Store.Contact(ctx, r.member.Workspace.ID, desk.ContactID(has[desk.PartID]))
		if none == nil && cmp.Or(k.Phone, k.WaID) == digits {
			return digits, nil
		}
	}
	return phone, err
}

// known finds the contact of a row by our id, WhatsApp's, the number, or the value of a unique field. fault.NotFound if none.
func (r *rowReader) known(ctx context.Context, has map[desk.Part]string, phone string) (desk.Contact, error) {
	c, ws := r.center, r.member.Workspace.ID
	if id := has[desk.PartID]; id != "" {
		k, err := c.Store.Contact(ctx, ws, desk.ContactID(id))
		if !fault.Is(err, fault.NotFound) {
			return k, err
		}
	}
	k, err := c.Store.FindContact(ctx, ws, has[desk.PartBSUID], phone, phone)
	if phone != "" || !fault.Is(err, fault.NotFound) {
		return k, err
	}
	for _, f := range r.fields {
		if typed := has[desk.FieldPart(f.ID)]; f.Unique && typed != "" {
			value, bad := f.Read(typed)
			if bad != nil {
				return k, bad
			}
			if k, err = c.Store.FindByField(ctx, ws, f.ID, value); !fault.Is(err, fault.NotFound) {
				return k, err
			}
		}
	}
	return k, err
}

// write writes what a row has into its contact.
func (r *rowReader) write(ctx context.Context, k *desk.Contact, has map[desk.Part]string) (err error) {
	if name := has[desk.PartName]; name != "" {
		if k.Name, err = contactName(name); err != nil {
			return err
		}
	}
	if k.Name == "" && !k.HasWhatsApp() {
		return fault.New(fault.Invalid, "A contact needs a name or a WhatsApp number.").On("name")
	}
	if cell := has[desk.PartTags]; cell != "" {
		if k.Tags, err = desk.Tags(slices.Concat(k.Tags, desk.SplitList(cell))); err != nil {
			return err
		}
	}
	if err := r.writeFields(ctx, k, has); err != nil {
		return err
	}
	if err := r.writeOwners(k, has[desk.PartOwners]); err != nil {
		return err
	}
	if cell := has[desk.PartShunned]; cell != "" {
		shunned, err := desk.Yes(cell)
		if err != nil {
			return err
		}
		if shunned && k.Shunned == nil { // an old list must not take back what somebody asked for
			k.Shunned = &desk.Shunned{At: r.center.now(), By: r.member.User.ID}
		}
	}
	return nil
}

// writeFields writes custom fields. What is required is asked of new contacts, and of those of whom a field changes, as where people
// write them down.
func (r *rowReader) writeFields(ctx context.Context, k *desk.Contact, has map[desk.Part]string) error {
	typed := map[desk.FieldID]string{}
	for part, cell := range has {
		if id, is := part.Field(); is {
			typed[id] = cell
		}
	}
	had, err := desk.ReadFields(r.fields, k.Fields, nil, false)
	if err != nil {
		return err
	}
	values, err := desk.ReadFields(r.fields, k.Fields, typed, k.Version == 0)
	if err != nil {
		return err
	}
	if maps.Equal(values, had) {
		return nil
	}
	if values, err = desk.ReadFields(r.fields, k.Fields, typed, true); err != nil {
		return err
	}
	for _, f := range r.fields {
		if v := values[f.ID]; f.Unique && v != "" && v != k.Fields[f.ID] {
			other, err := r.center.Store.FindByField(ctx, k.WorkspaceID, f.ID, v)
			if err == nil && other.ID != k.ID {
				return fault.New(fault.Conflict, "Another contact has this value already, and it has to be one of a kind.").On("fields." + string(f.ID))
			}
			if err != nil && !fault.Is(err, fault.NotFound) {
				return err
			}
		}
	}
	k.Fields = values
	return nil
}

// writeOwners reads owners by their addresses or names.
func (r *rowReader) writeOwners(k *desk.Contact, cell string) error {
	var owners []org.UserID
	for _, who := range desk.SplitList(cell) {
		var found []org.UserID
		for _, u := range r.users {
			if strings.EqualFold(u.Email, who) {
				found = []org.UserID{u.ID}
				break
			}
			if strings.EqualFold(u.Name, who) {
				found = append(found, u.ID)
			}
		}
		switch len(found) {
		case 0:
			return fault.New(fault.Invalid, "%q is no user of this workspace. Write the address that they sign in with.", shorten(who, 60)).On("owners")
		case 1:
			owners = append(owners, found[0])
		default:
			return fault.New(fault.Invalid, "Several users are called %q. Write the address that they sign in with.", shorten(who, 60)).On("owners")
		}
	}
	if len(owners) == 0 {
		return nil
	}
	slices.Sort(owners)
	owners = slices.Compact(owners)
	if slices.Equal(owners, k.Owners) {
		return nil
	}
	if !r.member.Admin && !slices.Contains(owners, r.member.User.ID) {
		return fault.New(fault.Invalid, "You would not see this contact any more: be one of the owners, or ask an administrator.").On("owners").Because("yourself")
	}
	k.Owners = owners
	return nil
}
