package main

import (
	"context"
	"errors"
	"time"

	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
)

// browser is the audio of an operator's browser: it speaks all the time, as a microphone does.
type browser struct {
	pc    *webrtc.PeerConnection
	track *webrtc.TrackLocalStaticSample
	offer string
	up    chan struct{}
	quiet context.CancelFunc
}

// newBrowser makes a complete offer.
func newBrowser(ctx context.Context) (*browser, error) {
	settings := webrtc.SettingEngine{}
	settings.SetIncludeLoopbackCandidate(true)
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(settings)).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, err
	}
	b := &browser{pc: pc, up: make(chan struct{})}
	ctx, b.quiet = context.WithCancel(ctx)
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateConnected {
			close(b.up)
		}
	})
	if err := b.describe(ctx); err != nil {
		b.close()
		return nil, err
	}
	go b.speak(ctx)
	return b, nil
}

func (b *browser) describe(ctx context.Context) (err error) {
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}
	if b.track, err = webrtc.NewTrackLocalStaticSample(opus, "audio", "operator"); err != nil {
		return err
	}
	if _, err = b.pc.AddTrack(b.track); err != nil {
		return err
	}
	offer, err := b.pc.CreateOffer(nil)
	if err != nil {
		return err
	}
	gathered := webrtc.GatheringCompletePromise(b.pc)
	if err := b.pc.SetLocalDescription(offer); err != nil {
		return err
	}
	select {
	case <-gathered:
		b.offer = b.pc.LocalDescription().SDP
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// speak sends a frame every 20 ms. Before the leg is up nothing leaves.
func (b *browser) speak(ctx context.Context) {
	const frame = 20 * time.Millisecond
	tick := time.NewTicker(frame)
	defer tick.Stop()
	sound := make([]byte, 60)
	sound[0] = 0x48 // an Opus TOC: SILK, 20 ms, mono
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := b.track.WriteSample(media.Sample{Data: sound, Duration: frame}); err != nil {
				return // the leg is closed
			}
		}
	}
}

// accept takes the server's answer and waits until the leg is up.
func (b *browser) accept(ctx context.Context, answer string) error {
	if err := b.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}); err != nil {
		return err
	}
	select {
	case <-b.up:
		return nil
	case <-ctx.Done():
		return errors.Join(errors.New("the browser's leg did not come up"), ctx.Err())
	}
}

func (b *browser) close() {
	b.quiet()
	_ = b.pc.Close() // nothing of it is needed any more
}
