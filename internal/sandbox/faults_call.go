package sandbox

import "ramal/internal/meta"

// clientFault is an error with which Meta ends a call that the user's client, or the way to it, lost (Meta: Calling API,
// Troubleshooting, 24 Jun 2026). The words of the details are ours, after the page's descriptions.
func clientFault(code int) *meta.WebhookError {
	return webhookFault(code, map[int]string{
		meta.CodeClientSetupFailed:    "The WhatsApp client failed to set up the call",
		meta.CodeClientRelayFailed:    "The WhatsApp client could not reach the relay",
		meta.CodeMediaReceiveTimeout:  "The WhatsApp client has not received any media for a long time",
		meta.CodeMediaTransmitTimeout: "The WhatsApp client has not transmitted any media for a long time",
		meta.CodeMediaNotConnected:    "The call was accepted, but there were no signals of a media connection",
	}[code])
}

// failLater ends a call that was just picked up, if such failures were asked for.
func (t *tx) failLater(c *call) {
	if t.Faults.CallErrors == 0 {
		return
	}
	t.Faults.CallErrors--
	id, code := c.ID, t.Faults.CallError
	t.in(millis(t.Faults.CallErrorAfterMS), func(t *tx) {
		if c := t.calls[id]; c != nil && c.State == callActive {
			t.end(c, reasonFailed, clientFault(code))
		}
	})
}
