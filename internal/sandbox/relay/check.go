package relay

import (
	"slices"
	"strconv"
	"strings"
)

// SDPError is a fault in a description of the business, in the words that Meta's error_data.details would carry. Those of
// the fingerprint are documented (Meta: Calling API, FAQ) or seen in practice; the others are assumed in their spirit.
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
	Opus     int      // payload type, 0 if Opus is not named
	Event    int      // payload type of telephone-event/8000, or 126 if it was not named
	Codecs   []string // usable ones in the order of the m-line: opus, PCMA, PCMU
	Warnings []string

	audio []codec // the same
}

// Check validates what the business posted, by the rules of Meta: Calling API, FAQ: one audio m-line with Opus or a codec
// that is switched on, DTLS with one sha-256 fingerprint, ICE credentials. A fault is an *SDPError. What is odd but usable
// is a warning.
func Check(sdp string, o CallOptions) (Described, error) {
	var d Described
	if !strings.HasPrefix(sdp, "v=0") {
		return d, &SDPError{Details: "SDP could not be parsed"}
	}
	if strings.Contains(strings.ReplaceAll(sdp, "\r\n", ""), "\n") {
		d.Warnings = append(d.Warnings, "line ends are not CRLF")
	}
	s := seen{names: map[int]string{}}
	for l := range strings.Lines(sdp) {
		s.line(strings.TrimRight(l, "\r\n"), &d)
	}
	s.settle(&d, o)
	return d, s.fault(&d, o)
}

// seen collects the lines of a description that decide.
type seen struct {
	media, audio       int
	ufrag, pwd, mux    bool
	crypto             bool
	sha256, otherPrint int
	formats            []string
	names              map[int]string // a=rtpmap by payload type
	sources            []string       // SSRCs
}

func (s *seen) line(l string, d *Described) {
	key, value, _ := strings.Cut(l, ":")
	value = strings.TrimSpace(value)
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
		d.Setup = value
	case key == "a=mid":
		d.Mid = value
	case key == "a=rtcp-mux":
		s.mux = true
	case key == "a=recvonly", key == "a=inactive":
		d.Warnings = append(d.Warnings, "direction is "+key[2:]+": the business announces no audio")
	case key == "a=fingerprint":
		// "SHA-256" in capitals is the same hash (RFC 8122).
		if algo, _, _ := strings.Cut(value, " "); strings.EqualFold(algo, "sha-256") {
			s.sha256++
		} else {
			s.otherPrint++
		}
	case key == "a=ssrc":
		if id, _, _ := strings.Cut(value, " "); !slices.Contains(s.sources, id) && len(s.sources) < 64 {
			s.sources = append(s.sources, id)
		}
	case key == "a=rtpmap":
		number, name, _ := strings.Cut(value, " ")
		if pt, err := strconv.Atoi(number); err == nil && pt >= 0 && pt <= 127 && s.names[pt] == "" {
			s.names[pt] = strings.TrimSpace(name)
		}
	}
}

// settle finds the codecs that both sides have, in the order of the m-line, and where events go.
func (s *seen) settle(d *Described, o CallOptions) {
	known := map[string]bool{}
	for _, f := range s.formats {
		pt, err := strconv.Atoi(f)
		if err != nil || pt < 0 || pt > 127 {
			continue
		}
		name := s.names[pt]
		switch { // the types of G.711 need no a=rtpmap (RFC 3551, table 4)
		case name == "" && pt == pcmaPayload:
			name = "PCMA/8000"
		case name == "" && pt == pcmuPayload:
			name = "PCMU/8000"
		}
		var c codec
		switch name = strings.ToUpper(strings.TrimSuffix(name, "/1")); {
		case name == "OPUS/48000/2" && pt > 0:
			c = opusCodec(uint8(pt))
		case (name == "PCMA/8000" || name == "PCMU/8000") && o.allows(name[:4]):
			c = g711Codec(name[:4], uint8(pt))
		case name == "TELEPHONE-EVENT/8000" && d.Event == 0:
			d.Event = pt
			continue
		default:
			continue
		}
		if known[c.name] {
			continue
		}
		known[c.name] = true
		if c.opus() {
			d.Opus = pt
		}
		d.audio, d.Codecs = append(d.audio, c), append(d.Codecs, c.short())
	}
	taken := func(pt int) bool {
		return slices.ContainsFunc(d.audio, func(c codec) bool { return int(c.payload) == pt })
	}
	if d.Event == 0 || taken(d.Event) {
		for d.Event = eventPayload; taken(d.Event); d.Event-- {
		}
	}
	if !s.mux {
		d.Warnings = append(d.Warnings, "a=rtcp-mux is missing")
	}
	if len(s.sources) > 1 {
		d.Warnings = append(d.Warnings, "more than one SSRC is announced")
	}
}

func (s *seen) fault(d *Described, o CallOptions) error {
	switch {
	case s.audio == 0:
		return &SDPError{Details: "No audio media section found in SDP"}
	case s.media > 1:
		return &SDPError{Details: "SDP must have exactly one media section"}
	case len(d.audio) == 0 && len(o.G711) == 0:
		return &SDPError{Details: "Opus codec not found in SDP"}
	case len(d.audio) == 0:
		return &SDPError{Details: "Neither Opus nor " + strings.Join(o.G711, " nor ") + " found in SDP"}
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
	case d.Setup != "active" && d.Setup != "passive" && d.Setup != "actpass":
		return &SDPError{Details: "Invalid setup attribute in SDP"}
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
