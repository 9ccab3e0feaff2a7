package meta

import "strings"

// CleanSDP returns an SDP of ours in the form that Meta takes, or *SDPError where it cannot be had: fingerprints other than
// sha-256 are left out (Meta refuses the SDP for one of them, even beside a good one: code 100, subcode 2494010), the others
// are written in upper case, and every line ends with CRLF. All other lines stay as they are (Meta: Calling API, FAQ, Sep
// 2026). Cleaning twice changes nothing, so that accept repeats the SDP of pre_accept byte by byte.
func CleanSDP(sdp string, t SDPType) (string, error) {
	lines := splitSDP(sdp)
	clean := make([]string, 0, len(lines))
	for _, line := range lines {
		if name, value, ok := attribute(line); ok && name == "fingerprint" {
			algorithm, hash, _ := strings.Cut(value, " ")
			if !strings.EqualFold(algorithm, "sha-256") {
				continue
			}
			line = "a=fingerprint:sha-256 " + strings.ToUpper(strings.TrimSpace(hash))
		}
		clean = append(clean, line)
	}
	if err := check(clean, t); err != nil {
		return "", err
	}
	return joinSDP(clean), nil
}
