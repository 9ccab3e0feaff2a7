package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
)

// AccountSettings is a WhatsApp number as it is set up. Secrets can be written and never read: it says which are there.
type AccountSettings struct {
	ID            string `json:"id"`
	Name          string `json:"name" example:"Aurora Atendimento"`
	Phone         string `json:"phone" example:"551140028922" doc:"Digits with country code, as Meta says."`
	PhoneNumberID string `json:"phoneNumberId" example:"106540352242922" doc:"Meta's id of the number."`
	WABAID        string `json:"wabaId" example:"102290129340398" doc:"Meta's id of the WhatsApp Business Account."`
	AppID         string `json:"appId" doc:"Meta's id of the app that the token belongs to; empty until a check has asked."`
	GraphURL      string `json:"graphUrl" example:"https://graph.facebook.com"`
	GraphVersion  string `json:"graphVersion" example:"v25.0" doc:"May be empty."`
	Webhook       string `json:"webhook" example:"https://calls.example.com/webhooks/019ab0c4-7f12-7c3e-9d55-0a4f6a2b7c10" doc:"The callback address to give to Meta."`

	HasToken       bool `json:"hasToken"`
	HasAppSecret   bool `json:"hasAppSecret"`
	HasVerifyToken bool `json:"hasVerifyToken"`

	Status         string         `json:"status" enum:"connected,disconnected"`
	CallingEnabled bool           `json:"callingEnabled"`
	Restrictions   []Restriction  `json:"restrictions" nullable:"false" doc:"What Meta has paused for low quality, and the warnings before it, while they are in force."`
	HeardAt        Time           `json:"heardAt,omitzero" doc:"When Meta last delivered a webhook; absent when it has not since the server started."`
	Checks         []AccountCheck `json:"checks" nullable:"false" doc:"What the last checks found since the server started, in the order of the steps."`
	Version        int64          `json:"version" doc:"Goes up with each change; give it back to change the account."`
}

// AccountSettingsList is all accounts of the workspace.
type AccountSettingsList struct {
	Items []AccountSettings `json:"items" nullable:"false"`
}

// AccountCheck is what one step of the check found.
type AccountCheck struct {
	Step      string        `json:"step" enum:"token,number,app,webhook,waba,limit,payment,calling"`
	State     string        `json:"state" enum:"ok,warning,failed,skipped" doc:"skipped: another step, named by reason, has to hold first."`
	Reason    string        `json:"reason,omitempty" example:"not_subscribed" doc:"Why it is not ok; stable, so that a client has its own sentence and fix for it."`
	Facts     []AccountFact `json:"facts" nullable:"false" doc:"What Meta said, in the order to show."`
	Technical string        `json:"technical,omitempty" doc:"Meta's own words with the fbtrace_id."`
	Repair    bool          `json:"repair" doc:"The same step with repair puts it right."`
	At        Time          `json:"at"`
	Took      int64         `json:"took" doc:"Milliseconds."`
}

// AccountFact is something that Meta says of an account.
type AccountFact struct {
	Name  string `json:"name" enum:"app,missing,expires,number,verifiedName,quality,platform,status,callback,fields,apps,limit,testNumber,entity"`
	Value string `json:"value"`
}

// NewAccount is a number to connect.
type NewAccount struct {
	Name          string `json:"name" maxLength:"400"`
	PhoneNumberID string `json:"phoneNumberId" maxLength:"50"`
	WABAID        string `json:"wabaId" maxLength:"50"`
	GraphURL      string `json:"graphUrl,omitempty" maxLength:"300" doc:"https and public; absent for Meta's own."`
	GraphVersion  string `json:"graphVersion,omitempty" maxLength:"20" doc:"Absent for the version that this server was made for."`
	Token         string `json:"token" maxLength:"4000" doc:"A token with whatsapp_business_messaging and whatsapp_business_management."`
	AppSecret     string `json:"appSecret" maxLength:"4000" doc:"Signs the webhooks."`
	VerifyToken   string `json:"verifyToken,omitempty" maxLength:"4000" doc:"For the handshake of the webhook address; made up when absent."`
}

// AccountSettingsChange is what to change; what is absent stays. Secrets are replaced where they are given.
type AccountSettingsChange struct {
	Name         *string `json:"name,omitempty" maxLength:"400"`
	WABAID       *string `json:"wabaId,omitempty" maxLength:"50"`
	GraphURL     *string `json:"graphUrl,omitempty" maxLength:"300" doc:"A new one needs token and appSecret too: they are sent there."`
	GraphVersion *string `json:"graphVersion,omitempty" maxLength:"20"`
	Token        string  `json:"token,omitempty" maxLength:"4000"`
	AppSecret    string  `json:"appSecret,omitempty" maxLength:"4000"`
	VerifyToken  string  `json:"verifyToken,omitempty" maxLength:"4000"`
	Version      int64   `json:"version" doc:"Of the account as it was read."`
}

// AtVersion is a change without any values, of a thing as it was read.
type AtVersion struct {
	Version int64 `json:"version" doc:"Of the thing as it was read."`
}

// CheckRequest names a step.
type CheckRequest struct {
	Step   string `json:"step" enum:"token,number,app,webhook,waba,limit,payment,calling"`
	Repair bool   `json:"repair,omitempty" doc:"First do what the step offers: subscribe the app (app), or the app to the business account (waba)."`
}

