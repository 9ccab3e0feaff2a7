package store_test

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/rates"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

// foreign calls a method as the workspace mine, with the ids of w, which is another one.
type foreign func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error

func drop[T any](_ T, err error) error { return err }

// refused are the methods that must not find what belongs to another workspace.
var refused = map[string]foreign{
	"Account": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Account(ctx, mine, w.account.ID))
	},
	"AccountByPhoneNumberID": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.AccountByPhoneNumberID(ctx, mine, w.account.PhoneNumberID))
	},
	"SetCallingEnabled": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.SetCallingEnabled(ctx, mine, w.account.ID, false)
	},
	"SaveCalling": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.account.WorkspaceID = mine
		return db.SaveCalling(ctx, &w.account)
	},
	"SetSecrets": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.SetSecrets(ctx, mine, w.account.ID, org.Secrets{})
	},
	"UpdateAccount": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.account.WorkspaceID = mine
		return db.UpdateAccount(ctx, &w.account)
	},
	"Import": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Import(ctx, mine, w.taken.ID))
	},
	"SaveImport": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.taken.WorkspaceID = mine
		return db.SaveImport(ctx, &w.taken)
	},
	"RunningImport": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return drop(db.RunningImport(ctx, mine))
	},
	"DeleteImport": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.DeleteImport(ctx, mine, w.taken.ID)
	},
	"AddRefusals": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.AddRefusals(ctx, mine, w.taken.ID, []desk.Refusal{w.refusal})
	},
	"UpdateUser": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.user.WorkspaceID = mine
		return db.UpdateUser(ctx, &w.user)
	},
	"UpdateDepartment": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return db.UpdateDepartment(ctx, &org.Department{ID: "department", WorkspaceID: mine})
	},
	"UpdateGroup": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return db.UpdateGroup(ctx, &org.PermissionGroup{ID: "group", WorkspaceID: mine})
	},
	"User": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.User(ctx, mine, w.user.ID))
	},
	"Department": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return drop(db.Department(ctx, mine, "department"))
	},
	"Group": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return drop(db.Group(ctx, mine, "group"))
	},
	"DeleteDepartment": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return db.DeleteDepartment(ctx, mine, "department")
	},
	"Invitation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return drop(db.Invitation(ctx, mine, "invitation"))
	},
	"DeleteRateCard": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return db.DeleteRateCard(ctx, mine, "2026-10-01")
	},
	"DeleteInvitation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return db.DeleteInvitation(ctx, mine, "invitation")
	},
	"DeleteGroup": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) error {
		return db.DeleteGroup(ctx, mine, "group")
	},
	"SetFactor": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.SetFactor(ctx, mine, w.user.ID, org.Factor{Seed: "SEED"})
	},
	"DeleteToken": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.DeleteToken(ctx, mine, w.user.ID, "token")
	},
	"SetPassword": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.SetPassword(ctx, mine, w.user.ID, "other")
	},
	"UpgradeHash": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.UpgradeHash(ctx, mine, w.user.ID, "other")
	},
	"Contact": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Contact(ctx, mine, w.contact.ID))
	},
	"FindContact": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.FindContact(ctx, mine, w.contact.BSUID, w.contact.WaID, w.contact.Phone))
	},
	"SaveContact": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.contact.WorkspaceID = mine
		return db.SaveContact(ctx, &w.contact)
	},
	"Conversation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Conversation(ctx, mine, w.service.ID))
	},
	"OpenConversation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.OpenConversation(ctx, mine, w.account.ID, w.contact.ID))
	},
	"CreateConversation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		c := w.newService(w.contact.ID)
		c.WorkspaceID, c.State = mine, desk.Closed
		return db.CreateConversation(ctx, &c)
	},
	"SaveConversation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.service.WorkspaceID = mine
		return db.SaveConversation(ctx, &w.service)
	},
	"Message": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Message(ctx, mine, w.message.ID))
	},
	"MessageByMetaID": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.MessageByMetaID(ctx, mine, w.message.MetaID))
	},
	"MessageByClientKey": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.MessageByClientKey(ctx, mine, w.service.ID, w.message.ClientKey))
	},
	"CreateMessage": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		m := w.newMessage("?")
		m.WorkspaceID = mine
		return db.CreateMessage(ctx, &m)
	},
	"SaveMessage": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.message.WorkspaceID = mine
		return db.SaveMessage(ctx, &w.message)
	},
	"ContactNote": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.ContactNote(ctx, mine, w.note.ID))
	},
	"CreateContactNote": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		n := desk.ContactNote{ID: "other", WorkspaceID: mine, ContactID: w.contact.ID, Text: "X"}
		return db.CreateContactNote(ctx, &n)
	},
	"SaveContactNote": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.note.WorkspaceID = mine
		return db.SaveContactNote(ctx, &w.note)
	},
	"DeleteContactNote": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.DeleteContactNote(ctx, mine, w.note.ID)
	},
	"AddPermissionEvent": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.event.WorkspaceID, w.event.ID = mine, "other"
		return db.AddPermissionEvent(ctx, w.event)
	},
	"Field": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Field(ctx, mine, w.field.ID))
	},
	"SaveField": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.field.WorkspaceID = mine
		return db.SaveField(ctx, &w.field)
	},
	"DeleteField": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.DeleteField(ctx, mine, w.field.ID)
	},
	"FindByField": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.FindByField(ctx, mine, w.field.ID, "111.222"))
	},
	"File": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.File(ctx, mine, w.file.ID))
	},
	"FilePart": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.FilePart(ctx, mine, w.file.ID, 0))
	},
	"QuickReply": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.QuickReply(ctx, mine, w.reply.ID))
	},
	"SaveQuickReply": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.reply.WorkspaceID = mine
		return db.SaveQuickReply(ctx, &w.reply)
	},
	"DeleteQuickReply": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.DeleteQuickReply(ctx, mine, w.reply.ID)
	},
	"SaveClosing": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.closing.WorkspaceID = mine
		return db.SaveClosing(ctx, &w.closing)
	},
	"Pipeline": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Pipeline(ctx, mine, w.funnel.ID))
	},
	"SavePipeline": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.funnel.WorkspaceID = mine
		return db.SavePipeline(ctx, &w.funnel)
	},
	"DeletePipeline": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.DeletePipeline(ctx, mine, w.funnel.ID)
	},
	"Deal": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Deal(ctx, mine, w.deal.ID))
	},
	"CreateDeal": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		k := w.newDeal(0, "Other", 1)
		k.WorkspaceID = mine
		return db.CreateDeal(ctx, &k)
	},
	"SaveDeal": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.deal.WorkspaceID = mine
		return db.SaveDeal(ctx, &w.deal)
	},
	"DeleteDeal": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.deal.WorkspaceID = mine
		return db.DeleteDeal(ctx, w.deal)
	},
	"AddDealEvent": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return db.AddDealEvent(ctx, desk.DealEvent{ID: id("event"), WorkspaceID: mine, Deal: w.deal.ID})
	},
	"Call": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Call(ctx, mine, w.call.ID))
	},
	"CallByMetaID": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.CallByMetaID(ctx, mine, w.call.MetaID))
	},
	"LiveCallWith": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.LiveCallWith(ctx, mine, w.account.ID, w.contact.ID))
	},
	"LiveCallOf": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.LiveCallOf(ctx, mine, w.user.ID))
	},
	"Timeline": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		return drop(db.Timeline(ctx, mine, w.call.ID))
	},
	"CreateCall": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		c := w.newCall(w.contact.ID)
		c.WorkspaceID, c.State = mine, call.Ended
		return db.CreateCall(ctx, &c, nil)
	},
	"SaveCall": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.call.WorkspaceID = mine
		return db.SaveCall(ctx, &w.call, nil)
	},
	"MergeContact": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.contact.WorkspaceID = mine
		return db.MergeContact(ctx, &w.contact, w.contact)
	},
	"MergeConversation": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.service.WorkspaceID = mine
		return db.MergeConversation(ctx, &w.service, w.service)
	},
	"SavePermission": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) error {
		w.allowed.WorkspaceID = mine
		return db.SavePermission(ctx, &w.allowed)
	},
}

