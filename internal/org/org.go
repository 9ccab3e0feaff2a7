// Package org is the organisation: workspaces with their plan, accounts, users, departments and what the permission
// groups of those departments let a user do.
//
// It is pure: it reads no clock and does no I/O. It does not know calls, conversations or Meta.
package org

import "time"

// Ids are UUIDv7 text.
type (
	WorkspaceID  string
	UserID       string
	AccountID    string
	DepartmentID string
	GroupID      string
)

// Module is a part of the product that a plan switches on.
type Module string

// ModuleCalls is the calling module.
const ModuleCalls Module = "calls"

// Modules lists all modules.
func Modules() []Module { return []Module{ModuleCalls} }

// Plan is what a workspace has bought.
type Plan struct {
	Modules []Module
	Seats   int // users who may be unblocked at once; 0 means no limit
}

// Workspace is a tenant: its users, accounts and contacts.
type Workspace struct {
	ID        WorkspaceID
	Name      string
	Plan      Plan
	CreatedAt time.Time
}

// AccountStatus says whether an account can be used.
type AccountStatus string

// The states of an account.
const (
	Connected    AccountStatus = "connected"
	Disconnected AccountStatus = "disconnected"
)

// Account is a WhatsApp Business phone number connected through Meta's Cloud API. It is not a login.
type Account struct {
	ID                  AccountID
	WorkspaceID         WorkspaceID
	Name                string // the name that its people use for it
	PhoneNumberID       string // Meta's id of the number
	WABAID              string // Meta's id of the WhatsApp Business Account
	DisplayPhone        string // digits only, with country code
	GraphURL            string // base address of Graph, without version: https://graph.facebook.com
	GraphVersion        string // such as v25.0; may be empty
	Status              AccountStatus
	CallingEnabled      bool
	Calling             Calling
	OperatorUsers       []UserID
	OperatorDepartments []DepartmentID
	CreatedAt           time.Time
	Version             int64 // of all but Calling; saving needs the one that was read
}

// Secrets are what an account needs to speak to Meta. They are stored sealed and never logged.
type Secrets struct {
	Token       string // bearer token for Graph
	AppSecret   string // signs webhooks
	VerifyToken string // answers the webhook handshake
}

// User is a person who signs in.
type User struct {
	ID           UserID
	WorkspaceID  WorkspaceID
	Name         string
	Email        string // lower case, unique over all workspaces
	Language     string // en, pt-BR or es
	Admin        bool
	Blocked      bool
	Departments  []DepartmentID
	SecondFactor bool   // whether they sign in with one; it is set up by itself
	Extension    string // the number under which colleagues reach them, as they write it; "" for none
	CreatedAt    time.Time
	Version      int64
}

// Department carries people, the accounts that they may use and the permission groups that apply to them.
type Department struct {
	ID          DepartmentID
	WorkspaceID WorkspaceID
	Name        string
	Parent      DepartmentID // "" at the top; what a department has, those below it have too
	Accounts    []AccountID
	Groups      []GroupID
	CreatedAt   time.Time
	Version     int64
}

// PermissionGroup is a set of paths of the permission tree. It applies to nobody until a department links it.
type PermissionGroup struct {
	ID          GroupID
	WorkspaceID WorkspaceID
	Name        string
	Paths       []Path
	CreatedAt   time.Time
	Version     int64
}

// Member is a user together with all that decides what they may do, as it was when it was read.
type Member struct {
	User
	Workspace Workspace
	In        []Department // the user's departments, and those above them
	Granted   []Path       // the union of the paths of all groups linked to those departments
	Address   string       // from where they ask, as far as that is known
	ByToken   bool         // a program asks, with an API token
	Scopes    []Scope      // of that token
}
