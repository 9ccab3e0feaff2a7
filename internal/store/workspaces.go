package store

import (
	"context"

	"ramal/internal/org"
)

const workspaceColumns = `id, name, modules, seats, created_at`

func scanWorkspace(s scanner) (org.Workspace, error) {
	var w org.Workspace
	var modules string
	var created int64
	if err := s.Scan(&w.ID, &w.Name, &modules, &w.Plan.Seats, &created); err != nil {
		return w, err
	}
	w.CreatedAt = at(created)
	var err error
	w.Plan.Modules, err = parse[[]org.Module](modules)
	return w, err
}

// CreateWorkspace stores a new tenant.
func (d *DB) CreateWorkspace(ctx context.Context, w org.Workspace) error {
	_, err := d.attempt(ctx, `INSERT INTO workspaces (`+workspaceColumns+`) VALUES (?, ?, ?, ?, ?)`,
		string(w.ID), w.Name, text(w.Plan.Modules), w.Plan.Seats, ms(w.CreatedAt))
	return exists(err, "This workspace is there already.")
}

// UpdateWorkspace saves the name and the plan. The last one wins.
func (d *DB) UpdateWorkspace(ctx context.Context, w org.Workspace) error {
	n, err := d.exec(ctx, `UPDATE workspaces SET name = ?, modules = ?, seats = ? WHERE id = ?`,
		w.Name, text(w.Plan.Modules), w.Plan.Seats, string(w.ID))
	if err == nil && n == 0 {
		err = missing("workspace")
	}
	return err
}

// Workspace returns a tenant.
func (d *DB) Workspace(ctx context.Context, id org.WorkspaceID) (org.Workspace, error) {
	return one(ctx, d, "workspace", scanWorkspace, `SELECT `+workspaceColumns+` FROM workspaces WHERE id = ?`, string(id))
}

// Workspaces lists all tenants by name, for the administrator's shell.
func (d *DB) Workspaces(ctx context.Context) ([]org.Workspace, error) {
	return many(ctx, d, scanWorkspace, `SELECT `+workspaceColumns+` FROM workspaces ORDER BY name, id`)
}

const departmentColumns = `id, workspace_id, name, parent, accounts, groups, version, created_at`

func scanDepartment(s scanner) (org.Department, error) {
	var v org.Department
	var accounts, groups string
	var created int64
	err := s.Scan(&v.ID, &v.WorkspaceID, &v.Name, &v.Parent, &accounts, &groups, &v.Version, &created)
	if err != nil {
		return v, err
	}
	v.CreatedAt = at(created)
	if v.Accounts, err = parse[[]org.AccountID](accounts); err != nil {
		return v, err
	}
	v.Groups, err = parse[[]org.GroupID](groups)
	return v, err
}

// CreateDepartment stores a new department; its version becomes 1. fault.Conflict on "name" when there is one of this name.
func (d *DB) CreateDepartment(ctx context.Context, v *org.Department) error {
	_, err := d.attempt(ctx, `INSERT INTO departments (`+departmentColumns+`) VALUES (`+marks(8)+`)`,
		string(v.ID), string(v.WorkspaceID), v.Name, string(v.Parent), text(v.Accounts), text(v.Groups), 1, ms(v.CreatedAt))
	if err != nil {
		return taken(err, "name", "There is a department of this name already.")
	}
	v.Version = 1
	return nil
}

