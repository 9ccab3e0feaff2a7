package center

import (
	"context"
	"slices"
	"sync"

	"ramal/internal/org"
)

// plans remembers the plans of all workspaces as they were last seen. The owner of the server changes them at the shell, with
// another process that no bus connects with this one, so they are looked at: one small query each time, however many pages
// are open.
type plans struct {
	mu   sync.Mutex
	seen map[org.WorkspaceID]org.Workspace
}

// Plan is what a workspace has, and how much of it is used.
type Plan struct {
	org.Plan
	Taken int // seats
}

// Plan returns the plan of the member's workspace.
func (c *Center) Plan(ctx context.Context, m org.Member) (Plan, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return Plan{}, err
	}
	t, err := c.team(ctx, m.Workspace.ID)
	return Plan{m.Workspace.Plan, t.Taken}, err
}

// watchPlans tells the open pages of a workspace when its name or plan is another than before.
func (c *Center) watchPlans(ctx context.Context) {
	all, err := c.Store.Workspaces(ctx)
	if err != nil {
		c.backstage(ctx).Error("workspaces not read", "error", err)
		return
	}
	for _, ws := range c.plans.changed(all) {
		c.announceOrganisation(ws)
	}
}

// changed takes the plans as they are now, and returns the workspaces whose was another one before. One that was not seen before is
// among them: it may have changed since its pages were opened.
func (p *plans) changed(all []org.Workspace) (news []org.WorkspaceID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := make(map[org.WorkspaceID]org.Workspace, len(all))
	for _, ws := range all {
		before, known := p.seen[ws.ID]
		if !known || before.Name != ws.Name || before.Plan.Seats != ws.Plan.Seats || !slices.Equal(before.Plan.Modules, ws.Plan.Modules) {
			news = append(news, ws.ID)
		}
		seen[ws.ID] = ws
	}
	p.seen = seen
	return news
}
