package center

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// administers is nil where the member may change what is set up, and fault.Forbidden otherwise.
func administers(m org.Member) error {
	if m.Administers() {
		return nil
	}
	return fault.New(fault.Forbidden, "Only an administrator can do this.").Because("not_admin")
}

// mayLookAt is nil where the member may read a part of the settings: an administrator, or who was granted the path.
func mayLookAt(m org.Member, path org.Path) error {
	if m.Can(path) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your permission groups do not include this. Ask an administrator.").Because("no_settings")
}

// note writes what the member did into the audit. Call it in the transaction of the change, so that there is never one without
// the other.
func (c *Center) note(ctx context.Context, m org.Member, d org.Deed) error {
	return c.Store.AddEntry(ctx, org.Entry{
		ID: newID(), WorkspaceID: m.Workspace.ID, At: realNow(),
		Actor: m.User.ID, ActorName: m.User.Name, Address: m.Address, Deed: d,
	})
}

// Audit lists who changed what, newest first.
func (c *Center) Audit(ctx context.Context, m org.Member, q org.AuditQuery) (desk.Page[org.Entry], error) {
	if err := mayLookAt(m, org.PathSettingsAudit); err != nil {
		return desk.Page[org.Entry]{}, err
	}
	q.Limit = pageSize(q.Limit)
	return c.Store.Entries(ctx, m.Workspace.ID, q)
}
