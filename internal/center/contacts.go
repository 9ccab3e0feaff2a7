package center

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// maxName is the longest name of a contact, in characters.
const maxName = 200

// ContactChange is what to change of a contact; nil leaves a field as it is.
type ContactChange struct {
	Name    *string
	Phone   *string
	Version int64 // the version that the change was made on
}

// Contacts lists contacts by name.
func (c *Center) Contacts(ctx context.Context, m org.Member, q desk.ContactQuery) (desk.Page[desk.Contact], error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Page[desk.Contact]{}, err
	}
	q.Limit, q.Search = pageSize(q.Limit), strings.TrimSpace(q.Search)
	return c.Store.Contacts(ctx, m.Workspace.ID, q)
}

// Contact returns one contact.
func (c *Center) Contact(ctx context.Context, m org.Member, id desk.ContactID) (desk.Contact, error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Contact{}, err
	}
	return c.Store.Contact(ctx, m.Workspace.ID, id)
}

// CreateContact writes down a person. The phone may be empty; a person without one cannot be called.
func (c *Center) CreateContact(ctx context.Context, m org.Member, name, phone string) (desk.Contact, error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Contact{}, err
	}
	name, err := contactName(name)
	if err != nil {
		return desk.Contact{}, err
	}
	phone, err = contactPhone(phone)
	if err != nil {
		return desk.Contact{}, err
	}
	if name == "" && phone == "" {
		return desk.Contact{}, fault.New(fault.Invalid, "A contact needs a name or a WhatsApp number.").On("name")
	}
	now := c.now()
	k := desk.Contact{
		ID: desk.ContactID(newID()), WorkspaceID: m.Workspace.ID, Name: name, Phone: phone, CreatedAt: now, UpdatedAt: now,
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		if err := c.phoneFree(ctx, k); err != nil {
			return err
		}
		return c.Store.CreateContact(ctx, &k)
	})
	if err != nil {
		return desk.Contact{}, err
	}
	c.announceContact(k)
	return k, nil
}

// ChangeContact changes a contact where nobody else did meanwhile; fault.Conflict otherwise.
func (c *Center) ChangeContact(ctx context.Context, m org.Member, id desk.ContactID, change ContactChange) (desk.Contact, error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Contact{}, err
	}
	var k desk.Contact
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		k, err = c.Store.Contact(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		if k.Version != change.Version {
			return fault.New(fault.Conflict, "Somebody changed this contact meanwhile. Load it again.").On("version").Because("stale")
		}
		if change.Name != nil {
			if k.Name, err = contactName(*change.Name); err != nil {
				return err
			}
		}
		if change.Phone != nil {
			phone, err := contactPhone(*change.Phone)
			if err != nil {
				return err
			}
			if phone != k.Phone {
				k.Phone = phone
				if err := c.phoneFree(ctx, k); err != nil {
					return err
				}
			}
		}
		k.UpdatedAt = c.now()
		return c.Store.SaveContact(ctx, &k)
	})
	if err != nil {
		return desk.Contact{}, err
	}
	c.announceContact(k)
	return k, nil
}

// phoneFree refuses a number that another contact has: two contacts of one person would have two permissions.
func (c *Center) phoneFree(ctx context.Context, k desk.Contact) error {
	if k.Phone == "" {
		return nil
	}
	other, err := c.Store.FindContact(ctx, k.WorkspaceID, "", k.Phone, k.Phone)
	if fault.Is(err, fault.NotFound) || err == nil && other.ID == k.ID {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "%s has this WhatsApp number already.", other.DisplayName()).On("phone").Because("phone_taken")
}

func mayReadContacts(m org.Member) error {
	if m.Can(org.PathContacts) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your permission group does not include Contacts.").Because("no_permission")
}

func contactName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if utf8.RuneCountInString(name) > maxName {
		return "", fault.New(fault.Invalid, "The name is longer than %d characters.", maxName).On("name")
	}
	return name, nil
}

// contactPhone reads a number as people write it and returns its digits with country code. A number without a country
// code is taken as Brazilian when it can be one.
func contactPhone(phone string) (string, error) {
	phone = strings.TrimSpace(phone)
	if phone == "" {
		return "", nil
	}
	wrong := fault.New(fault.Invalid, "%q is not a phone number. Write it with country and area code, such as +55 11 99999-0001.", shorten(phone, 40)).On("phone")
	if strings.ContainsFunc(phone, func(r rune) bool { return !strings.ContainsRune("+0123456789 ()-.", r) }) {
		return "", wrong
	}
	digits := desk.Digits(phone)
	if !strings.HasPrefix(phone, "+") {
		if n, err := phonenumbers.Parse(digits, "BR"); err == nil && phonenumbers.IsValidNumber(n) {
			return desk.Digits(phonenumbers.Format(n, phonenumbers.E164)), nil
		}
	}
	n, err := phonenumbers.Parse("+"+digits, "")
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return "", wrong
	}
	return desk.Digits(phonenumbers.Format(n, phonenumbers.E164)), nil
}
