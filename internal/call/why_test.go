package call_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// open are facts that let everything through.
func open() call.Gates {
	now := sec(0)
	return call.Gates{
		Now: now,
		Member: org.Member{
			User:      org.User{ID: "paula", WorkspaceID: "aurora", Departments: []org.DepartmentID{"front"}},
			In:        []org.Department{{ID: "front"}},
			Workspace: org.Workspace{ID: "aurora", Plan: org.Plan{Modules: []org.Module{org.ModuleCalls}}},
			Granted:   []org.Path{org.PathCalls},
		},
		Account: org.Account{
			ID: "acc", WorkspaceID: "aurora", Status: org.Connected, CallingEnabled: true,
			OperatorUsers: []org.UserID{"paula"},
		},
		Contact: desk.Contact{ID: "ana", WaID: "5511999990001"},
		Service: &desk.Conversation{
			AccountID: "acc", Channel: desk.WhatsAppAPI, State: desk.InService, LastCustomerAt: now.Add(-hour),
		},
		Permission: call.Permission{Grant: call.Temporary, ExpiresAt: now.Add(day), Answer: call.Agreed},
	}
}

type gateTest struct {
	name   string
	change func(g *call.Gates)
	code   string // "" when it is allowed
	until  time.Time
}

// common are the gates that a request and a call share.
var common = []gateTest{
	{"all open", func(*call.Gates) {}, "", time.Time{}},
	{"module not in the plan", func(g *call.Gates) { g.Member.Workspace.Plan.Modules = nil }, call.WhyModuleOff, time.Time{}},
	{"account disconnected", func(g *call.Gates) { g.Account.Status = org.Disconnected }, call.WhyAccountDisconnected, time.Time{}},
	{"calling off", func(g *call.Gates) { g.Account.CallingEnabled = false }, call.WhyAccountOff, time.Time{}},
	{"path not granted", func(g *call.Gates) { g.Member.Granted = nil }, call.WhyNoPermission, time.Time{}},
	{"blocked user", func(g *call.Gates) { g.Member.Blocked = true }, call.WhyNoPermission, time.Time{}},
	{"administrator without a group", func(g *call.Gates) { g.Member.Granted, g.Member.Admin = nil, true }, "", time.Time{}},
	{"contact without WhatsApp", func(g *call.Gates) { g.Contact.WaID = "" }, call.WhyNoWhatsApp, time.Time{}},
	{"contact known by BSUID alone", func(g *call.Gates) { g.Contact.WaID, g.Contact.BSUID = "", "BR.1" }, "", time.Time{}},
	{
		"Meta paused business calls", func(g *call.Gates) {
			restrict(g, org.Restriction{Kind: org.BusinessCalls, Since: g.Now.Add(-day), Until: g.Now.Add(6 * day)})
		}, call.WhyRestricted, sec(0).Add(6 * day),
	},
	{
		"Meta paused business calls, and the pause is over", func(g *call.Gates) {
			restrict(g, org.Restriction{Kind: org.BusinessCalls, Since: g.Now.Add(-7 * day), Until: g.Now})
		}, "", time.Time{},
	},
	{
		"Meta warned of a pause", func(g *call.Gates) {
			restrict(g, org.Restriction{Kind: org.BusinessCalls, Warning: true, Since: g.Now.Add(-day), Until: g.Now.Add(6 * day)})
		}, "", time.Time{},
	},
	{
		"Meta paused customers' calls", func(g *call.Gates) {
			restrict(g, org.Restriction{Kind: org.CustomerCalls, Since: g.Now.Add(-day), Until: g.Now.Add(6 * day)})
		}, "", time.Time{},
	},
	{"service on WhatsApp Web", func(g *call.Gates) { g.Service.Channel = "whatsapp_web" }, call.WhyWrongChannel, time.Time{}},
	{"service on another account", func(g *call.Gates) { g.Service.AccountID = "other" }, call.WhyWrongChannel, time.Time{}},
}

func restrict(g *call.Gates, r org.Restriction) { g.Account.Calling = g.Account.Calling.With(r) }

func checkGates(t *testing.T, tests []gateTest, whyNot func(call.Gates) *call.Reason) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := open()
			tt.change(&g)
			r := whyNot(g)
			if r == nil {
				r = &call.Reason{Message: "-", Fix: "-"}
			}
			if r.Code != tt.code || !r.Until.Equal(tt.until) {
				t.Errorf("reason is %q until %v, want %q until %v", r.Code, r.Until, tt.code, tt.until)
			}
			if r.Message == "" || r.Fix == "" {
				t.Errorf("reason %s has nothing to read: %q %q", r.Code, r.Message, r.Fix)
			}
		})
	}
}

