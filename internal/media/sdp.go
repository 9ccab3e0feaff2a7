package media

import (
	"strings"

	"github.com/pion/sdp/v3"

	"ramal/internal/fault"
)

// MaxSDP is the longest description that is looked at, in bytes. A browser's complete audio offer has 2 to 6 kB.
const MaxSDP = 64 << 10

// check reports what is wrong with a peer's description, as an Invalid fault on the field sdp.
func check(description string) error {
	wrong := func(format string, args ...any) error {
		return fault.New(fault.Invalid, format, args...).On("sdp")
	}
	if strings.TrimSpace(description) == "" {
		return wrong("The SDP is empty.")
	}
	if len(description) > MaxSDP {
		return wrong("The SDP has %d bytes; %d are allowed.", len(description), MaxSDP)
	}
	var parsed sdp.SessionDescription
	if err := parsed.UnmarshalString(description); err != nil {
		return fault.New(fault.Invalid, "This is not an SDP session description.").On("sdp").Wrap(err)
	}
	if n := len(parsed.MediaDescriptions); n != 1 {
		return wrong("The SDP has %d media sections; a call has exactly one, for audio.", n)
	}
	media := parsed.MediaDescriptions[0]
	if media.MediaName.Media != "audio" {
		return wrong("The SDP has no audio section, only %s.", media.MediaName.Media)
	}
	if media.MediaName.Port.Value == 0 {
		return wrong("The SDP refuses its audio section: the port is 0.")
	}
	if !offersOpus(media) {
		return wrong("The SDP does not offer Opus (opus/48000/2), the only codec of WhatsApp calls.")
	}
	for _, need := range []string{"ice-ufrag", "ice-pwd", "fingerprint"} {
		if _, ok := media.Attribute(need); ok {
			continue
		}
		if _, ok := parsed.Attribute(need); !ok {
			return wrong("The SDP has no a=%s line.", need)
		}
	}
	return nil
}

func offersOpus(media *sdp.MediaDescription) bool {
	for _, a := range media.Attributes {
		if a.Key != "rtpmap" {
			continue
		}
		pt, codec, _ := strings.Cut(a.Value, " ")
		if !strings.EqualFold(strings.TrimSpace(codec), "opus/48000/2") {
			continue
		}
		for _, format := range media.MediaName.Formats {
			if format == pt {
				return true
			}
		}
	}
	return false
}

// without returns the description without the lines that begin with one of the prefixes.
func without(description string, prefixes ...string) string {
	var kept strings.Builder
	kept.Grow(len(description))
	for line := range strings.Lines(description) {
		drop := false
		for _, prefix := range prefixes {
			drop = drop || strings.HasPrefix(line, prefix)
		}
		if !drop {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// anySSRC takes the peer's SSRC out of its description: whatever SSRC arrives is then its one track. With an SSRC declared,
// pion would refuse the sound of a relay that sends under another.
func anySSRC(description string) string { return without(description, "a=ssrc:", "a=ssrc-group:") }

// fromBrowser leaves out its candidates too: we are ICE-lite, never send checks, and learn its addresses from its own. Half
// of them are mDNS names that nobody could resolve anyway.
func fromBrowser(description string) string {
	return without(anySSRC(description), "a=candidate:", "a=end-of-candidates")
}

// shape makes pion's description say what calls need: speech from the Opus encoder that hears of it (in answers pion repeats
// the offer's parameters, which are the other side's wishes), 20 ms packets, no second candidates for RTCP (it is
// multiplexed), and nothing about header extensions, as there are none.
func shape(description string) string {
	opus := ""
	var out strings.Builder
	for line := range strings.Lines(without(description, "a=extmap-allow-mixed", "a=end-of-candidates")) {
		fields := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "a=candidate:") && len(fields) > 1 && fields[1] == "2":
			continue
		case opus != "" && strings.HasPrefix(line, "a=fmtp:"+opus+" "):
			continue
		}
		out.WriteString(line)
		switch {
		case strings.HasPrefix(line, "a=rtcp-mux"):
			out.WriteString("a=ptime:20\r\na=maxptime:20\r\n")
		case strings.HasPrefix(line, "a=rtpmap:") && len(fields) > 1 && strings.EqualFold(fields[1], "opus/48000/2"):
			opus = strings.TrimPrefix(fields[0], "a=rtpmap:")
			out.WriteString("a=fmtp:" + opus + " " + speech + "\r\n")
		}
	}
	return out.String()
}
