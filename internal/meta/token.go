package meta

// The permissions that a token needs (Meta: Calling API, overview, Jun 2026): messaging for calls, call permissions, messages
// and media, management for settings and everything else about the account.
const (
	ScopeMessaging  = "whatsapp_business_messaging"
	ScopeManagement = "whatsapp_business_management"
)

// AppToken is the access token of an app itself. It manages the app's webhook subscriptions and looks into other tokens.
func AppToken(appID, appSecret string) string { return appID + "|" + appSecret }