func TestWhyNotRequest(t *testing.T) {
	now := sec(0)
	checkGates(t, append(slices.Clone(common), []gateTest{
		{"only the path of placing calls", func(g *call.Gates) { g.Member.Granted = []org.Path{org.PathCallPlace} }, call.WhyNoPermission, time.Time{}},
		{"only the path of requests", func(g *call.Gates) { g.Member.Granted = []org.Path{org.PathCallRequest} }, "", time.Time{}},
		{"not an operator", func(g *call.Gates) { g.Account.OperatorUsers = nil }, "", time.Time{}},
		{"no service", func(g *call.Gates) { g.Service = nil }, call.WhyNoService, time.Time{}},
		{"closed service", func(g *call.Gates) { g.Service.State = desk.Closed }, call.WhyNoService, time.Time{}},
		{"window over", func(g *call.Gates) { g.Service.LastCustomerAt = now.Add(-day) }, call.WhyWindowClosed, time.Time{}},
		{"window never open", func(g *call.Gates) { g.Service.LastCustomerAt = time.Time{} }, call.WhyWindowClosed, time.Time{}},
		{"nothing asked yet", func(g *call.Gates) { g.Permission = call.Permission{} }, "", time.Time{}},
		{"already allowed for a while", func(*call.Gates) {}, "", time.Time{}},
		{"always allowed", func(g *call.Gates) { g.Permission.Grant = call.Permanent }, call.WhyAlreadyPermanent, time.Time{}},
		{
			"a request waits", func(g *call.Gates) { g.Permission = asked(now.Add(-hour)) },
			call.WhyRequestPending, now.Add(23 * hour),
		},
		{"a request waits since yesterday", func(g *call.Gates) { g.Permission = asked(now.Add(-day)) }, "", time.Time{}},
		{
			"declined today", func(g *call.Gates) {
				g.Permission, _ = asked(now.Add(-2 * hour)).Replied(decline(now.Add(-hour)))
			}, call.WhyRequestLimit, now.Add(22 * hour),
		},
		{
			"two this week", func(g *call.Gates) {
				p := asked(now.Add(-5*day)).RequestSent("wamid.2", now.Add(-3*day))
				g.Permission, _ = p.Replied(call.Reply{At: now.Add(-2 * day), Request: "wamid.2"})
			}, call.WhyRequestLimit, now.Add(2 * day),
		},
		{"on another call", func(g *call.Gates) { g.OfMember = &call.Call{} }, "", time.Time{}},
	}...), call.WhyNotRequest)
}

func TestWhyNotCall(t *testing.T) {
	now := sec(0)
	checkGates(t, append(slices.Clone(common), []gateTest{
		{"only the path of requests", func(g *call.Gates) { g.Member.Granted = []org.Path{org.PathCallRequest} }, call.WhyNoPermission, time.Time{}},
		{"only the path of placing calls", func(g *call.Gates) { g.Member.Granted = []org.Path{org.PathCallPlace} }, "", time.Time{}},
		{"not an operator", func(g *call.Gates) { g.Account.OperatorUsers = nil }, call.WhyNotOperator, time.Time{}},
		{
			"administrator, but not an operator",
			func(g *call.Gates) { g.Account.OperatorUsers, g.Member.Admin = nil, true }, call.WhyNotOperator,
			time.Time{},
		},
		{
			"operator by department", func(g *call.Gates) {
				g.Account.OperatorUsers, g.Account.OperatorDepartments = nil, []org.DepartmentID{"front"}
			}, "", time.Time{},
		},
		{"no service", func(g *call.Gates) { g.Service = nil }, "", time.Time{}},
		{"window over", func(g *call.Gates) { g.Service.LastCustomerAt = now.Add(-2 * day) }, "", time.Time{}},
		{"never asked", func(g *call.Gates) { g.Permission = call.Permission{} }, call.WhyNotAsked, time.Time{}},
		{"asked", func(g *call.Gates) { g.Permission = asked(now.Add(-hour)) }, call.WhyAsked, now.Add(7*day - hour)},
		{
			"declined", func(g *call.Gates) { g.Permission, _ = asked(now.Add(-hour)).Replied(decline(now)) },
			call.WhyDeclined,
			time.Time{},
		},
		{"expired", func(g *call.Gates) { g.Permission.ExpiresAt = now }, call.WhyExpired, time.Time{}},
		{
			"withdrawn", func(g *call.Gates) { g.Permission, _ = g.Permission.Replied(call.Reply{At: now}) },
			call.WhyRevoked,
			time.Time{},
		},
		{"always allowed", func(g *call.Gates) { g.Permission.Grant = call.Permanent }, "", time.Time{}},
		{
			"a hundred calls", func(g *call.Gates) {
				for range 100 {
					g.Permission = g.Permission.CallConnected(call.Outbound, now.Add(-hour))
				}
			}, call.WhyCallLimit, now.Add(23 * hour),
		},
		{"somebody talks to the contact", func(g *call.Gates) { g.WithContact = &call.Call{Operator: "diego"} }, call.WhyContactBusy, time.Time{}},
		{"on another call", func(g *call.Gates) { g.OfMember = &call.Call{Operator: "paula"} }, call.WhyOperatorBusy, time.Time{}},
	}...), call.WhyNotCall)
}

