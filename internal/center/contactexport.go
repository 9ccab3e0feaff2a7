package center

import (
	"cmp"
	"context"
	"strconv"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sheet"
)

// exportPage is how many contacts an export holds in memory.
const exportPage = 200

// ExportContacts writes the contacts of a query that the member may see, in its order, as ImportContacts reads them: the names of the
// columns in a language first. A contact that is changed meanwhile stands in it once, never, or twice. It is in the audit before the first
// row is.
func (c *Center) ExportContacts(ctx context.Context, m org.Member, q desk.ContactQuery, language string, w sheet.Writer) error {
	if err := mayReadContacts(m); err != nil {
		return err
	}
	if !m.Can(org.PathContactExport) {
		return fault.New(fault.Forbidden, "Your permission group does not include Contacts > Export.").Because("no_permission")
	}
	fields, err := c.Store.Fields(ctx, m.Workspace.ID, desk.OfContact)
	if err != nil {
		return err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return err
	}
	q.Limit = exportPage
	page, err := c.Contacts(ctx, m, q)
	if err != nil {
		return err
	}
	if err := c.note(ctx, m, exportDeed(q, name, fields)); err != nil {
		return err
	}
	parts := append([]desk.Part{desk.PartName, desk.PartProfile}, desk.Parts(fields)[1:]...)
	cells := make([]string, len(parts))
	for i, p := range parts {
		cells[i] = desk.Heading(p, fields, language)
	}
	if err := w.Row(cells); err != nil {
		return err
	}
	for {
		for _, k := range page.Items {
			for i, p := range parts {
				cells[i] = exported(k, p, name, language)
			}
			if err := w.Row(cells); err != nil {
				return err
			}
		}
		if q.After = page.Next; q.After == "" {
			return w.Close()
		}
		if page, err = c.Contacts(ctx, m, q); err != nil {
			return err
		}
	}
}

// exported returns what a contact has of a part, as an import reads it.
func exported(k desk.Contact, p desk.Part, name func(org.UserID) *org.User, language string) string {
	if id, is := p.Field(); is {
		return k.Fields[id]
	}
	switch p {
	case desk.PartName:
		return k.Name
	case desk.PartProfile:
		return k.WhatsAppName
	case desk.PartPhone:
		if phone := cmp.Or(k.Phone, k.WaID); phone != "" {
			return "+" + phone
		}
	case desk.PartTags:
		return desk.JoinList(k.Tags)
	case desk.PartOwners:
		var list []string
		for _, id := range k.Owners {
			if u := name(id); u != nil {
				list = append(list, u.Email)
			}
		}
		return desk.JoinList(list)
	case desk.PartShunned:
		return desk.SayYes(k.Shunned != nil, language)
	case desk.PartUsername:
		return k.Username
	case desk.PartBSUID:
		return k.BSUID
	case desk.PartID:
		return string(k.ID)
	}
	return ""
}

// exportDeed is that somebody took contacts out, and which, for the audit.
func exportDeed(q desk.ContactQuery, name func(org.UserID) *org.User, fields []desk.Field) org.Deed {
	d := org.Deed{Action: "contact.exported"}
	d.Text("search", "", q.Search)
	d.Text("tag", "", q.Tag)
	if u := name(q.Owner); u != nil {
		d.Text("owners", "", u.Name)
	}
	if q.Shunned != nil {
		d.Text("shunned", "", strconv.FormatBool(*q.Shunned))
	}
	if q.Reachable != nil {
		d.Text("reachable", "", strconv.FormatBool(*q.Reachable))
	}
	if q.Callable {
		d.Text("callable", "", "true")
	}
	for _, v := range q.Values {
		for _, f := range fields {
			if f.ID == v.Field {
				d.Text("value", "", f.Name+": "+v.Value)
			}
		}
	}
	return d
}
