package center

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sheet"
)

// ImportFileMost is the largest file of contacts that is taken, in bytes.
const ImportFileMost = 25 << 20

// ImportView is an import with who began it, what its columns look like, and the parts that they can be.
type ImportView struct {
	desk.Import
	Author *org.User
	Fields []desk.Field
	First  []sheet.Row // the first rows; none when the file is gone
	// Reported says that there are refused rows, and that they are still kept.
	Reported bool
}

// ImportPreview is what an import would make of a row.
type ImportPreview struct {
	Row     sheet.Row
	Outcome desk.Outcome
	Contact desk.Contact // as it would be; as far as it could be read where the row would be refused
	Refusal desk.Refusal // of RowRefused
}

// previewRows is how many rows a preview has.
const previewRows = 10

func mayImport(m org.Member) error {
	if err := mayReadContacts(m); err != nil {
		return err
	}
	if m.Can(org.PathContactImport) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your permission group does not include Contacts > Import.").Because("no_permission")
}

// seenImport returns an import that the member may see: their own, and administrators see all. Others do not exist for them.
func (c *Center) seenImport(ctx context.Context, m org.Member, id desk.ImportID) (desk.Import, error) {
	if err := mayImport(m); err != nil {
		return desk.Import{}, err
	}
	i, err := c.Store.Import(ctx, m.Workspace.ID, id)
	if err == nil && i.By != m.User.ID && !m.Admin {
		return desk.Import{}, fault.New(fault.NotFound, "There is no such import.")
	}
	return i, err
}

// OfferImport takes a file of contacts, and guesses what its columns are. Nothing is imported until StartImport. What the member offered before
// and did not start is forgotten. fault.Invalid on "file" where it cannot be read.
func (c *Center) OfferImport(ctx context.Context, m org.Member, name string, data []byte) (ImportView, error) {
	if err := mayImport(m); err != nil {
		return ImportView{}, err
	}
	if len(data) > ImportFileMost {
		return ImportView{}, fault.New(fault.TooLarge, "The file has more than %d MB. Split it into several.", ImportFileMost>>20).On("file")
	}
	packed, err := sheet.Pack(data)
	if err != nil {
		return ImportView{}, err
	}
	fields, err := c.Store.Fields(ctx, m.Workspace.ID, desk.OfContact)
	if err != nil {
		return ImportView{}, err
	}
	sum := sha256.Sum256(packed.Data)
	file := desk.File{ID: desk.FileID(newID()), SHA256: hex.EncodeToString(sum[:]), Size: int64(len(packed.Data)), MIME: "text/csv", Name: fileName(name)}
	i := desk.Import{
		ID: desk.ImportID(newID()), WorkspaceID: m.Workspace.ID, By: m.User.ID, FileName: file.Name, File: file.ID, Names: packed.Names, Rows: packed.Rows,
		Plan:  desk.ImportPlan{Parts: desk.GuessParts(packed.Names, fields), Country: "BR", Known: desk.KnownUpdate},
		State: desk.ImportMapping, CreatedAt: c.now(),
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.CreateFile(ctx, m.Workspace.ID, file, packed.Data); err != nil {
			return err
		}
		return c.Store.CreateImport(ctx, &i)
	})
	if err != nil {
		return ImportView{}, err
	}
	if err := c.forgetOffers(ctx, m, i.ID); err != nil {
		return ImportView{}, err
	}
	return c.importView(ctx, m, i)
}

// forgetOffers deletes what a member offered and did not start, but one.
func (c *Center) forgetOffers(ctx context.Context, m org.Member, but desk.ImportID) error {
	waiting, err := c.Store.OfferedImports(ctx, m.Workspace.ID, m.User.ID)
	for _, old := range waiting {
		if err == nil && old.ID != but {
			err = c.Store.DeleteImport(ctx, old.WorkspaceID, old.ID)
		}
	}
	return err
}

