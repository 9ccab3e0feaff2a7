package relay

import (
	"fmt"
	"strconv"
	"strings"
)

// description is what goes into the SDP text that Meta's side shows. Everything else in it is fixed.
type description struct {
	profile     Profile
	answer      bool
	origin      uint64
	mid         string
	stream      string // msid
	ufrag, pwd  string
	fingerprint string // upper-case hex with colons
	setup       string
	audio       []codec
	event       uint8
	ssrc        uint32
	candidates  []candidate
}

type candidate struct {
	ip   string
	port int
}

// form is what a profile has of its own.
type form struct {
	priority4, priority6 int
	fmtp                 string
	framed               bool // ptime and maxptime are named
	extensions           bool // header extensions are offered
	ufragInCandidates    bool
	ssrcAttributes       bool // msid, mslabel and label beside cname
	pwd                  int  // its length
}

const opusFmtp = "maxaveragebitrate=20000;maxplaybackrate=16000;minptime=20;sprop-maxcapturerate=16000;useinbandfec=1"

func (p Profile) form() form {
	if p == Doc {
		// Meta: Calling API, API and webhook reference, samples. Assumed: the order of the attributes, and the length of ufrag.
		return form{
			priority4: 2113937151, priority6: 2113939711, fmtp: "minptime=10;useinbandfec=1",
			extensions: true, ufragInCandidates: true, ssrcAttributes: true, pwd: 32,
		}
	}
	return form{priority4: 2122260223, priority6: 2122262783, fmtp: opusFmtp, framed: true, pwd: 24}
}

const ufragLength = 16

// text writes the description in its profile. The samples of the documentation answer with codecs that nobody uses any more
// (9 and 110); only what is really there is named here. Where G.711 stands is not documented; behind Opus is assumed.
func (d description) text() string {
	f := d.profile.form()
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
	formats := ""
	for _, c := range d.audio {
		formats += strconv.Itoa(int(c.payload)) + " "
	}
	line("m=audio %d UDP/TLS/RTP/SAVPF %s%d", first.port, formats, d.event)
	line("c=IN %s %s", first.family(), first.ip)
	line("a=rtcp:9 IN IP4 0.0.0.0")
	for i := range d.candidates {
		line("a=candidate:%d %s", 1001000001+i, d.candidate(f, i))
	}
	line("a=ice-ufrag:%s", d.ufrag)
	line("a=ice-pwd:%s", d.pwd)
	line("a=fingerprint:sha-256 %s", d.fingerprint)
	line("a=setup:%s", d.setup)
	line("a=mid:%s", d.mid)
	if f.extensions && !d.answer { // an answer may only repeat what it takes, and no extension is read here
		line("a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level")
		line("a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time")
		line("a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01")
	}
	line("a=sendrecv")
	line("a=msid:%s %s", d.stream, trackName)
	line("a=rtcp-mux")
	for _, c := range d.audio {
		line("a=rtpmap:%d %s", c.payload, c.name)
		if c.opus() {
			line("a=rtcp-fb:%d transport-cc", c.payload)
			line("a=fmtp:%d %s", c.payload, f.fmtp)
		}
	}
	line("a=rtpmap:%d telephone-event/8000", d.event)
	if f.framed {
		line("a=maxptime:20")
		line("a=ptime:20")
	}
	line("a=ssrc:%d cname:WhatsAppAudioStream1", d.ssrc)
	if f.ssrcAttributes {
		line("a=ssrc:%d msid:%s %s", d.ssrc, d.stream, trackName)
		line("a=ssrc:%d mslabel:%s", d.ssrc, d.stream)
		line("a=ssrc:%d label:%s", d.ssrc, trackName)
	}
	return b.String()
}

const trackName = "WhatsAppTrack1"

// candidate writes all but the foundation. The first of a family has the priority of the profile.
func (d description) candidate(f form, i int) string {
	c := d.candidates[i]
	priority, tail := f.priority4, ""
	if c.family() == "IP6" {
		priority = f.priority6
	}
	for _, before := range d.candidates[:i] {
		if before.family() == c.family() {
			priority--
		}
	}
	if f.ufragInCandidates {
		tail = " ufrag " + d.ufrag
	}
	return fmt.Sprintf("1 udp %d %s %d typ host generation 0 network-cost 50%s", priority, c.ip, c.port, tail)
}

func (c candidate) family() string {
	if strings.Contains(c.ip, ":") {
		return "IP6"
	}
	return "IP4"
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
