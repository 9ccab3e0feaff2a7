package media

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/transport/v4"
	"github.com/pion/webrtc/v4"
)

// Speech as WhatsApp sends and takes it: mono, 16 kHz, 20 kbit/s, with forward error correction. Telling the browser the
// same makes it encode what Meta's side can use, and nothing has to be transcoded.
const speech = "minptime=10;useinbandfec=1;maxplaybackrate=16000;sprop-maxcapturerate=16000;maxaveragebitrate=20000"

const (
	opusType  webrtc.PayloadType = 111
	eventType webrtc.PayloadType = 126
)

// profile is how one kind of leg behaves.
type profile struct {
	lite   bool // ICE-lite: we only answer checks, on the port of the browsers
	events bool // telephone-event/8000 besides Opus
	srtp   []dtls.SRTPProtectionProfile
	role   webrtc.DTLSRole // when we answer
	failed time.Duration   // from ICE disconnected to failed
}

// browserProfile lets the browser begin DTLS, for it knows first when its chosen path works; then we are the one who picks
// the cheaper cipher.
func browserProfile() profile {
	return profile{
		lite:   true,
		srtp:   []dtls.SRTPProtectionProfile{dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80},
		role:   webrtc.DTLSRoleServer,
		failed: 20 * time.Second,
	}
}

// metaProfile checks and chooses paths itself, for Meta is ICE-lite, and begins DTLS when it answers, as Meta recommends.
func metaProfile() profile {
	return profile{
		events: true,
		srtp:   []dtls.SRTPProtectionProfile{dtls.SRTP_AES128_CM_HMAC_SHA1_80, dtls.SRTP_AEAD_AES_128_GCM},
		role:   webrtc.DTLSRoleClient,
		failed: 15 * time.Second,
	}
}

// sockets are where packets come and go.
//
// Browsers share one port: each has an address of its own, by which the mux tells them apart. Meta's legs must not: its relay
// has one address for all calls, so two calls from one port of ours would be the same pair of addresses to either side.
// Each of Meta's legs therefore takes a free port. It needs no hole in a firewall, because we send first.
type sockets struct {
	browsers ice.UDPMux
	meta     transport.Net // nil is the system's
	local    net.IP        // the one address to use, nil for all
}

func newAPI(p profile, s sockets, publicIPs []string, log pionLog) (*webrtc.API, error) {
	var codecs webrtc.MediaEngine
	register := func(mime string, rate uint32, channels uint16, pt webrtc.PayloadType) error {
		return codecs.RegisterCodec(webrtc.RTPCodecParameters{
			RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: mime, ClockRate: rate, Channels: channels},
			PayloadType:        pt,
		}, webrtc.RTPCodecTypeAudio)
	}
	// Opus without parameters: pion takes two descriptions with different ones (minptime=10 and 20) for different codecs. What
	// we ask for stands in the text (shape).
	if err := register(webrtc.MimeTypeOpus, clockRate, 2, opusType); err != nil {
		return nil, err
	}
	if p.events {
		if err := register("audio/telephone-event", 8000, 0, eventType); err != nil {
			return nil, err
		}
	}

	settings := webrtc.SettingEngine{LoggerFactory: log}
	settings.SetLite(p.lite)
	if p.lite {
		settings.SetICEUDPMux(s.browsers)
	} else {
		settings.SetNet(s.meta)
	}
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6})
	if s.local != nil {
		settings.SetIPFilter(s.local.Equal)
		settings.SetIncludeLoopbackCandidate(s.local.IsLoopback())
	}
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.DisableActiveTCP(true)
	settings.SetICETimeouts(5*time.Second, p.failed, 2*time.Second)
	settings.SetSRTPProtectionProfiles(p.srtp...)
	settings.SetDTLSInsecureSkipHelloVerify(true) // ICE has shown by then that the address is the peer's
	settings.SetHandleUndeclaredSSRCWithoutAnswer(true)
	settings.SetReceiveMTU(maxPacket)
	settings.SetSDPMediaLevelFingerprints(true) // where browsers put them, and Meta looks
	if err := settings.SetAnsweringDTLSRole(p.role); err != nil {
		return nil, err
	}
	if len(publicIPs) > 0 {
		if err := settings.SetICEAddressRewriteRules(webrtc.ICEAddressRewriteRule{
			External:        publicIPs,
			AsCandidateType: webrtc.ICECandidateTypeHost,
			Mode:            webrtc.ICEAddressRewriteReplace,
		}); err != nil {
			return nil, err
		}
	}
	// No interceptors: one voice stream needs no retransmission or bandwidth estimate, and reports are made in leg.
	return webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithSettingEngine(settings),
		webrtc.WithInterceptorRegistry(&interceptor.Registry{})), nil
}

// newCertificate makes the one certificate that all legs of this process show. Peers check its fingerprint, which travels in
// the SDP, and not its dates; but pion refuses one that has expired, so it outlives any process.
func newCertificate(now time.Time) (webrtc.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return webrtc.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return webrtc.Certificate{}, err
	}
	cert, err := webrtc.NewCertificate(key, x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: "WebRTC"},
		NotBefore:    now.AddDate(0, 0, -1),
		NotAfter:     now.AddDate(10, 0, 0),
	})
	if err != nil {
		return webrtc.Certificate{}, err
	}
	return *cert, nil
}

// listen opens the socket for browsers. The buffers hold a few hundred milliseconds of a thousand calls.
func listen(address string) (*net.UDPConn, error) {
	local, err := net.ResolveUDPAddr("udp", address)
	if err != nil {
		return nil, err
	}
	conn, err := net.ListenUDP("udp", local)
	if err != nil {
		return nil, err
	}
	_ = conn.SetReadBuffer(4 << 20) // the system may allow less, which is no fault
	_ = conn.SetWriteBuffer(4 << 20)
	return conn, nil
}
