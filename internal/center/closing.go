package center

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// Closing returns what the workspace decided on why services are closed. Where it offers no reasons, those that were given lately are
// offered.
func (c *Center) Closing(ctx context.Context, m org.Member) (desk.Closing, error) {
	closing, err := c.Store.Closing(ctx, m.Workspace.ID)
	if err == nil && len(closing.Reasons) == 0 {
		closing.Reasons, err = c.Store.CloseReasons(ctx, m.Workspace.ID, c.now().Add(-reasonsLife), reasonsOffered)
	}
	return closing, err
}

// ClosingDecided returns what the workspace decided, as administrators change it.
func (c *Center) ClosingDecided(ctx context.Context, m org.Member) (desk.Closing, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return desk.Closing{}, err
	}
	return c.Store.Closing(ctx, m.Workspace.ID)
}

// DecideClosing says why services may be closed from now on. Those that are closed keep their reasons.
func (c *Center) DecideClosing(ctx context.Context, m org.Member, wanted desk.Closing) (desk.Closing, error) {
	if err := administers(m); err != nil {
		return wanted, err
	}
	wanted.WorkspaceID = m.Workspace.ID
	wanted, err := wanted.Tidy()
	if err != nil {
		return wanted, err
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		before, err := c.Store.Closing(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		if err := current(before.Version, wanted.Version, "decision"); err != nil {
			return err
		}
		deed := org.Deed{Action: "closing.changed", Subject: string(m.Workspace.ID), Name: m.Workspace.Name}
		deed.List("reasons", before.Reasons, wanted.Reasons)
		deed.Flag("free", before.Free, wanted.Free)
		if len(deed.Changes) == 0 {
			return nil
		}
		if err := c.Store.SaveClosing(ctx, &wanted); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDesk(m.Workspace.ID) })
		return c.note(ctx, m, deed)
	})
	return wanted, err
}
