package org

import "slices"

// Path is a place in the permission tree, such as SAC 360º > WhatsApp API > Calls. A granted path grants all below it.
type Path string

// The paths that decide something today.
const (
	PathSAC         Path = "sac360"
	PathWhatsAppAPI Path = "sac360.whatsapp_api"
	PathCalls       Path = "sac360.whatsapp_api.calls"
	PathCallHistory Path = "sac360.whatsapp_api.calls.history"
	PathCallRequest Path = "sac360.whatsapp_api.calls.request"
	PathCallPlace   Path = "sac360.whatsapp_api.calls.place"
	PathContacts    Path = "contacts"
)

// Covers reports whether a grant of p grants q.
func (p Path) Covers(q Path) bool {
	return p == q || len(q) > len(p) && q[:len(p)] == p && q[len(p)] == '.'
}

// Can reports whether the member may do what path stands for: administrators may do all, blocked users nothing.
func (m Member) Can(path Path) bool {
	if m.Blocked {
		return false
	}
	return m.Admin || slices.ContainsFunc(m.Granted, func(g Path) bool { return g.Covers(path) })
}

// Sees reports whether the member may see the conversations and calls of an account: administrators, and members of a
// department that has the account.
func (m Member) Sees(id AccountID) bool {
	if m.Blocked {
		return false
	}
	return m.Admin || slices.ContainsFunc(m.In, func(d Department) bool { return slices.Contains(d.Accounts, id) })
}

// Operates reports whether the member is a call operator of the account: named there, or by one of their departments.
// Being an administrator does not make one an operator.
func (m Member) Operates(a Account) bool {
	if m.Blocked || m.User.WorkspaceID != a.WorkspaceID {
		return false
	}
	if slices.Contains(a.OperatorUsers, m.User.ID) {
		return true
	}
	return slices.ContainsFunc(m.Departments, func(d DepartmentID) bool { return slices.Contains(a.OperatorDepartments, d) })
}

// Has reports whether the plan includes the module.
func (p Plan) Has(m Module) bool { return slices.Contains(p.Modules, m) }
