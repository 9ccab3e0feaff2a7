package relay

import (
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"
)

// Payload types of the profile that real calls show.
const (
	opusPayload  = 111
	eventPayload = 126
)

const opusFmtp = "maxaveragebitrate=20000;maxplaybackrate=16000;minptime=20;sprop-maxcapturerate=16000;useinbandfec=1"

// peerOptions are what differs between Meta's leg and a phone's leg.
type peerOptions struct {
	ufrag, pwd string
	passive    bool
	events     bool // negotiate telephone-event
}

// newPeer makes an ICE-lite connection on the shared port. Two codecs, no header extension, sender and receiver reports.
func (r *Relay) newPeer(o peerOptions) (*webrtc.PeerConnection, error) {
	var media webrtc.MediaEngine
	fmtp := opusFmtp
	if o.events {
		// Pion keeps only the codecs that match exactly, if any does: telephone-event always does, and would push out an Opus
		// with other parameters. Without parameters Opus matches too. The text of Meta's leg states them by itself.
		fmtp = ""
	}
	codecs := []webrtc.RTPCodecParameters{{
		RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: fmtp,
		},
		PayloadType: opusPayload,
	}}
	if o.events {
		codecs = append(codecs, webrtc.RTPCodecParameters{
			RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: 8000},
			PayloadType:        eventPayload,
		})
	}
	for _, c := range codecs {
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
