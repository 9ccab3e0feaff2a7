package relay

import "time"

// Report is what a leg saw of the business so far.
type Report struct {
	ICEConnectedMS  *int64    `json:"ice_connected_ms,omitempty" doc:"Until ICE was up, in milliseconds since the descriptions were exchanged."`
	DTLSConnectedMS *int64    `json:"dtls_connected_ms,omitempty" doc:"Until DTLS was up, in milliseconds on the same clock."`
	FirstMedia      time.Time `json:"-"`
	PickedUp        time.Time `json:"-"`
	FirstMediaMS    *int64    `json:"first_media_after_accept_ms,omitempty" doc:"From the pick-up to the business's first RTP packet, in milliseconds; negative when it came before."`
	SSRCs           int       `json:"ssrc_count" doc:"Streams (SSRC) in which the business spoke; Meta wants one."`
	EarlyPackets    int       `json:"early_media_packets" doc:"RTP packets of the business before the call was picked up."`
	PacketsIn       int       `json:"packets_received" doc:"RTP packets from the business."`
	PacketsLost     int       `json:"packets_lost" doc:"Gaps in their sequence numbers."`
	RTCPIn          int       `json:"rtcp_received" doc:"RTCP packets from the business."`
	BytesIn         int64     `json:"bytes_received" doc:"Bytes of RTP payload from the business."`
	PacketsOut      int       `json:"packets_sent" doc:"RTP packets to the business."`
	BytesOut        int64     `json:"bytes_sent" doc:"Bytes of RTP payload to the business."`
	RoleConflicts   int       `json:"ice_role_conflicts" doc:"ICE checks in which the business claimed the controlled role."`
	PhoneJoined     bool      `json:"phone_joined" doc:"Whether a phone's page or script joined the audio."`
}

// Report reads the counters. It works on a closed leg too.
func (l *Leg) Report() Report {
	var r Report
	l.mu.Lock()
	if l.iceAfter > 0 {
		r.ICEConnectedMS = millis(l.iceAfter)
	}
	if l.upAfter > 0 {
		r.DTLSConnectedMS = millis(l.upAfter)
	}
	r.PhoneJoined = l.phone != nil
	l.mu.Unlock()
	r.PacketsOut, r.BytesOut = l.out.sent()

	e := l.ear
	e.mu.Lock()
	defer e.mu.Unlock()
	r.FirstMedia, r.PickedUp = e.first, e.picked
	if !e.first.IsZero() && !e.picked.IsZero() {
		r.FirstMediaMS = millis(e.first.Sub(e.picked))
	}
	r.SSRCs, r.EarlyPackets, r.PacketsIn = len(e.streams), e.early, e.packets
	r.PacketsLost, r.RTCPIn, r.BytesIn, r.RoleConflicts = e.lost(), e.rtcp, e.bytes, e.conflicts
	return r
}

func millis(d time.Duration) *int64 {
	ms := d.Milliseconds()
	return &ms
}
