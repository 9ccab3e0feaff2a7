package meta

import (
	"fmt"
	"slices"
	"strings"
)

// SDPFault names what is wrong with an SDP that goes to Meta. It is an error, so errors.Is finds it in an *SDPError.
type SDPFault string

// The faults (Meta: Calling API, FAQ, Sep 2026; Integration patterns, 16 Sep 2026).
const (
	FaultEmpty         SDPFault = "no SDP"
	FaultStart         SDPFault = "does not start with v=0"
	FaultLine          SDPFault = "a line that is not SDP"
	FaultNoAudio       SDPFault = "no audio line"
	FaultTwoAudio      SDPFault = "two audio lines"
	FaultOtherMedia    SDPFault = "media besides audio"
	FaultRefused       SDPFault = "the audio line has port 0"
	FaultProtocol      SDPFault = "the audio line is not UDP/TLS/RTP/SAVPF"
	FaultNoOpus        SDPFault = "no Opus"
	FaultNoFingerprint SDPFault = "no sha-256 fingerprint"
	FaultTwoPrints     SDPFault = "two different sha-256 fingerprints"
	FaultNoICE         SDPFault = "no ICE user fragment and password"
	FaultNoSetup       SDPFault = "no DTLS setup"
	FaultSetup         SDPFault = "a DTLS setup that does not fit"
	FaultNoRTCPMux     SDPFault = "no rtcp-mux"
	FaultTwoSources    SDPFault = "two audio sources (SSRC)"
)

// Error returns the name of the fault.
func (f SDPFault) Error() string { return string(f) }

// SDPError is an SDP that Meta would refuse, or accept and then not hear. It never quotes the SDP at length.
type SDPError struct {
	Type   SDPType
	Fault  SDPFault
	Detail string // the part at fault, where it helps
}

// Error says what is wrong.
func (e *SDPError) Error() string {
	s := fmt.Sprintf("SDP %s: %s", e.Type, string(e.Fault))
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	return s
}

// Unwrap returns the fault.
func (e *SDPError) Unwrap() error { return e.Fault }

// check returns the first fault of lines whose fingerprints are cleaned.
func check(lines []string, t SDPType) error {
	fail := func(f SDPFault, detail string) error { return &SDPError{Type: t, Fault: f, Detail: detail} }
	if len(lines) == 0 {
		return fail(FaultEmpty, "")
	}
	if lines[0] != "v=0" {
		return fail(FaultStart, "")
	}
	for i, line := range lines {
		if !isLine(line) {
			return fail(FaultLine, fmt.Sprintf("line %d", i+1))
		}
	}
	session, media := sections(lines)
	audio, err := onlyAudio(media, fail)
	if err != nil {
		return err
	}
	if err := checkAudioLine(audio, fail); err != nil {
		return err
	}
	if err := checkFingerprints(attributes(slices.Concat(session, audio), "fingerprint"), fail); err != nil {
		return err
	}
	inherit := func(name string) string { return first(attributes(audio, name), attributes(session, name)) }
	if inherit("ice-ufrag") == "" || inherit("ice-pwd") == "" {
		return fail(FaultNoICE, "")
	}
	if err := checkSetup(t, inherit("setup"), fail); err != nil {
		return err
	}
	if len(attributes(audio, "rtcp-mux")) == 0 {
		return fail(FaultNoRTCPMux, "")
	}
	if ids := sources(audio); len(ids) > 1 {
		return fail(FaultTwoSources, strings.Join(ids, ", "))
	}
	return nil
}

type failing func(SDPFault, string) error

func onlyAudio(media [][]string, fail failing) ([]string, error) {
	var audio []string
	for _, m := range media {
		kind, _, _ := strings.Cut(strings.TrimPrefix(m[0], "m="), " ")
		switch {
		case kind != "audio":
			return nil, fail(FaultOtherMedia, clip(kind))
		case audio != nil:
			return nil, fail(FaultTwoAudio, "")
		}
		audio = m
	}
	if audio == nil {
		return nil, fail(FaultNoAudio, "")
	}
	return audio, nil
}

func checkAudioLine(audio []string, fail failing) error {
	fields := strings.Fields(strings.TrimPrefix(audio[0], "m="))
	if len(fields) < 4 {
		return fail(FaultNoOpus, "")
	}
	if fields[1] == "0" {
		return fail(FaultRefused, "")
	}
	if fields[2] != "UDP/TLS/RTP/SAVPF" {
		return fail(FaultProtocol, clip(fields[2]))
	}
	for _, m := range attributes(audio, "rtpmap") {
		pt, codec, _ := strings.Cut(m, " ")
		if strings.EqualFold(strings.TrimSpace(codec), "opus/48000/2") && slices.Contains(fields[3:], pt) {
			return nil
		}
	}
	return fail(FaultNoOpus, "")
}

// checkFingerprints takes what CleanSDP has left: sha-256 only, in upper case.
func checkFingerprints(prints []string, fail failing) error {
	seen := ""
	for _, p := range prints {
		_, value, _ := strings.Cut(p, " ")
		switch {
		case !isSHA256(value):
			return fail(FaultNoFingerprint, "its value is not 32 bytes in hex")
		case seen != "" && seen != value:
			return fail(FaultTwoPrints, "")
		}
		seen = value
	}
	if seen == "" {
		return fail(FaultNoFingerprint, "")
	}
	return nil
}

func checkSetup(t SDPType, setup string, fail failing) error {
	switch {
	case setup == "":
		return fail(FaultNoSetup, "")
	case setup == "active" || setup == "passive":
		return nil
	case setup == "actpass" && t == Offer:
		return nil
	}
	return fail(FaultSetup, clip(setup))
}