// The reasons come in the order in which they can be put right: what nobody but an administrator can change first.
func TestTheFirstGateSpeaks(t *testing.T) {
	g := call.Gates{Now: sec(0), WithContact: &call.Call{}, OfMember: &call.Call{}}
	g.Service = &desk.Conversation{Channel: "whatsapp_web", State: desk.Waiting}
	restrict(&g, org.Restriction{Kind: org.BusinessCalls, Since: g.Now})
	repair := []struct {
		code string
		fix  func()
	}{
		{call.WhyModuleOff, func() { g.Member = open().Member; g.Member.Granted = nil }},
		{call.WhyAccountDisconnected, func() { g.Account.Status = org.Connected }},
		{call.WhyAccountOff, func() { g.Account.CallingEnabled = true }},
		{call.WhyNoPermission, func() { g.Member = open().Member }},
		{call.WhyNotOperator, func() { g.Account.OperatorUsers, g.Account.WorkspaceID = open().Account.OperatorUsers, "aurora" }},
		{call.WhyNoWhatsApp, func() { g.Contact = open().Contact }},
		{call.WhyRestricted, func() { g.Account = open().Account }},
		{call.WhyWrongChannel, func() { g.Service = open().Service }},
		{call.WhyNotAsked, func() { g.Permission = open().Permission }},
		{call.WhyContactBusy, func() { g.WithContact = nil }},
		{call.WhyOperatorBusy, func() { g.OfMember = nil }},
	}
	for i, r := range repair {
		closed := 0
		for _, c := range call.ExplainCall(g) {
			if c.Reason != nil {
				closed++
			}
		}
		if want := len(repair) - i; closed != want {
			t.Errorf("%s: %d gates are closed, want %d", r.code, closed, want)
		}
		why := call.WhyNotCall(g)
		if why == nil || why.Code != r.code {
			t.Fatalf("reason is %+v, want %s", why, r.code)
		}
		r.fix()
	}
	if why := call.WhyNotCall(g); why != nil {
		t.Errorf("all is repaired, and still: %+v", why)
	}
}

func TestReasonAsFault(t *testing.T) {
	for code, want := range map[string]fault.Code{
		call.WhyModuleOff:      fault.Forbidden,
		call.WhyNoPermission:   fault.Forbidden,
		call.WhyNotOperator:    fault.Forbidden,
		call.WhyRequestPending: fault.Limited,
		call.WhyRequestLimit:   fault.Limited,
		call.WhyCallLimit:      fault.Limited,
		call.WhyRestricted:     fault.Limited,
		call.WhyWindowClosed:   fault.Conflict,
		call.WhyContactBusy:    fault.Conflict,
	} {
		f := (&call.Reason{Code: code, Message: "It is so.", Fix: "Do this."}).Fault()
		if f.Code != want || f.Reason != code || !strings.Contains(f.Message, "It is so. Do this.") {
			t.Errorf("%s: fault is %s/%s %q, want %s", code, f.Code, f.Reason, f.Message, want)
		}
	}
}

func TestYourOwnCallIsNamedAsYours(t *testing.T) {
	g := open()
	g.WithContact = &call.Call{Operator: "paula"}
	if r := call.WhyNotCall(g); r == nil || !strings.HasPrefix(r.Message, "You ") {
		t.Errorf("reason is %+v", r)
	}
}
