package center

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// maxName is the longest name of a contact, in characters.
const maxName = 200

// ContactRecord is what people write about a contact; nil leaves a part as it is.
type ContactRecord struct {
	Name    *string
	Phone   *string
	Tags    []string
	Fields  map[desk.FieldID]string // only those that are to change; "" takes a value away
	Owners  []org.UserID
	Shunned *bool // that they do not want to be contacted
	Reason  string
	Version int64 // the version that a change was made on
}

// Contacts lists contacts.
func (c *Center) Contacts(ctx context.Context, m org.Member, q desk.ContactQuery) (desk.Page[desk.Contact], error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Page[desk.Contact]{}, err
	}
	q.Limit, q.Search, q.Viewer = pageSize(q.Limit), strings.TrimSpace(q.Search), viewer(m)
	q.Now, q.Accounts = c.now(), c.visible(m)
	return c.Store.Contacts(ctx, m.Workspace.ID, q)
}

// Contact returns one contact.
func (c *Center) Contact(ctx context.Context, m org.Member, id desk.ContactID) (desk.Contact, error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Contact{}, err
	}
	return c.seenContact(ctx, m, id)
}

// seenContact returns a contact that the member may see; others do not exist for them.
func (c *Center) seenContact(ctx context.Context, m org.Member, id desk.ContactID) (desk.Contact, error) {
	k, err := c.Store.Contact(ctx, m.Workspace.ID, id)
	if err == nil && !k.SeenBy(m) {
		return desk.Contact{}, fault.New(fault.NotFound, "There is no such contact.")
	}
	return k, err
}