// Imports lists the imports of the workspace that the member may see, newest first.
func (c *Center) Imports(ctx context.Context, m org.Member, after string, limit int) (desk.Page[ImportView], error) {
	if err := mayImport(m); err != nil {
		return desk.Page[ImportView]{}, err
	}
	by := m.User.ID
	if m.Admin {
		by = ""
	}
	page, err := c.Store.Imports(ctx, m.Workspace.ID, by, after, pageSize(limit))
	if err != nil {
		return desk.Page[ImportView]{}, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return desk.Page[ImportView]{}, err
	}
	out := desk.Page[ImportView]{Next: page.Next}
	for _, i := range page.Items {
		out.Items = append(out.Items, ImportView{Import: i, Author: name(i.By), Reported: c.reported(i)})
	}
	return out, nil
}

// Import returns one import.
func (c *Center) Import(ctx context.Context, m org.Member, id desk.ImportID) (ImportView, error) {
	i, err := c.seenImport(ctx, m, id)
	if err != nil {
		return ImportView{}, err
	}
	return c.importView(ctx, m, i)
}

func (c *Center) importView(ctx context.Context, m org.Member, i desk.Import) (ImportView, error) {
	v := ImportView{Import: i, Reported: c.reported(i)}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return v, err
	}
	v.Author = name(i.By)
	if i.State != desk.ImportMapping {
		return v, nil
	}
	if v.Fields, err = c.Store.Fields(ctx, m.Workspace.ID, desk.OfContact); err != nil {
		return v, err
	}
	v.First, err = c.firstRows(ctx, i)
	return v, err
}

func (c *Center) reported(i desk.Import) bool {
	return i.Refused > 0 && (i.EndedAt.IsZero() || c.now().Sub(i.EndedAt) < desk.ImportReportLife)
}

// packedRows opens the rows of an import's file.
func (c *Center) packedRows(ctx context.Context, i desk.Import) (*fileReader, error) {
	f, err := c.Store.File(ctx, i.WorkspaceID, i.File)
	return &fileReader{ctx: ctx, store: c.Store, ws: i.WorkspaceID, file: f}, err
}

func (c *Center) firstRows(ctx context.Context, i desk.Import) ([]sheet.Row, error) {
	file, err := c.packedRows(ctx, i)
	if err != nil {
		return nil, err
	}
	var first []sheet.Row
	for row, err := range sheet.Unpack(file) {
		if err != nil {
			return nil, err
		}
		if first = append(first, row); len(first) == previewRows {
			break
		}
	}
	return first, nil
}

// PreviewImport says what an import would make of the first rows of its file, and changes nothing.
func (c *Center) PreviewImport(ctx context.Context, m org.Member, id desk.ImportID, plan desk.ImportPlan) ([]ImportPreview, error) {
	i, err := c.offered(ctx, m, id, &plan)
	if err != nil {
		return nil, err
	}
	first, err := c.firstRows(ctx, i)
	if err != nil {
		return nil, err
	}
	r, err := c.newRowReader(ctx, m, plan)
	if err != nil {
		return nil, err
	}
	var list []ImportPreview
	for _, row := range first {
		k, outcome, err := r.read(ctx, row)
		p := ImportPreview{Row: row, Outcome: outcome, Contact: k}
		if p.Refusal, err = refusal(row, err); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// offered returns an import that was not started, with a plan for it that makes sense.
func (c *Center) offered(ctx context.Context, m org.Member, id desk.ImportID, plan *desk.ImportPlan) (desk.Import, error) {
	i, err := c.seenImport(ctx, m, id)
	if err != nil {
		return i, err
	}
	if i.State != desk.ImportMapping {
		return i, fault.New(fault.Conflict, "This import was started already.").Because("started")
	}
	fields, err := c.Store.Fields(ctx, m.Workspace.ID, desk.OfContact)
	if err != nil {
		return i, err
	}
	plan.Country = strings.ToUpper(strings.TrimSpace(plan.Country))
	return i, plan.Valid(len(i.Names), fields)
}

// StartImport begins an import, which goes on beside. There is one at a time in a workspace: fault.Conflict, for the reason
// import_running, while there is another.
func (c *Center) StartImport(ctx context.Context, m org.Member, id desk.ImportID, plan desk.ImportPlan) (ImportView, error) {
	var i desk.Import
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if i, err = c.offered(ctx, m, id, &plan); err != nil {
			return err
		}
		switch other, err := c.Store.RunningImport(ctx, m.Workspace.ID); {
		case err == nil:
			return fault.New(fault.Conflict, "%s is being imported. Wait until that has ended, or stop it.", other.FileName).Because("import_running")
		case !fault.Is(err, fault.NotFound):
			return err
		}
		i.Plan, i.State, i.StartedAt = plan, desk.ImportRunning, c.now()
		if err := c.Store.SaveImport(ctx, &i); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceImport(i); c.imports.wake() })
		return c.note(ctx, m, org.Deed{Action: "contact.import_started", Subject: string(i.ID), Name: i.FileName})
	})
	if err != nil {
		return ImportView{}, err
	}
	return c.importView(ctx, m, i)
}

