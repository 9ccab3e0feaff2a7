package org

import "slices"

// Path is a place in the permission tree, such as SAC 360º > WhatsApp API > Calls. A granted path grants all below it.
type Path string

// The paths that decide something today.
const (
	PathSAC           Path = "sac360"
	PathWhatsAppAPI   Path = "sac360.whatsapp_api"
	PathCalls         Path = "sac360.whatsapp_api.calls"
	PathCallHistory   Path = "sac360.whatsapp_api.calls.history"
	PathCallRequest   Path = "sac360.whatsapp_api.calls.request"
	PathCallPlace     Path = "sac360.whatsapp_api.calls.place"
	PathCRM           Path = "crm"
	PathDeals         Path = "crm.deals" // to see deals, make them and change them
	PathDealDelete    Path = "crm.delete"
	PathContacts      Path = "contacts"
	PathContactBook   Path = "contacts.book" // to see contacts and change them
	PathContactMerge  Path = "contacts.merge"
	PathContactImport Path = "contacts.import"
	PathContactExport Path = "contacts.export"

	// What is set up, to look at. Changing it is for administrators alone and no path grants it.
	PathSettings      Path = "settings"
	PathSettingsView  Path = "settings.view"
	PathSettingsAudit Path = "settings.audit"
	PathSettingsCheck Path = "settings.check"

	// Places kept for what comes later; granting them does nothing yet.
	PathCallReceive   Path = "sac360.whatsapp_api.calls.receive"
	PathCallRecord    Path = "sac360.whatsapp_api.calls.record"
	PathCallSupervise Path = "sac360.whatsapp_api.calls.supervise"
	PathDashboard     Path = "dashboard"
)

// Node is a place of the permission tree with what is below it.
type Node struct {
	Path  Path
	Later bool // granting it does nothing yet
	Below []Node
}

// Tree returns the whole permission tree, in the order in which people read it.
func Tree() []Node {
	return []Node{
		{Path: PathSAC, Below: []Node{
			{Path: PathWhatsAppAPI, Below: []Node{
				{Path: PathCalls, Below: []Node{
					{Path: PathCallHistory},
					{Path: PathCallRequest},
					{Path: PathCallPlace},
					{Path: PathCallReceive, Later: true},
					{Path: PathCallRecord, Later: true},
					{Path: PathCallSupervise, Later: true},
				}},
			}},
		}},
		{Path: PathCRM, Below: []Node{
			{Path: PathDeals},
			{Path: PathDealDelete},
		}},
		{Path: PathContacts, Below: []Node{
			{Path: PathContactBook},
			{Path: PathContactMerge},
			{Path: PathContactImport},
			{Path: PathContactExport},
		}},
		{Path: PathDashboard, Later: true},
		{Path: PathSettings, Below: []Node{
			{Path: PathSettingsView},
			{Path: PathSettingsAudit},
			{Path: PathSettingsCheck},
		}},
	}
}

// Known reports whether the path is a place of the tree.
func (p Path) Known() bool {
	var within func(nodes []Node) bool
	within = func(nodes []Node) bool {
		return slices.ContainsFunc(nodes, func(n Node) bool { return n.Path == p || within(n.Below) })
	}
	return within(Tree())
}

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

// Operates reports whether the member is a call operator of the account: named there, or by one of their departments or one
// above it.
// Being an administrator does not make one an operator.
func (m Member) Operates(a Account) bool {
	if m.Blocked || m.User.WorkspaceID != a.WorkspaceID {
		return false
	}
	if slices.Contains(a.OperatorUsers, m.User.ID) {
		return true
	}
	return slices.ContainsFunc(m.In, func(d Department) bool { return slices.Contains(a.OperatorDepartments, d.ID) })
}

// Administers reports whether the member may change what is set up.
func (m Member) Administers() bool { return m.Admin && !m.Blocked }

// Has reports whether the plan includes the module.
func (p Plan) Has(m Module) bool { return slices.Contains(p.Modules, m) }
