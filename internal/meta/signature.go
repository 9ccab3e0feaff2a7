package meta

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// SignatureHeader carries the signature of a webhook POST (Meta: Webhooks, Create a webhook endpoint, 7 Nov 2025).
const SignatureHeader = "X-Hub-Signature-256"

const signaturePrefix = "sha256="

// Sign returns the value of SignatureHeader for a body: "sha256=" and the hex HMAC-SHA256 under the app secret.
func Sign(secret string, raw []byte) string {
	return signaturePrefix + hex.EncodeToString(digest(secret, raw))
}

// Verify reports whether header is the signature of raw under the app secret. raw is the body as it came: decoding and
// encoding again breaks the signature. It takes the same time wherever the signature differs. An empty secret fits nothing.
func Verify(secret, header string, raw []byte) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(header), signaturePrefix)
	if !ok || secret == "" {
		return false
	}
	given, err := hex.DecodeString(rest)
	return err == nil && hmac.Equal(given, digest(secret, raw))
}

func digest(secret string, raw []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(raw)
	return mac.Sum(nil)
}