// StopImport ends an import before its end. What it did stays. One that has ended is no error.
func (c *Center) StopImport(ctx context.Context, m org.Member, id desk.ImportID) (ImportView, error) {
	var i desk.Import
	err := c.insist(ctx, func(ctx context.Context) (err error) { // it goes on meanwhile
		if i, err = c.seenImport(ctx, m, id); err != nil || i.State != desk.ImportRunning {
			return err
		}
		i.State = desk.ImportStopped
		return c.endImport(ctx, &i, m)
	})
	if err != nil {
		return ImportView{}, err
	}
	return c.importView(ctx, m, i)
}

// endImport ends an import in the state that it has, and writes that into the audit.
func (c *Center) endImport(ctx context.Context, i *desk.Import, m org.Member) error {
	file := i.File
	i.File, i.EndedAt = "", c.now()
	return c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.SaveImport(ctx, i); err != nil {
			return err
		}
		if err := c.Store.DeleteFile(ctx, i.WorkspaceID, file); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) {
			c.announceImport(*i)
			c.announce(i.WorkspaceID, Changed{Type: "contact"}) // any of them; single ones would be a flood
		})
		return c.note(ctx, m, importDeed(*i))
	})
}

// ForgetImport deletes a file that was offered and not started. fault.Conflict where it was.
func (c *Center) ForgetImport(ctx context.Context, m org.Member, id desk.ImportID) error {
	i, err := c.seenImport(ctx, m, id)
	if err != nil {
		return err
	}
	if i.State != desk.ImportMapping {
		return fault.New(fault.Conflict, "This import was started already.").Because("started")
	}
	return c.Store.DeleteImport(ctx, m.Workspace.ID, id)
}

// Refusals calls each for the rows that an import refused, in their order, with the name of the column that is at fault.
func (c *Center) Refusals(ctx context.Context, m org.Member, id desk.ImportID, each func(i desk.Import, r desk.Refusal) error) error {
	i, err := c.seenImport(ctx, m, id)
	if err != nil {
		return err
	}
	for after := 0; ; {
		list, err := c.Store.Refusals(ctx, m.Workspace.ID, id, after, refusalsAtOnce)
		if err != nil {
			return err
		}
		for _, r := range list {
			if err := each(i, r); err != nil {
				return err
			}
			after = r.Row
		}
		if len(list) < refusalsAtOnce {
			return nil
		}
	}
}

const refusalsAtOnce = 500

// tidyImports forgets files that nobody went on with, and reports that are old.
func (c *Center) tidyImports(ctx context.Context) error {
	now := c.now()
	waiting, err := c.Store.WaitingImports(ctx, now.Add(-desk.ImportFileLife), settleBatch)
	for _, i := range waiting {
		if err == nil {
			err = c.Store.DeleteImport(ctx, i.WorkspaceID, i.ID)
		}
	}
	if err != nil {
		return err
	}
	return c.Store.ForgetRefusals(ctx, now.Add(-desk.ImportReportLife))
}