// lists are the methods that must come back without anything of another workspace.
var lists = map[string]func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error){
	"Twins": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.Twins(ctx, desk.Contact{WorkspaceID: mine, ID: "somebody", Phone: w.contact.Phone}, "")
		return len(list), err
	},
	"Users": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Users(ctx, mine)
		return len(list), err
	},
	"Accounts": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Accounts(ctx, mine)
		return len(list), err
	},
	"Departments": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Departments(ctx, mine)
		return len(list), err
	},
	"Groups": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Groups(ctx, mine)
		return len(list), err
	},
	"Invitations": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Invitations(ctx, mine)
		return len(list), err
	},
	"Load": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Load(ctx, mine, nil, "")
		return len(list), err
	},
	"Turn": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		user, err := db.Turn(ctx, mine, "department")
		return len(user), err
	},
	"CloseReasons": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.CloseReasons(ctx, mine, start, 10)
		return len(list), err
	},
	"Notices": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.Notices(ctx, mine, w.user.ID, "", 0)
		return len(page.Items), err
	},
	"UnreadNotices": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		return db.UnreadNotices(ctx, mine, w.user.ID)
	},
	"RateCards": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.RateCards(ctx, mine)
		return len(list), err
	},
	"UsedPulses": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		n, err := db.UsedPulses(ctx, mine, w.account.ID, start, start.Add(time.Hour))
		return int(n), err
	},
	"PulsesUpTo": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		found, err := db.PulsesUpTo(ctx, mine, w.account.ID, start, start.Add(time.Hour), []call.ID{w.call.ID})
		return len(found), err
	},
	"TokensOf": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.TokensOf(ctx, mine, w.user.ID)
		return len(list), err
	},
	"Entries": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.Entries(ctx, mine, org.AuditQuery{Actor: w.user.ID})
		return len(page.Items), err
	},
	"Contacts": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		page, err := db.Contacts(ctx, mine, desk.ContactQuery{Search: "ana"})
		return len(page.Items), err
	},
	"ContactsByID": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		found, err := db.ContactsByID(ctx, mine, []desk.ContactID{w.contact.ID})
		return len(found), err
	},
	"ConversationsOf": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.ConversationsOf(ctx, mine, w.contact.ID)
		return len(list), err
	},
	"Conversations": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.Conversations(ctx, mine, desk.ConversationQuery{Accounts: []org.AccountID{w.account.ID}, Search: "ana"})
		return len(page.Items), err
	},
	"Messages": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.Messages(ctx, mine, desk.MessageQuery{Conversation: w.service.ID, Limit: 1})
		return len(page.Items), err
	},
	"SearchTexts": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.SearchTexts(ctx, mine, desk.TextQuery{Search: w.message.Text})
		return len(page.Items), err
	},
	"Fields": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Fields(ctx, mine, desk.OfDeal)
		return len(list), err
	},
	"Imports": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		page, err := db.Imports(ctx, mine, "", "", 0)
		return len(page.Items), err
	},
	"OfferedImports": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.OfferedImports(ctx, mine, w.user.ID)
		return len(list), err
	},
	"Refusals": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.Refusals(ctx, mine, w.taken.ID, 0, 10)
		return len(list), err
	},
	"RefusedRows": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		rows, err := db.RefusedRows(ctx, mine, w.taken.ID)
		return len(rows), err
	},
	"TagCounts": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.TagCounts(ctx, mine)
		return len(list), err
	},
	"Pipelines": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		list, err := db.Pipelines(ctx, mine)
		return len(list), err
	},
	"HasDeals": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		has, err := db.HasDeals(ctx, mine, w.funnel.ID)
		if has {
			return 1, err
		}
		return 0, err
	},
	"BusyStages": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.BusyStages(ctx, mine, w.funnel.ID)
		return len(list), err
	},
	"EdgeRank": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		r, err := db.EdgeRank(ctx, mine, w.funnel.Stages[0].ID, true)
		return min(len(r), 1), err
	},
	"RankBelow": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		r, err := db.RankBelow(ctx, mine, w.funnel.Stages[0].ID, "", "another")
		return min(len(r), 1), err
	},
	"StageTotals": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.StageTotals(ctx, mine, w.funnel.ID, w.user.ID, "")
		return len(list), err
	},
	"DealsOfStage": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.DealsOfStage(ctx, mine, desk.StageQuery{Stage: w.funnel.Stages[0].ID})
		return len(page.Items), err
	},
	"DealsOf": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.DealsOf(ctx, mine, w.contact.ID, "", 0)
		return len(page.Items), err
	},
	"Deals": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.Deals(ctx, mine, desk.DealQuery{Pipeline: w.funnel.ID, Search: "brakes"})
		return len(page.Items), err
	},
	"ContactNotes": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.ContactNotes(ctx, mine, w.contact.ID, "", 0)
		return len(page.Items), err
	},
	"PermissionsOf": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.PermissionsOf(ctx, mine, w.contact.ID)
		return len(list), err
	},
	"PermissionEvents": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.PermissionEvents(ctx, mine, w.contact.ID, nil, "", 0)
		return len(page.Items), err
	},
	"DealsByID": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		found, err := db.DealsByID(ctx, mine, []desk.DealID{w.deal.ID})
		return len(found), err
	},
	"DealEvents": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.DealEvents(ctx, mine, w.deal.ID, "", 0)
		return len(page.Items), err
	},
	"QuickReplies": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		list, err := db.QuickReplies(ctx, mine, w.user.ID)
		return len(list), err
	},
	"Closing": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, _ *world) (int, error) {
		c, err := db.Closing(ctx, mine)
		return min(len(c.Reasons), 1), err
	},
	"Calls": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		page, err := db.Calls(ctx, mine, call.Query{Accounts: []org.AccountID{w.account.ID}, Contact: w.contact.ID})
		return len(page.Items), err
	},
	"Permission": func(ctx context.Context, db *store.DB, mine org.WorkspaceID, w *world) (int, error) {
		p, err := db.Permission(ctx, mine, w.account.ID, w.contact.ID)
		if p.Grant != call.None || p.Version != 0 {
			return 1, err
		}
		return 0, err
	},
}

