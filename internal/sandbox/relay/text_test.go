package relay

import (
	"strings"
	"testing"
)

// The profile that real calls of 2025 show, line by line.
const realOffer = `v=0
o=- 1780000000123 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE audio
a=msid-semantic: WMS 5f0c2a1e-0000-4000-8000-00000000a001
a=ice-lite
m=audio 3480 UDP/TLS/RTP/SAVPF 111 126
c=IN IP4 192.0.2.10
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:1001000001 1 udp 2122260223 192.0.2.10 3480 typ host generation 0 network-cost 50
a=ice-ufrag:Ab3dEf6hIj9kLm2n
a=ice-pwd:Qm9ndXNQYXNzd29yZDAwMDAw
a=fingerprint:sha-256 00:11
a=setup:actpass
a=mid:audio
a=sendrecv
a=msid:5f0c2a1e-0000-4000-8000-00000000a001 WhatsAppTrack1
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 maxaveragebitrate=20000;maxplaybackrate=16000;minptime=20;sprop-maxcapturerate=16000;useinbandfec=1
a=rtpmap:126 telephone-event/8000
a=maxptime:20
a=ptime:20
a=ssrc:1234567890 cname:WhatsAppAudioStream1
`

func TestTheTextIsThatOfRealCalls(t *testing.T) {
	d := description{
		origin: 1780000000123, mid: "audio", stream: "5f0c2a1e-0000-4000-8000-00000000a001",
		ufrag: "Ab3dEf6hIj9kLm2n", pwd: "Qm9ndXNQYXNzd29yZDAwMDAw", fingerprint: "00:11", setup: "actpass",
		audio: []codec{opusCodec(111)}, event: 126, ssrc: 1234567890, candidates: []candidate{{ip: "192.0.2.10", port: 3480}},
	}
	if got := d.text(); got != strings.ReplaceAll(realOffer, "\n", "\r\n") {
		t.Errorf("text\n%s", got)
	}
}

// Meta: Calling API, API and webhook reference, samples. The order of the attributes is assumed.
const docOffer = `v=0
o=- 1780000000123 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE audio
a=msid-semantic: WMS 5f0c2a1e-0000-4000-8000-00000000a001
a=ice-lite
m=audio 3480 UDP/TLS/RTP/SAVPF 111 8 0 126
c=IN IP4 192.0.2.10
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:1001000001 1 udp 2113937151 192.0.2.10 3480 typ host generation 0 network-cost 50 ufrag Ab3dEf6hIj9kLm2n
a=candidate:1001000002 1 udp 2113939711 2001:db8::10 3480 typ host generation 0 network-cost 50 ufrag Ab3dEf6hIj9kLm2n
a=candidate:1001000003 1 udp 2113937150 192.0.2.11 3480 typ host generation 0 network-cost 50 ufrag Ab3dEf6hIj9kLm2n
a=ice-ufrag:Ab3dEf6hIj9kLm2n
a=ice-pwd:Qm9ndXNQYXNzd29yZDAwMDAw
a=fingerprint:sha-256 00:11
a=setup:actpass
a=mid:audio
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=sendrecv
a=msid:5f0c2a1e-0000-4000-8000-00000000a001 WhatsAppTrack1
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:126 telephone-event/8000
a=ssrc:1234567890 cname:WhatsAppAudioStream1
a=ssrc:1234567890 msid:5f0c2a1e-0000-4000-8000-00000000a001 WhatsAppTrack1
a=ssrc:1234567890 mslabel:5f0c2a1e-0000-4000-8000-00000000a001
a=ssrc:1234567890 label:WhatsAppTrack1
`

func TestTheOtherTextIsThatOfTheDocumentation(t *testing.T) {
	d := description{
		profile: Doc, origin: 1780000000123, mid: "audio", stream: "5f0c2a1e-0000-4000-8000-00000000a001",
		ufrag: "Ab3dEf6hIj9kLm2n", pwd: "Qm9ndXNQYXNzd29yZDAwMDAw", fingerprint: "00:11", setup: "actpass",
		audio: append([]codec{opusCodec(111)}, CallOptions{G711: []string{PCMA, PCMU, "G722"}}.g711()...), event: 126, ssrc: 1234567890,
		candidates: []candidate{{"192.0.2.10", 3480}, {"2001:db8::10", 3480}, {"192.0.2.11", 3480}},
	}
	if got := d.text(); got != strings.ReplaceAll(docOffer, "\n", "\r\n") {
		t.Errorf("text\n%s", got)
	}
	if d.answer = true; strings.Contains(d.text(), "extmap") {
		t.Error("an answer repeats header extensions that nobody reads")
	}
}

