package main

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

const frame = 20 * time.Millisecond

// peer is the least that a business needs to talk in one call: one connection, no interceptors, no reports, sound that is
// made of nothing, and a count of what it hears.
type peer struct {
	pc    *webrtc.PeerConnection
	track *webrtc.TrackLocalStaticRTP
	up    chan struct{}
	next  rtp.Packet
	heard atomic.Int64
}

// newPeer makes a complete offer.
func newPeer(ctx context.Context) (*peer, string, error) {
	var codecs webrtc.MediaEngine
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}
	if err := codecs.RegisterCodec(webrtc.RTPCodecParameters{RTPCodecCapability: opus, PayloadType: 111}, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, "", err
	}
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() && ip.To4() != nil })
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	api := webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(&interceptor.Registry{}))
	pc, err := api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, "", err
	}
	p := &peer{pc: pc, up: make(chan struct{})}
	p.next.Version = 2
	p.next.Payload = make([]byte, 60)
	p.next.Payload[0] = 0x48 // an Opus TOC: SILK, 20 ms, mono
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateConnected {
			close(p.up)
		}
	})
	pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		buf := make([]byte, 1500)
		for {
			if _, _, err := t.Read(buf); err != nil {
				return
			}
			p.heard.Add(1)
		}
	})
	offer, err := p.offer(ctx, opus)
	if err != nil {
		p.close()
		return nil, "", err
	}
	return p, offer, nil
}

func (p *peer) offer(ctx context.Context, opus webrtc.RTPCodecCapability) (_ string, err error) {
	if p.track, err = webrtc.NewTrackLocalStaticRTP(opus, "audio", "business"); err != nil {
		return "", err
	}
	if _, err = p.pc.AddTrack(p.track); err != nil {
		return "", err
	}
	offer, err := p.pc.CreateOffer(nil)
	if err != nil {
		return "", err
	}
	gathered := webrtc.GatheringCompletePromise(p.pc)
	if err := p.pc.SetLocalDescription(offer); err != nil {
		return "", err
	}
	select {
	case <-gathered:
		return p.pc.LocalDescription().SDP, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// accept takes Meta's answer and waits until the connection is up.
func (p *peer) accept(ctx context.Context, answer string) error {
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}); err != nil {
		return err
	}
	select {
	case <-p.up:
		return nil
	case <-ctx.Done():
		return errors.Join(errors.New("the connection did not come up"), ctx.Err())
	}
}

// say sends the next packet.
func (p *peer) say() error {
	p.next.SequenceNumber++
	p.next.Timestamp += 960
	return p.track.WriteRTP(&p.next)
}

func (p *peer) close() { _ = p.pc.Close() } // nothing of it is needed any more