// CreateContact writes down a person. The phone may be empty; a person without one cannot be called.
func (c *Center) CreateContact(ctx context.Context, m org.Member, r ContactRecord) (desk.Contact, error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Contact{}, err
	}
	now := c.now()
	k := desk.Contact{ID: desk.ContactID(newID()), WorkspaceID: m.Workspace.ID, CreatedAt: now, UpdatedAt: now}
	err := c.atomically(ctx, func(ctx context.Context) error {
		if err := c.record(ctx, m, &k, r); err != nil {
			return err
		}
		if k.Name == "" && k.Phone == "" {
			return fault.New(fault.Invalid, "A contact needs a name or a WhatsApp number.").On("name")
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
func (c *Center) ChangeContact(ctx context.Context, m org.Member, id desk.ContactID, r ContactRecord) (desk.Contact, error) {
	if err := mayReadContacts(m); err != nil {
		return desk.Contact{}, err
	}
	var k desk.Contact
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if k, err = c.seenContact(ctx, m, id); err != nil {
			return err
		}
		if k.Version != r.Version {
			return stale()
		}
		if err := c.record(ctx, m, &k, r); err != nil {
			return err
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

func stale() error {
	return fault.New(fault.Conflict, "Somebody changed this contact meanwhile. Load it again.").On("version").Because("stale")
}

// ManyContacts is what to change of several contacts at once.
type ManyContacts struct {
	IDs    []desk.ContactID
	Add    []string     // tags
	Remove []string     // tags, without regard to case
	Owners []org.UserID // nil leaves them as they are
}

// contactsAtOnce bounds how many contacts are changed at once.
const contactsAtOnce = 200

// ChangeContacts changes several contacts, all or none, and returns which. Those that are not there for the member, any more, are
// left out.
func (c *Center) ChangeContacts(ctx context.Context, m org.Member, change ManyContacts) ([]desk.ContactID, error) {
	if err := mayReadContacts(m); err != nil {
		return nil, err
	}
	if len(change.IDs) > contactsAtOnce {
		return nil, fault.New(fault.Invalid, "At most %d contacts are changed at once.", contactsAtOnce).On("ids")
	}
	var changed []desk.ContactID
	err := c.insist(ctx, func(ctx context.Context) error {
		changed = nil
		found, err := c.Store.ContactsByID(ctx, m.Workspace.ID, change.IDs)
		if err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(found)) {
			k := found[id]
			if !k.SeenBy(m) {
				continue
			}
			tags := slices.DeleteFunc(slices.Concat(k.Tags, change.Add), func(t string) bool {
				return slices.ContainsFunc(change.Remove, func(r string) bool { return strings.EqualFold(r, t) })
			})
			if err := c.record(ctx, m, &k, ContactRecord{Tags: tags, Owners: change.Owners}); err != nil {
				return err
			}
			k.UpdatedAt = c.now()
			if err := c.Store.SaveContact(ctx, &k); err != nil {
				return err
			}
			changed = append(changed, id)
			c.later(ctx, func(context.Context) { c.announceContact(k) })
		}
		return nil
	})
	return changed, err
}

// record writes what somebody wants into a contact, and into the audit who may see them and who is to be left alone. Call it in a transaction.
func (c *Center) record(ctx context.Context, m org.Member, k *desk.Contact, r ContactRecord) (err error) {
	if r.Name != nil {
		if k.Name, err = contactName(*r.Name); err != nil {
			return err
		}
	}
	if r.Phone != nil {
		phone, err := contactPhone(*r.Phone)
		if err != nil {
			return err
		}
		if phone != k.Phone {
			k.Phone = phone
			if err := c.phoneFree(ctx, *k); err != nil {
				return err
			}
		}
	}
	if r.Tags != nil {
		if k.Tags, err = desk.Tags(r.Tags); err != nil {
			return err
		}
	}
	defined, err := c.Store.Fields(ctx, m.Workspace.ID, desk.OfContact)
	if err != nil {
		return err
	}
	// A contact that WhatsApp brought may miss what is required until somebody changes a field of theirs.
	if k.Fields, err = desk.ReadFields(defined, k.Fields, r.Fields, k.Version == 0 || r.Fields != nil); err != nil {
		return err
	}
	if err := c.recordOwners(ctx, m, k, r.Owners); err != nil {
		return err
	}
	if r.Shunned != nil && *r.Shunned != (k.Shunned != nil) {
		if err := within(r.Reason, maxName, "reason"); err != nil {
			return err
		}
		deed := org.Deed{Action: "contact.shunned", Subject: string(k.ID), Name: k.DisplayName()}
		k.Shunned = nil
		if *r.Shunned {
			k.Shunned = &desk.Shunned{At: c.now(), By: m.User.ID, Reason: strings.TrimSpace(r.Reason)}
			deed.Text("reason", "", k.Shunned.Reason)
		} else {
			deed.Action = "contact.unshunned"
		}
		return c.note(ctx, m, deed)
	}
	return nil
}

// recordOwners says who may see a contact: administrators, and those who may see them, decide it. Nobody can shut themselves out.
func (c *Center) recordOwners(ctx context.Context, m org.Member, k *desk.Contact, owners []org.UserID) error {
	if owners == nil {
		return nil
	}
	owners = slices.Clone(owners)
	slices.Sort(owners)
	owners = slices.Compact(owners)
	if slices.Equal(owners, k.Owners) {
		return nil
	}
	users, err := c.Store.Users(ctx, m.Workspace.ID)
	if err != nil {
		return err
	}
	names := func(ids []org.UserID) (list []string) {
		for _, u := range users {
			if slices.Contains(ids, u.ID) {
				list = append(list, u.Name)
			}
		}
		return list
	}
	if len(names(owners)) != len(owners) {
		return fault.New(fault.Invalid, "One of the owners is no user of this workspace.").On("owners")
	}
	if len(owners) > 0 && !m.Admin && !slices.Contains(owners, m.User.ID) {
		return fault.New(fault.Invalid, "You would not see this contact any more: be one of the owners, or ask an administrator.").On("owners").Because("yourself")
	}
	deed := org.Deed{Action: "contact.owners_changed", Subject: string(k.ID), Name: k.DisplayName()}
	deed.List("owners", names(k.Owners), names(owners))
	if k.Owners = owners; len(owners) == 0 {
		k.Owners = nil
	}
	return c.note(ctx, m, deed)
}

// Tags lists the tags of the workspace with how many contacts have each.
func (c *Center) Tags(ctx context.Context, m org.Member) ([]desk.TagCount, error) {
	if err := mayReadContacts(m); err != nil {
		return nil, err
	}
	return c.Store.TagCounts(ctx, m.Workspace.ID)
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
	if m.Can(org.PathContactBook) {
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
func contactPhone(phone string) (string, error) { return phoneIn(phone, "BR") }

// phoneIn is contactPhone for numbers of another country, such as PT.
func phoneIn(phone, country string) (string, error) {
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
		if n, err := phonenumbers.Parse(digits, country); err == nil && phonenumbers.IsValidNumber(n) {
			return desk.Digits(phonenumbers.Format(n, phonenumbers.E164)), nil
		}
	}
	n, err := phonenumbers.Parse("+"+digits, "")
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return "", wrong
	}
	return desk.Digits(phonenumbers.Format(n, phonenumbers.E164)), nil
}