// UpdateDepartment saves a department where the version is unchanged, and raises it. fault.Conflict when somebody else was
// first, or on "name" when there is another one of this name.
func (d *DB) UpdateDepartment(ctx context.Context, v *org.Department) error {
	n, err := d.attempt(ctx, `UPDATE departments SET name = ?, parent = ?, accounts = ?, groups = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		v.Name, string(v.Parent), text(v.Accounts), text(v.Groups), string(v.WorkspaceID), string(v.ID), v.Version)
	if err != nil {
		return taken(err, "name", "There is a department of this name already.")
	}
	return d.raised(ctx, n, &v.Version, "department", `SELECT 1 FROM departments WHERE workspace_id = ? AND id = ?`, string(v.WorkspaceID), string(v.ID))
}

// Department returns a department of the workspace.
func (d *DB) Department(ctx context.Context, ws org.WorkspaceID, id org.DepartmentID) (org.Department, error) {
	return one(ctx, d, "department", scanDepartment,
		`SELECT `+departmentColumns+` FROM departments WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// DeleteDepartment deletes a department. What names it elsewhere is the caller's to change, in the same transaction.
func (d *DB) DeleteDepartment(ctx context.Context, ws org.WorkspaceID, id org.DepartmentID) error {
	n, err := d.exec(ctx, `DELETE FROM departments WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("department")
	}
	return err
}

// Departments lists the departments of a workspace by name.
func (d *DB) Departments(ctx context.Context, ws org.WorkspaceID) ([]org.Department, error) {
	return many(ctx, d, scanDepartment,
		`SELECT `+departmentColumns+` FROM departments WHERE workspace_id = ? ORDER BY name, id`, string(ws))
}

const groupColumns = `id, workspace_id, name, paths, version, created_at`

func scanGroup(s scanner) (org.PermissionGroup, error) {
	var v org.PermissionGroup
	var paths string
	var created int64
	err := s.Scan(&v.ID, &v.WorkspaceID, &v.Name, &paths, &v.Version, &created)
	if err != nil {
		return v, err
	}
	v.CreatedAt = at(created)
	v.Paths, err = parse[[]org.Path](paths)
	return v, err
}

// CreateGroup stores a new permission group; its version becomes 1. fault.Conflict on "name" when there is one of this name.
func (d *DB) CreateGroup(ctx context.Context, v *org.PermissionGroup) error {
	_, err := d.attempt(ctx, `INSERT INTO permission_groups (`+groupColumns+`) VALUES (`+marks(6)+`)`,
		string(v.ID), string(v.WorkspaceID), v.Name, text(v.Paths), 1, ms(v.CreatedAt))
	if err != nil {
		return taken(err, "name", "There is a permission group of this name already.")
	}
	v.Version = 1
	return nil
}

// UpdateGroup saves a permission group where the version is unchanged, and raises it. fault.Conflict when somebody else was
// first, or on "name" when there is another one of this name.
func (d *DB) UpdateGroup(ctx context.Context, v *org.PermissionGroup) error {
	n, err := d.attempt(ctx, `UPDATE permission_groups SET name = ?, paths = ?, version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
		v.Name, text(v.Paths), string(v.WorkspaceID), string(v.ID), v.Version)
	if err != nil {
		return taken(err, "name", "There is a permission group of this name already.")
	}
	return d.raised(ctx, n, &v.Version, "permission group", `SELECT 1 FROM permission_groups WHERE workspace_id = ? AND id = ?`, string(v.WorkspaceID), string(v.ID))
}

// Group returns a permission group of the workspace.
func (d *DB) Group(ctx context.Context, ws org.WorkspaceID, id org.GroupID) (org.PermissionGroup, error) {
	return one(ctx, d, "permission group", scanGroup,
		`SELECT `+groupColumns+` FROM permission_groups WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// DeleteGroup deletes a permission group. What names it elsewhere is the caller's to change, in the same transaction.
func (d *DB) DeleteGroup(ctx context.Context, ws org.WorkspaceID, id org.GroupID) error {
	n, err := d.exec(ctx, `DELETE FROM permission_groups WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("permission group")
	}
	return err
}

// Groups lists the permission groups of a workspace by name.
func (d *DB) Groups(ctx context.Context, ws org.WorkspaceID) ([]org.PermissionGroup, error) {
	return many(ctx, d, scanGroup,
		`SELECT `+groupColumns+` FROM permission_groups WHERE workspace_id = ? ORDER BY name, id`, string(ws))
}

// MarkSetUp notes that a workspace was made by the set-up page; fault.Conflict when one was already.
func (d *DB) MarkSetUp(ctx context.Context, ws org.WorkspaceID) error {
	_, err := d.attempt(ctx, `INSERT INTO setup (id, workspace_id) VALUES (1, ?)`, string(ws))
	return exists(err, "This server is set up already.")
}
