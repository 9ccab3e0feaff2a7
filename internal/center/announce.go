package center

import (
	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Subject is where the bus carries what changed in a workspace.
func Subject(ws org.WorkspaceID) string { return "ramal." + string(ws) + ".changed" }

// announce tells every browser of the workspace that something changed. A lost announcement loses nothing but time: what
// was announced is in the store, and browsers read it again when they reconnect.
func (c *Center) announce(ws org.WorkspaceID, what Changed) {
	if err := c.Bus.Publish(Subject(ws), what); err != nil {
		c.log().Warn("announcement not published", "type", what.Type, "id", what.ID, "error", err)
	}
}

func (c *Center) announceCall(k call.Call) {
	c.announce(k.WorkspaceID, Changed{
		Type: "call", ID: string(k.ID), ContactID: k.ContactID, ConversationID: k.ConversationID, AccountID: k.AccountID,
	})
}

func (c *Center) announcePermission(p call.Permission) {
	c.announce(p.WorkspaceID, Changed{Type: "permission", ID: string(p.ContactID), ContactID: p.ContactID, AccountID: p.AccountID})
}

func (c *Center) announceContact(k desk.Contact) {
	c.announce(k.WorkspaceID, Changed{Type: "contact", ID: string(k.ID), ContactID: k.ID})
}

func (c *Center) announceConversation(v desk.Conversation) {
	c.announce(v.WorkspaceID, Changed{
		Type: "conversation", ID: string(v.ID), ContactID: v.ContactID, ConversationID: v.ID, AccountID: v.AccountID,
	})
}

func (c *Center) announceMessage(m desk.Message, v desk.Conversation) {
	c.announce(m.WorkspaceID, Changed{
		Type: "message", ID: string(m.ID), ContactID: v.ContactID, ConversationID: v.ID, AccountID: v.AccountID,
	})
}

// announceOrganisation says that who may do what has changed: people, departments, permission groups or the plan.
func (c *Center) announceOrganisation(ws org.WorkspaceID) {
	c.announce(ws, Changed{Type: "organisation", ID: string(ws)})
}

// announceNotices says that a user was told something, or has read it.
func (c *Center) announceNotices(ws org.WorkspaceID, user org.UserID) {
	c.announce(ws, Changed{Type: "notice", ID: string(user)})
}

// announceDesk says that what helps at the desk has changed: quick replies, or the reasons to close a service.
func (c *Center) announceDesk(ws org.WorkspaceID) {
	c.announce(ws, Changed{Type: "desk", ID: string(ws)})
}

// announceDeal says that a deal has changed, or is new.
func (c *Center) announceDeal(k desk.Deal) {
	c.announce(k.WorkspaceID, Changed{Type: "deal", ID: string(k.ID), ContactID: k.Contact})
}

// announcePipeline says that a funnel has changed, and which deals are in which of its stages.
func (c *Center) announcePipeline(p desk.Pipeline) {
	c.announce(p.WorkspaceID, Changed{Type: "pipeline", ID: string(p.ID)})
}

// announceImport says that an import of contacts went on, or ended.
func (c *Center) announceImport(i desk.Import) {
	c.announce(i.WorkspaceID, Changed{Type: "import", ID: string(i.ID)})
}

// announceRates says that prices have changed.
func (c *Center) announceRates(ws org.WorkspaceID) {
	c.announce(ws, Changed{Type: "rates", ID: string(ws)})
}

func (c *Center) announceAccount(a org.Account) {
	c.announce(a.WorkspaceID, Changed{Type: "account", ID: string(a.ID), AccountID: a.ID})
}
