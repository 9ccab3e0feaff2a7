package sandbox

import "ramal/internal/sandbox/relay"

// callOptions are what the settings of the number and the quirks that are switched on mean for the media of a call.
func (s *Server) callOptions() relay.CallOptions {
	var o relay.CallOptions
	s.must(func(t *tx) {
		o.Profile = relay.Profile(t.Faults.SDPProfile)
		o.Quirk = relay.Quirk{Setup: t.Faults.AnswerSetup}
		if a := t.Settings.Calling.Audio; a != nil {
			o.G711 = append(o.G711, a.AdditionalCodecs...)
		}
	})
	return o
}
