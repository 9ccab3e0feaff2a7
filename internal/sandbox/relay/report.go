package relay

import (
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

// Report is what a leg saw of the business so far.
type Report struct {
	ICEConnectedMS  *int64    `json:"ice_connected_ms,omitempty" doc:"Until ICE was up, in milliseconds since the descriptions were exchanged."`
	DTLSConnectedMS *int64    `json:"dtls_connected_ms,omitempty" doc:"Until DTLS was up, in milliseconds on the same clock."`
	FirstMedia      time.Time `json:"-"`
	PickedUp        time.Time `json:"-"`
	FirstMediaMS    *int64    `json:"first_media_after_accept_ms,omitempty" doc:"From the pick-up to the business's first RTP packet, in milliseconds; negative when it came before."`
	Codec           string    `json:"codec,omitempty" doc:"The codec of the call: opus, PCMA or PCMU."`
	SSRCs           int       `json:"ssrc_count" doc:"Streams (SSRC) in which the business spoke; Meta wants one."`
	EarlyPackets    int       `json:"early_media_packets" doc:"RTP packets of the business before the call was picked up."`
	PacketsIn       int       `json:"packets_received" doc:"RTP packets from the business."`
	PacketsLost     int       `json:"packets_lost" doc:"Gaps in their sequence numbers."`
	ForeignPackets  int       `json:"packets_not_negotiated" doc:"RTP packets of the business with a payload type that nobody agreed on. They are no media."`
	RTCPIn          int       `json:"rtcp_received" doc:"RTCP packets from the business."`
	BytesIn         int64     `json:"bytes_received" doc:"Bytes of RTP payload from the business."`
	PacketsOut      int       `json:"packets_sent" doc:"RTP packets to the business."`
	BytesOut        int64     `json:"bytes_sent" doc:"Bytes of RTP payload to the business."`
	DroppedPackets  int       `json:"packets_dropped" doc:"Packets that the phone's bad network lost, both ways. Those of the business are missing in packets_received too."`
	BusinessLost    *int      `json:"packets_lost_by_business,omitempty" doc:"What the business misses of our packets, by its own reports."`
	BusinessJitter  *float64  `json:"jitter_at_business_ms,omitempty" doc:"Jitter of our packets at the business in milliseconds, by its own reports."`
	RoleConflicts   int       `json:"ice_role_conflicts" doc:"ICE checks in which the business claimed the controlled role."`
	PhoneJoined     bool      `json:"phone_joined" doc:"Whether a phone's page or script joined the audio."`
	Pretended       bool      `json:"pretended,omitempty" doc:"There is no media (--no-media): all of this is made up."`
}

// reception is the newest receiver report of the business.
type reception struct {
	known  bool
	lost   int
	jitter uint32 // in ticks of the codec's clock
}

// listenToReports reads the business's RTCP, and so lets the interceptors see it.
func (l *Leg) listenToReports(s *webrtc.RTPSender) {
	for {
		packets, _, err := s.ReadRTCP()
		if err != nil {
			return
		}
		for _, p := range packets {
			var blocks []rtcp.ReceptionReport
			switch p := p.(type) {
			case *rtcp.ReceiverReport:
				blocks = p.Reports
			case *rtcp.SenderReport:
				blocks = p.Reports
			}
			for _, b := range blocks {
				if b.SSRC == l.desc.ssrc {
					l.mu.Lock()
					// 24 bits with a sign: duplicates make it negative (RFC 3550, section 6.4.1).
					l.heard = reception{known: true, lost: int(int32(b.TotalLost<<8) >> 8), jitter: b.Jitter}
					l.mu.Unlock()
				}
			}
		}
	}
}

// Report reads the counters. It works on a closed leg too.
func (l *Leg) Report() Report {
	if l.pretended != nil {
		return l.pretended.report()
	}
	var r Report
	l.mu.Lock()
	if l.iceAfter > 0 {
		r.ICEConnectedMS = millis(l.iceAfter)
	}
	if l.upAfter > 0 {
		r.DTLSConnectedMS = millis(l.upAfter)
	}
	if l.heard.known {
		jitter := float64(l.heard.jitter) * 1000 / float64(l.codec.clock)
		lost := l.heard.lost
		r.BusinessLost, r.BusinessJitter = &lost, &jitter
	}
	r.PhoneJoined, r.Codec = l.phone != nil, l.codec.short()
	l.mu.Unlock()
	r.PacketsOut, r.BytesOut = l.out.sent()

	e := l.ear
	e.mu.Lock()
	defer e.mu.Unlock()
	r.FirstMedia, r.PickedUp = e.first, e.picked
	if !e.first.IsZero() && !e.picked.IsZero() {
		r.FirstMediaMS = millis(e.first.Sub(e.picked))
	}
	r.SSRCs, r.EarlyPackets, r.PacketsIn, r.ForeignPackets = len(e.streams), e.early, e.packets, e.foreign
	r.PacketsLost, r.RTCPIn, r.BytesIn, r.RoleConflicts = e.lost(), e.rtcp, e.bytes, e.conflicts
	r.DroppedPackets = e.dropped
	return r
}

func millis(d time.Duration) *int64 {
	ms := d.Milliseconds()
	return &ms
}
