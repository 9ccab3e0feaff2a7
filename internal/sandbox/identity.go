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
