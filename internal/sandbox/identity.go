package sandbox

// The fixed identity of the sandbox: the same on every start, so that examples and tests can name it.
const (
	PhoneNumberID  = "700000000000001"
	WABAID         = "880000000000001"
	AppID          = "990000000000001"
	BusinessID     = "660000000000001" // the portfolio that the account is in
	Token          = "sandbox-token"
	AppSecret      = "sandbox-secret"
	VerifyToken    = "sandbox-verify"
	BusinessNumber = "551140028922"
	BusinessName   = "Aurora Atendimento"
)

// MagicUser is a user who is there from the start and does one thing, without any set-up.
type MagicUser struct {
	WaID string
	Does string // one English sentence
}

// MagicUsers are all of them, in the order of their numbers.
func MagicUsers() []MagicUser {
	var all []MagicUser
	for _, m := range magicPeople() {
		all = append(all, MagicUser{WaID: m.profile.WaID, Does: m.does})
	}
	return all
}