// free are the methods that know no workspace, or make what has none yet.
var free = []string{
	"AccountByID", "Secrets", "Atomically", "Close", "Ping", "Migrate", "Version", "Member", "Credentials", "UserByEmail", "SetLanguage",
	"CreateSession", "Session", "TouchSession", "DeleteSession", "DeleteSessionsBefore", "PendingMessages", "Unsettled", "ConnectedAccounts",
	"Keep", "Unhandled", "Settle", "Retry", "ForgetInbox", "Workspace", "Workspaces", "CreateWorkspace", "UpdateWorkspace",
	"DeleteFile", "CreateImport", "DueImports", "WaitingImports", "ForgetRefusals",
	"CreateUser", "CreateAccount", "CreateContact", "CreateDepartment", "CreateGroup", "AddEntry", "CreateQuickReply", "CreateField", "CreatePipeline", "MoveDealsOf", "HoldContacts", "OnACall", "Duplicates", "DeletedFields", "ClearField", "CreateFile", "AddDueMedium", "DueMedia", "DeleteDueMedium",
	"DeleteSessionsOf", "MarkSetUp", "Factor", "UseStep", "UseRecovery", "CreateToken", "TokenByHash", "TouchToken", "SessionsOf", "SaveInvitation", "InvitationByHash", "DeleteInvitationsBefore", "AddRateCard", "AddNotice", "ReadNotices", "DeleteNoticesBefore", "SetTurn",
}

