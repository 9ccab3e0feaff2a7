package meta

// NormalizeAnswer makes Meta's answer to a call of ours fit for a WebRTC stack: "a=setup:actpass", which Meta sends in
// practice and which RFC 8842 forbids in an answer, becomes active as in Meta's documentation (Meta: Calling API,
// Business-initiated calls, 26 Jun 2026), and every line ends with CRLF. All other lines stay as they are.
func NormalizeAnswer(sdp string) string {
	lines := splitSDP(sdp)
	for i, line := range lines {
		if name, value, ok := attribute(line); ok && name == "setup" && value == "actpass" {
			lines[i] = "a=setup:active"
		}
	}
	return joinSDP(lines)
}
