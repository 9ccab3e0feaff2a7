package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"sync"

	"ramal/internal/meta"
)

// ids makes the identifiers that Meta would make.
type ids struct {
	mu     sync.Mutex
	random io.Reader
}

func (g *ids) bytes(n int) []byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	b := make([]byte, n)
	if _, err := io.ReadFull(g.random, b); err != nil {
		panic("sandbox: no random bytes: " + err.Error())
	}
	return b
}

func (g *ids) hex(n int) string { return strings.ToUpper(hex.EncodeToString(g.bytes(n))) }

// wacid has the shape that public samples decode to: a Thrift record of the user's number, the direction, a random part
// and the business's number. It is opaque to everybody else.
func (g *ids) wacid(userNumber string, d meta.Direction) string {
	way := byte(0x11)
	if d == meta.UserInitiated {
		way = 0x12
	}
	var b []byte
	b = append(b, 0x1c, 0x18, byte(len(userNumber)))
	b = append(b, userNumber...)
	b = append(b, 0x15, 0x02, 0x00, way, 0x18, 0x20)
	b = append(b, g.hex(16)...)
	b = append(b, 0x1c, 0x18, byte(len(BusinessNumber)))
	b = append(b, BusinessNumber...)
	b = append(b, 0x15, 0x02, 0x00, 0x00)
	return "wacid." + base64.StdEncoding.EncodeToString(b)
}

// wamid is the id of a message.
func (g *ids) wamid(userNumber string) string {
	b := append([]byte{0x1d, 0x18, byte(len(userNumber))}, userNumber...)
	b = append(b, 0x15, 0x02, 0x00, 0x11, 0x18, 0x12)
	b = append(b, g.hex(9)...)
	b = append(b, 0x00)
	return "wamid." + base64.StdEncoding.EncodeToString(b)
}

// trace is the fbtrace_id of an error.
func (g *ids) trace() string {
	return "A" + strings.TrimRight(base64.RawURLEncoding.EncodeToString(g.bytes(16)), "-_")
}

// bsuid derives the business-scoped id of somebody who was added by number only: the same on every start.
func bsuid(country, number string) string {
	sum := sha256.Sum256([]byte(WABAID + number))
	var n uint64
	for _, b := range sum[:8] {
		n = n<<8 | uint64(b)
	}
	return fmt.Sprintf("%s.%020d", country, n)
}