func TestEveryMethodIsTriedWithAnotherWorkspace(t *testing.T) {
	known := slices.Concat(slices.Collect(maps.Keys(refused)), slices.Collect(maps.Keys(lists)), free)
	db := reflect.TypeFor[*store.DB]()
	for i := range db.NumMethod() {
		if name := db.Method(i).Name; !slices.Contains(known, name) {
			t.Errorf("%s stands in none of the tables of this test", name)
		}
	}
	if len(known) != db.NumMethod() {
		t.Errorf("the tables name %d methods, DB has %d", len(known), db.NumMethod())
	}
}

func TestAnotherWorkspaceFindsAndChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		theirs := newWorld(t, db)
		mine := org.WorkspaceID(id("ws"))
		must(t, db.CreateWorkspace(t.Context(), org.Workspace{ID: mine, Name: "Other", CreatedAt: start}))
		must(t, db.CreateDepartment(t.Context(), &org.Department{ID: "department", WorkspaceID: theirs.ws, CreatedAt: start}))
		must(t, db.CreateGroup(t.Context(), &org.PermissionGroup{ID: "group", WorkspaceID: theirs.ws, CreatedAt: start}))
		must(t, db.CreateToken(t.Context(), org.Token{ID: "token", WorkspaceID: theirs.ws, UserID: theirs.user.ID, Hash: "theirs"}))
		must(t, db.SaveInvitation(t.Context(), org.Invitation{ID: "invitation", WorkspaceID: theirs.ws, Hash: "theirs", CreatedAt: start}))
		must(t, db.AddEntry(t.Context(), org.Entry{ID: id("entry"), WorkspaceID: theirs.ws, Actor: theirs.user.ID}))
		must(t, db.AddRateCard(t.Context(), theirs.ws, rates.Card{Effective: "2026-10-01"}))
		theirs.talk(t, db, 6*time.Second)
		must(t, db.AddNotice(t.Context(), theirs.newNotice(0)))
		theirs.closeFor(t, db, "done", 0)
		must(t, db.SetTurn(t.Context(), theirs.ws, "department", "x"))
		must(t, db.MoveDealsOf(t.Context(), mine, theirs.funnel.ID, theirs.funnel.Stages[0].ID, theirs.funnel.Stages[1].ID, desk.DealEvent{ID: id("event")}))
		must(t, db.ReadNotices(t.Context(), mine, theirs.user.ID, start.Add(time.Hour), start))
		must(t, db.DeleteFile(t.Context(), mine, theirs.file.ID))
		must(t, drop(db.File(t.Context(), theirs.ws, theirs.file.ID)))
		for name, method := range refused {
			w := *theirs
			if err := method(t.Context(), db, mine, &w); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: got %v, want not found", name, err)
			}
		}
		for name, list := range lists {
			n, err := list(t.Context(), db, mine, theirs)
			if err != nil || n != 0 {
				t.Errorf("%s: got %d of another workspace (%v), want none", name, n, err)
			}
		}
		must(t, db.CreateSession(t.Context(), org.Session{Hash: id("session"), UserID: theirs.user.ID, CreatedAt: start, SeenAt: start}))
		must(t, db.DeleteSessionsOf(t.Context(), mine, theirs.user.ID))
		must(t, drop(db.Session(t.Context(), fmt.Sprintf("session-%08d", serial.Load()))))
		same(t, 1)(db.UnreadNotices(t.Context(), theirs.ws, theirs.user.ID))
		same(t, theirs.account)(db.Account(t.Context(), theirs.ws, theirs.account.ID))
		same(t, theirs.secrets)(db.Secrets(t.Context(), theirs.account.ID))
		same(t, theirs.call)(db.Call(t.Context(), theirs.ws, theirs.call.ID))
		same(t, theirs.deal)(db.Deal(t.Context(), theirs.ws, theirs.deal.ID))
		same(t, theirs.contact)(db.Contact(t.Context(), theirs.ws, theirs.contact.ID))
		_, hash, err := db.Credentials(t.Context(), theirs.user.Email)
		if err != nil || hash != theirs.password {
			t.Errorf("the password was changed from outside: %q, %v", hash, err)
		}
	})
}