func TestEveryProfileConnects(t *testing.T) {
	for _, p := range []Profile{Real2025, Doc} {
		t.Run(string(p), func(t *testing.T) {
			t.Parallel()
			r, b := open(t), newBusiness(t)
			leg, offer, err := r.Offer(CallOptions{Profile: p, G711: []string{PCMA}})
			if err != nil {
				t.Fatal(err)
			}
			pwd, _, _ := strings.Cut(strings.SplitN(offer, "a=ice-pwd:", 2)[1], "\r\n")
			if want := map[Profile]int{Real2025: 24, Doc: 32}[p]; len(pwd) != want || !strings.Contains(offer, "SAVPF 111 8 126\r\n") {
				t.Errorf("a password of %d letters in\n%s", len(pwd), offer)
			}
			if err := leg.Apply(b.answer(offer)); err != nil {
				t.Fatal(err)
			}
			b.connected()
			leg.PickUp(Tone)
			b.hear(2)
		})
	}
	if Profile("2019").Valid() || !Doc.Valid() || !Real2025.Valid() {
		t.Error("Valid is wrong")
	}
}

func TestAnAnswerCopiesWhatTheOfferNamed(t *testing.T) {
	r := open(t)
	leg, answer, err := r.Answer(strings.Replace(good, "SAVPF 96 8", "SAVPF 96 8 101", 1)+"a=rtpmap:101 telephone-event/8000\r\n", CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer leg.Close()
	for _, line := range []string{
		"a=group:BUNDLE 7", "a=mid:7", "m=audio ", " UDP/TLS/RTP/SAVPF 96 101", "a=rtpmap:96 opus/48000/2",
		"a=rtpmap:101 telephone-event/8000", "a=setup:active", "a=ice-lite",
	} {
		if !strings.Contains(answer, line) {
			t.Errorf("no %q in\n%s", line, answer)
		}
	}
	if strings.Contains(answer, "extmap") || strings.Contains(strings.ReplaceAll(answer, "\r\n", ""), "\n") {
		t.Errorf("answer\n%s", answer)
	}
}

func TestAnActiveOfferIsAnsweredPassive(t *testing.T) {
	r := open(t)
	leg, answer, err := r.Answer(strings.Replace(good, "actpass", "active", 1), CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer leg.Close()
	if !strings.Contains(answer, "a=setup:passive\r\n") {
		t.Errorf("answer\n%s", answer)
	}
}

func TestAPublicAddressTakesThePlaceOfTheLocalOne(t *testing.T) {
	r, err := Open(Options{PublicIPs: []string{"203.0.113.5"}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	leg, offer, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer leg.Close()
	if !strings.Contains(offer, " 203.0.113.5 ") || strings.Contains(offer, "udp 2122260223 127.0.0.1") {
		t.Errorf("offer\n%s", offer)
	}
}

func TestTheToneIsTwentyMillisecondFramesOfMonoOpus(t *testing.T) {
	s, err := opusSounds()
	if err != nil {
		t.Fatal(err)
	}
	frames := s.tone
	if len(frames) < 50 {
		t.Errorf("%d frames", len(frames))
	}
	for i, f := range frames {
		// RFC 6716, table 2: configurations whose frames last 20 ms; bit 2 is stereo; code 0 is one frame.
		config, stereo, code := f[0]>>3, f[0]>>2&1, f[0]&3
		twenty := config < 12 && config%4 == 1 || config >= 12 && config < 16 && config%2 == 1 || config >= 16 && config%4 == 3
		if !twenty || stereo != 0 || code != 0 {
			t.Fatalf("frame %d: TOC %08b", i, f[0])
		}
	}
}
