package auth

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"image/png"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"ramal/internal/fault"
)

// The shape of time-based codes, which every authenticator app takes (RFC 6238): six digits, each good for 30 seconds.
const (
	codePeriod = 30
	codeSkew   = 1 // steps before and after that are taken too, for clocks that differ (RFC 6238, 5.2)
	qrSize     = 240
)

// RecoveryCodes is how many recovery codes somebody gets.
const RecoveryCodes = 10

// Enrolment is what an authenticator app needs to know: the seed in base32 to be typed, the same as an otpauth: address, and that as a picture in a data: address.
type Enrolment = struct{ Seed, URI, QR string }

// NewEnrolment makes a new seed for an account.
func NewEnrolment(issuer, account string) (Enrolment, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: account, Period: codePeriod, SecretSize: 20})
	if err != nil {
		return Enrolment{}, fault.New(fault.Internal, "").Wrap(err)
	}
	picture, err := key.Image(qrSize, qrSize)
	if err != nil {
		return Enrolment{}, fault.New(fault.Internal, "").Wrap(err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return Enrolment{}, fault.New(fault.Internal, "").Wrap(err)
	}
	return Enrolment{key.Secret(), key.URL(), "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())}, nil
}

// CodeStep reports whether a code belongs to the seed at now, and to which step. A step that was used must not be taken again
// (RFC 6238, 5.2).
func CodeStep(seed, code string, now time.Time) (step int64, ok bool) {
	code = TidyCode(code)
	present := now.Unix() / codePeriod
	for _, s := range []int64{present, present - codeSkew, present + codeSkew} {
		valid, err := hotp.ValidateCustom(code, uint64(s), seed, hotp.ValidateOpts{Digits: otp.DigitsSix})
		if err == nil && valid {
			return s, true
		}
	}
	return 0, false
}

// NewRecoveryCodes returns new recovery codes and their hashes.
func NewRecoveryCodes() (codes, hashes []string) {
	for range RecoveryCodes {
		text := strings.ToLower(rand.Text()[:10])
		code := text[:5] + "-" + text[5:]
		codes, hashes = append(codes, code), append(hashes, HashToken(TidyCode(code)))
	}
	return codes, hashes
}

// TidyCode is a code without what people type around and between its signs.
func TidyCode(code string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, strings.TrimSpace(code)))
}
