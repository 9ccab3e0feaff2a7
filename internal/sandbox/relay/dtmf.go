package relay

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"
)

// digit is one named event of RFC 4733: what it is and how far its sending got.
type digit struct {
	code  byte
	beats int
}

const (
	digitNames  = "0123456789*#ABCD" // in the order of RFC 4733, table 3
	digitBeats  = 5                  // 100 ms of tone
	digitEnds   = 3                  // the last packet goes out three times (RFC 4733, section 2.5.1.4)
	digitPause  = 3                  // frames of nothing behind it
	digitVolume = 10                 // -10 dBm0
	digitTicks  = 160                // 20 ms on the 8 kHz clock of the duration field (Meta: User-initiated calls, DTMF)
	mostDigits  = 256
)

// ErrNotPickedUp is the error of what needs a picked-up phone.
var ErrNotPickedUp = errors.New("the phone is not picked up")

// Press sends digits to the business as RFC 4733 events, one after the other, while the audio pauses. Digits pressed while
// others are still on their way wait. The characters are 0-9, *, #, A-D; any other is an error, and then none is sent.
func (l *Leg) Press(digits string) error {
	queue := make([]digit, 0, len(digits))
	for _, c := range strings.ToUpper(digits) {
		code := strings.IndexRune(digitNames, c)
		if code < 0 {
			return fmt.Errorf("%q is no digit: 0-9, *, #, A-D are", c)
		}
		queue = append(queue, digit{code: byte(code)})
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.closed:
		return ErrClosed
	case !l.picked:
		return ErrNotPickedUp
	case len(l.digits)+len(queue) > mostDigits:
		return fmt.Errorf("more than %d digits wait", mostDigits)
	}
	if l.pretended == nil {
		l.digits = append(l.digits, queue...)
	}
	return nil
}

// press sends the next packet of the digit at work, with the leg locked.
func (l *Leg) press(now time.Time) {
	payload, first, over := l.digits[0].packet()
	if over {
		l.digits = l.digits[1:]
	}
	if payload != nil {
		l.out.event(l.desc.event, first, payload, now)
	}
}

// packet is the event's next packet, nil in the pause behind it. Over says that the pause is at its end.
func (d *digit) packet() (payload []byte, first, over bool) {
	d.beats++
	beats := min(d.beats, digitBeats)
	b := []byte{d.code, digitVolume, 0, 0}
	binary.BigEndian.PutUint16(b[2:], uint16(beats*digitTicks))
	switch {
	case d.beats >= digitBeats+digitEnds+digitPause-1:
		return nil, false, true
	case d.beats >= digitBeats+digitEnds:
		return nil, false, false
	case d.beats >= digitBeats:
		b[1] |= 0x80
	}
	return b, d.beats == 1, false
}