type (
	newAccountInput    struct{ Body NewAccount }
	accountChangeInput struct {
		PathID
		Body AccountSettingsChange
	}
	atVersionInput struct {
		PathID
		Body AtVersion
	}
	checkInput struct {
		PathID
		Body CheckRequest
	}
)

func (s *Server) accountSettingsOperations(api huma.API) {
	const path = "/api/settings/accounts"
	tags := []string{tagSettings}
	shown := func(v center.AccountView, err error) (*body[AccountSettings], error) {
		return &body[AccountSettings]{s.accountSettingsOf(v)}, err
	}
	signedIn(s, api, huma.Operation{
		OperationID: "list-account-settings", Method: http.MethodGet, Path: path, Tags: tags, Summary: "The WhatsApp numbers and their health",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[AccountSettingsList], error) {
		all, err := s.Center.AccountSettings(ctx, m)
		return &body[AccountSettingsList]{AccountSettingsList{each(all, s.accountSettingsOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "add-account", Method: http.MethodPost, Path: path, Tags: tags, Summary: "Connect a WhatsApp number",
		Description: "Meta is asked first whether the number, the business account and the token belong together. What it refuses is not stored; the problem names the field and carries Meta's words.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict, http.StatusServiceUnavailable}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newAccountInput) (*body[AccountSettings], error) {
		b := in.Body
		return shown(s.Center.AddAccount(ctx, m, center.NewAccount{
			Name: b.Name, PhoneNumberID: b.PhoneNumberID, WABAID: b.WABAID, GraphURL: b.GraphURL, GraphVersion: b.GraphVersion,
			Secrets: org.Secrets{Token: b.Token, AppSecret: b.AppSecret, VerifyToken: b.VerifyToken},
		}))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-account", Method: http.MethodPatch, Path: path + "/{id}", Tags: tags, Summary: "Change an account, or replace its secrets",
		Description: "Refused with conflict when somebody else changed it since it was read. A new token, Graph address or business account is tried at Meta first.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable},
	}, func(ctx context.Context, m org.Member, in *accountChangeInput) (*body[AccountSettings], error) {
		b := in.Body
		return shown(s.Center.ChangeAccount(ctx, m, org.AccountID(in.ID), center.AccountChange{
			Name: b.Name, WABAID: b.WABAID, GraphURL: b.GraphURL, GraphVersion: b.GraphVersion,
			Secrets: org.Secrets{Token: b.Token, AppSecret: b.AppSecret, VerifyToken: b.VerifyToken}, Version: b.Version,
		}))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "disconnect-account", Method: http.MethodPost, Path: path + "/{id}/disconnect", Tags: tags, Summary: "Let nobody call or write from an account",
		Description: "Refused with conflict, reason live_calls, while calls of the account are going on; they go on. What customers send is still written down.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *atVersionInput) (*body[AccountSettings], error) {
		return shown(s.Center.DisconnectAccount(ctx, m, org.AccountID(in.ID), in.Body.Version))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "reconnect-account", Method: http.MethodPost, Path: path + "/{id}/reconnect", Tags: tags, Summary: "Use an account again",
		Errors: []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *atVersionInput) (*body[AccountSettings], error) {
		return shown(s.Center.ReconnectAccount(ctx, m, org.AccountID(in.ID), in.Body.Version))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "check-account", Method: http.MethodPost, Path: path + "/{id}/checks", Tags: tags, Summary: "Check one step of an account at Meta",
		Description: "Ask for one step after the other, in the order of the enum, and show each as it comes. The step webhook lets Meta make a round trip to the callback address.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *checkInput) (*body[AccountCheck], error) {
		k, err := s.Center.CheckAccount(ctx, m, org.AccountID(in.ID), center.CheckStep(in.Body.Step), in.Body.Repair)
		return &body[AccountCheck]{accountCheckOf(k)}, err
	})
}

func (s *Server) accountSettingsOf(v center.AccountView) AccountSettings {
	return AccountSettings{
		ID: string(v.ID), Name: v.Name, Phone: v.DisplayPhone, PhoneNumberID: v.PhoneNumberID, WABAID: v.WABAID, AppID: v.AppID,
		GraphURL: v.GraphURL, GraphVersion: v.GraphVersion, Webhook: v.Webhook,
		HasToken: v.HasToken, HasAppSecret: v.HasAppSecret, HasVerifyToken: v.HasVerifyToken,
		Status: string(v.Status), CallingEnabled: v.CallingEnabled, Restrictions: s.restrictionsOf(v.Calling), HeardAt: Time{v.Heard},
		Checks: each(v.Checks, accountCheckOf), Version: v.Version,
	}
}

func accountCheckOf(k center.AccountCheck) AccountCheck {
	return AccountCheck{
		Step: string(k.Step), State: string(k.State), Reason: k.Reason,
		Facts:     each(k.Facts, func(f center.Fact) AccountFact { return AccountFact{Name: f.Name, Value: f.Value} }),
		Technical: k.Meta, Repair: k.Repair, At: Time{k.At}, Took: k.Took.Milliseconds(),
	}
}
