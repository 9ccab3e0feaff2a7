package center

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// maxTitle is the longest name of a department or a permission group, in characters.
const maxTitle = 80

// GroupEdit is a permission group as somebody wants it. Version is that of the group it was made from, 0 for a new one.
type GroupEdit struct {
	Name    string
	Paths   []org.Path
	Version int64
}

// Groups lists the permission groups.
func (c *Center) Groups(ctx context.Context, m org.Member) ([]org.PermissionGroup, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return nil, err
	}
	return c.Store.Groups(ctx, m.Workspace.ID)
}

// CreateGroup makes a permission group. It applies to nobody until a department links it.
func (c *Center) CreateGroup(ctx context.Context, m org.Member, e GroupEdit) (org.PermissionGroup, error) {
	if err := administers(m); err != nil {
		return org.PermissionGroup{}, err
	}
	g := org.PermissionGroup{ID: org.GroupID(newID()), WorkspaceID: m.Workspace.ID, CreatedAt: c.now()}
	if err := e.into(&g); err != nil {
		return org.PermissionGroup{}, err
	}
	err := c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.CreateGroup(ctx, &g); err != nil {
			return err
		}
		return c.note(ctx, m, org.Deed{Action: "group.created", Subject: string(g.ID), Name: g.Name, Changes: []org.Change{{Field: "paths", After: pathList(g.Paths)}}})
	})
	if err == nil {
		c.announceOrganisation(m.Workspace.ID)
	}
	return g, err
}

// ChangeGroup changes a permission group where nobody else did meanwhile; fault.Conflict otherwise.
func (c *Center) ChangeGroup(ctx context.Context, m org.Member, id org.GroupID, e GroupEdit) (org.PermissionGroup, error) {
	if err := administers(m); err != nil {
		return org.PermissionGroup{}, err
	}
	var g org.PermissionGroup
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if g, err = c.Store.Group(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		if err := current(g.Version, e.Version, "permission group"); err != nil {
			return err
		}
		before := g
		if err := e.into(&g); err != nil {
			return err
		}
		deed := org.Deed{Action: "group.changed", Subject: string(id), Name: g.Name}
		deed.Text("name", before.Name, g.Name)
		deed.Text("paths", pathList(before.Paths), pathList(g.Paths))
		if len(deed.Changes) == 0 {
			return nil
		}
		if err := c.Store.UpdateGroup(ctx, &g); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, deed)
	})
	return g, err
}

// DeleteGroup deletes a permission group; the departments that linked it lose it with that.
func (c *Center) DeleteGroup(ctx context.Context, m org.Member, id org.GroupID) error {
	if err := administers(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		g, err := c.Store.Group(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		departments, err := c.Store.Departments(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		var lost []string
		for _, d := range departments {
			if !slices.Contains(d.Groups, id) {
				continue
			}
			d.Groups = without(d.Groups, id)
			if err := c.Store.UpdateDepartment(ctx, &d); err != nil {
				return err
			}
			lost = append(lost, d.Name)
		}
		if err := c.Store.DeleteGroup(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		deed := org.Deed{Action: "group.deleted", Subject: string(id), Name: g.Name}
		deed.List("departments", lost, nil)
		return c.note(ctx, m, deed)
	})
}

// into checks what somebody wants and writes it into the group. Paths below one that is granted say nothing more and are left
// out.
func (e GroupEdit) into(g *org.PermissionGroup) (err error) {
	if g.Name, err = title(e.Name); err != nil {
		return err
	}
	g.Paths = nil
	for _, p := range e.Paths {
		if !p.Known() {
			return fault.New(fault.Invalid, "There is no path %q in the permission tree.", p).On("paths")
		}
		covered := slices.ContainsFunc(e.Paths, func(q org.Path) bool { return q != p && q.Covers(p) })
		if !covered && !slices.Contains(g.Paths, p) {
			g.Paths = append(g.Paths, p)
		}
	}
	slices.Sort(g.Paths)
	return nil
}

func pathList(paths []org.Path) string {
	list := make([]string, len(paths))
	for i, p := range paths {
		list[i] = string(p)
	}
	return strings.Join(list, ", ")
}

// title tidies the name of a department or a group.
func title(name string) (string, error) {
	name = strings.TrimSpace(name)
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return "", fault.New(fault.Invalid, "It needs a name.").On("name")
	case n > maxTitle:
		return "", fault.New(fault.Invalid, "The name has %d characters; %d is the most.", n, maxTitle).On("name")
	}
	return name, nil
}

// current refuses a change that was made on another version than the stored one.
func current(stored, seen int64, what string) error {
	if stored == seen {
		return nil
	}
	return fault.New(fault.Conflict, "Somebody else changed the %s in the meantime. Load it again.", what)
}

// without returns a copy of the list that lacks v.
func without[T comparable](list []T, v T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return x == v })
}