func TestTheListsOfOwnWorkspaceAreNotEmpty(t *testing.T) {
	// Without this, the test above would pass for lists that are always empty.
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		must(t, db.CreateDepartment(t.Context(), &org.Department{ID: "d", WorkspaceID: w.ws, CreatedAt: start}))
		must(t, db.CreateGroup(t.Context(), &org.PermissionGroup{ID: "g", WorkspaceID: w.ws, CreatedAt: start.Add(time.Hour)}))
		must(t, db.CreateToken(t.Context(), org.Token{ID: "t", WorkspaceID: w.ws, UserID: w.user.ID, Hash: "own"}))
		must(t, db.SaveInvitation(t.Context(), org.Invitation{ID: "i", WorkspaceID: w.ws, Hash: "own", CreatedAt: start}))
		must(t, db.AddEntry(t.Context(), org.Entry{ID: id("entry"), WorkspaceID: w.ws, Actor: w.user.ID}))
		must(t, db.AddRateCard(t.Context(), w.ws, rates.Card{Effective: "2026-10-01"}))
		w.talk(t, db, 6*time.Second)
		must(t, db.AddNotice(t.Context(), w.newNotice(0)))
		w.closeFor(t, db, "done", 0)
		must(t, db.SetTurn(t.Context(), w.ws, "department", "x"))
		for name, list := range lists {
			if n, err := list(t.Context(), db, w.ws, w); err != nil || n != 1 {
				t.Errorf("%s: got %d (%v), want 1", name, n, err)
			}
		}
	})
}
