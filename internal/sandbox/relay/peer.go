package relay

import (
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"
)

// peerOptions are what differs between Meta's leg and a phone's leg.
type peerOptions struct {
	ufrag, pwd string
	passive    bool
	events     bool    // negotiate telephone-event
	g711       []codec // beside Opus
}

func (o peerOptions) codecs() []webrtc.RTPCodecParameters {
	all := []webrtc.RTPCodecParameters{parameters(opusCodec(opusPayload))}
	if !o.events {
		all[0].SDPFmtpLine = opusFmtp
		return all
	}
	// Pion keeps only the codecs that match exactly, if any does: telephone-event always does, and would push out an Opus with
	// other parameters. Without parameters Opus matches too. The text of Meta's leg states them by itself.
	for _, c := range o.g711 {
		all = append(all, parameters(c))
	}
	return append(all, webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: 8000},
		PayloadType:        eventPayload,
	})
}

func parameters(c codec) webrtc.RTPCodecParameters {
	channels := c.channels
	if channels == 1 {
		channels = 0 // pion's way of saying that the description names none
	}
	return webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: c.mime, ClockRate: c.clock, Channels: channels},
		PayloadType:        webrtc.PayloadType(c.payload),
	}
}

// newPeer makes an ICE-lite connection on the shared port. Few codecs, no header extension, sender and receiver reports.
func (r *Relay) newPeer(o peerOptions) (*webrtc.PeerConnection, error) {
	var media webrtc.MediaEngine
	for _, c := range o.codecs() {
		if err := media.RegisterCodec(c, webrtc.RTPCodecTypeAudio); err != nil {
			return nil, err
		}
	}
	var reports interceptor.Registry
	if err := webrtc.ConfigureRTCPReports(&reports); err != nil {
		return nil, err
	}
	var s webrtc.SettingEngine
	s.LoggerFactory = loggers{log: r.log}
	s.SetLite(true)
	s.SetICEUDPMux(r.mux)
	s.SetIncludeLoopbackCandidate(true)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetICETimeouts(10*time.Second, 40*time.Second, 2*time.Second)
	s.SetHandleUndeclaredSSRCWithoutAnswer(true)
	if o.ufrag != "" {
		s.SetICECredentials(o.ufrag, o.pwd)
	}
	if o.passive {
		if err := s.SetAnsweringDTLSRole(webrtc.DTLSRoleServer); err != nil {
			return nil, err
		}
	}
	if len(r.public) > 0 {
		err := s.SetICEAddressRewriteRules(webrtc.ICEAddressRewriteRule{
			External: r.public, AsCandidateType: webrtc.ICECandidateTypeHost,
		})
		if err != nil {
			return nil, err
		}
	}
	api := webrtc.NewAPI(webrtc.WithMediaEngine(&media), webrtc.WithInterceptorRegistry(&reports), webrtc.WithSettingEngine(s))
	return api.NewPeerConnection(webrtc.Configuration{
		BundlePolicy:  webrtc.BundlePolicyMaxBundle,
		RTCPMuxPolicy: webrtc.RTCPMuxPolicyRequire,
		Certificates:  []webrtc.Certificate{r.cert},
	})
}

// settle sets the local description and waits until its candidates are in: on a shared port that needs no network.
func settle(pc *webrtc.PeerConnection, local webrtc.SessionDescription) (string, error) {
	done := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(local); err != nil {
		return "", err
	}
	<-done
	return pc.LocalDescription().SDP, nil
}
