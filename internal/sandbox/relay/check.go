package relay

import (
	"strconv"
	"strings"
)

// SDPError is a fault in a description of the business, in the words that Meta's error_data.details would carry.
type SDPError struct {
	Details string
	Subcode int
}

// Error is the detail.
func (e *SDPError) Error() string { return e.Details }

// fingerprintSubcode is the one subcode that is known from practice.
const fingerprintSubcode = 2494010

// Described is what the relay needs to know of a description that passed.
type Described struct {
	Mid      string
	Setup    string
	Opus     int // payload type
	Event    int // payload type of telephone-event/8000, or 126 if it was not named
	Warnings []string
}

// Check validates what the business posted, by the rules of Meta's Calling API FAQ: one audio m-line with Opus, DTLS with
// one sha-256 fingerprint, ICE credentials.
func Check(sdp string) (Described, error) {
	d := Described{Event: eventPayload}
	if !strings.HasPrefix(sdp, "v=0") {
		return d, &SDPError{Details: "SDP could not be parsed"}
	}
	if strings.Contains(strings.ReplaceAll(sdp, "\r\n", ""), "\n") {
		d.Warnings = append(d.Warnings, "line ends are not CRLF")
	}
	var s seen
	for l := range strings.Lines(sdp) {
		s.line(strings.TrimRight(l, "\r\n"), &d)
	}
	return d, s.fault(&d)
}

// seen collects the lines of a description that decide.
type seen struct {
	media, audio       int
	ufrag, pwd         bool
	crypto             bool
	sha256, otherPrint int
	formats            []string
}

func (s *seen) line(l string, d *Described) {
	key, value, _ := strings.Cut(l, ":")
	switch {
	case strings.HasPrefix(l, "m="):
		s.media++
		f := strings.Fields(l)
		if len(f) > 3 && f[0] == "m=audio" {
			s.audio++
			s.formats = f[3:]
			if !strings.Contains(f[2], "SAVP") {
				d.Warnings = append(d.Warnings, "transport is "+f[2])
			}
		}
	case key == "a=ice-ufrag":
		s.ufrag = value != ""
	case key == "a=ice-pwd":
		s.pwd = value != ""
	case key == "a=crypto":
		s.crypto = true
	case key == "a=setup":
		d.Setup = strings.TrimSpace(value)
	case key == "a=mid":
		d.Mid = strings.TrimSpace(value)
	case key == "a=fingerprint":
		// "SHA-256" in capitals is the same hash (RFC 8122).
		if algo, _, _ := strings.Cut(strings.TrimSpace(value), " "); strings.EqualFold(algo, "sha-256") {
			s.sha256++
		} else {
			s.otherPrint++
		}
	case key == "a=rtpmap":
		s.codec(value, d)
	}
}

func (s *seen) codec(value string, d *Described) {
	number, codec, _ := strings.Cut(strings.TrimSpace(value), " ")
	pt, err := strconv.Atoi(number)
	if err != nil || pt < 0 || pt > 127 {
		return
	}
	switch {
	case strings.EqualFold(codec, "opus/48000/2") && d.Opus == 0:
		for _, f := range s.formats {
			if f == number {
				d.Opus = pt
			}
		}
	case strings.EqualFold(codec, "telephone-event/8000"):
		d.Event = pt
	}
}

func (s *seen) fault(d *Described) error {
	switch {
	case s.audio == 0:
		return &SDPError{Details: "No audio media section found in SDP"}
	case s.media > 1:
		return &SDPError{Details: "SDP must have exactly one media section"}
	case d.Opus == 0:
		return &SDPError{Details: "Opus codec not found in SDP"}
	case s.sha256+s.otherPrint == 0:
		return &SDPError{Details: "No fingerprint found in SDP"}
	case s.otherPrint > 0:
		return &SDPError{Details: "Fingerprint algo is not SHA256", Subcode: fingerprintSubcode}
	case !s.ufrag:
		return &SDPError{Details: "No ice-ufrag found in SDP"}
	case !s.pwd:
		return &SDPError{Details: "No ice-pwd found in SDP"}
	case d.Setup == "":
		return &SDPError{Details: "No setup attribute found in SDP"}
	}
	if d.Event == d.Opus {
		d.Event = eventPayload
	}
	return nil
}

// SameSDP compares two descriptions byte by byte after normalizing their line ends.
func SameSDP(a, b string) bool {
	return normal(a) == normal(b)
}

func normal(sdp string) string {
	return strings.TrimRight(strings.ReplaceAll(sdp, "\r\n", "\n"), "\n")
}
