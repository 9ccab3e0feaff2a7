package relay

import (
	"fmt"
	"strconv"
	"strings"
)

// description is what goes into the SDP text that Meta's side shows. Everything else in it is fixed.
type description struct {
	origin      uint64
	mid         string
	stream      string // msid
	ufrag, pwd  string
	fingerprint string // upper-case hex with colons
	setup       string
	opus, event int
	ssrc        uint32
	candidates  []candidate
}

type candidate struct {
	ip   string
	port int
}

// text writes the profile that real calls of 2025 show: one Opus line, telephone-event at 8 kHz, no header extension.
func (d description) text() string {
	var b strings.Builder
	line := func(format string, a ...any) { fmt.Fprintf(&b, format+"\r\n", a...) }
	first := candidate{ip: "0.0.0.0", port: 9}
	if len(d.candidates) > 0 {
		first = d.candidates[0]
	}
	line("v=0")
	line("o=- %d 2 IN IP4 127.0.0.1", d.origin)
	line("s=-")
	line("t=0 0")
	line("a=group:BUNDLE %s", d.mid)
	line("a=msid-semantic: WMS %s", d.stream)
	line("a=ice-lite")
	line("m=audio %d UDP/TLS/RTP/SAVPF %d %d", first.port, d.opus, d.event)
	line("c=IN IP4 %s", first.ip)
	line("a=rtcp:9 IN IP4 0.0.0.0")
	for i, c := range d.candidates {
		line("a=candidate:%d 1 udp %d %s %d typ host generation 0 network-cost 50", 1001000001+i, 2122260223-i, c.ip, c.port)
	}
	line("a=ice-ufrag:%s", d.ufrag)
	line("a=ice-pwd:%s", d.pwd)
	line("a=fingerprint:sha-256 %s", d.fingerprint)
	line("a=setup:%s", d.setup)
	line("a=mid:%s", d.mid)
	line("a=sendrecv")
	line("a=msid:%s WhatsAppTrack1", d.stream)
	line("a=rtcp-mux")
	line("a=rtpmap:%d opus/48000/2", d.opus)
	line("a=rtcp-fb:%d transport-cc", d.opus)
	line("a=fmtp:%d %s", d.opus, opusFmtp)
	line("a=rtpmap:%d telephone-event/8000", d.event)
	line("a=maxptime:20")
	line("a=ptime:20")
	line("a=ssrc:%d cname:WhatsAppAudioStream1", d.ssrc)
	return b.String()
}

// hostCandidates reads address and port of the host candidates out of the stack's own description.
func hostCandidates(local string) []candidate {
	var out []candidate
	for l := range strings.Lines(local) {
		f := strings.Fields(l)
		if len(f) < 8 || !strings.HasPrefix(f[0], "a=candidate:") || f[1] != "1" || f[7] != "host" {
			continue
		}
		port, err := strconv.Atoi(f[5])
		if err != nil {
			continue
		}
		out = append(out, candidate{ip: f[4], port: port})
	}
	return out
}
