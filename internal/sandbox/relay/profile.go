package relay

import "slices"

// Profile is the form of the descriptions that Meta's side shows.
type Profile string

// The two forms that are known.
const (
	// Real2025 is what logs of real calls show since 2025, and the default.
	Real2025 Profile = "real-2025"
	// Doc is what the samples of Meta's documentation show: header extensions, other priorities, longer secrets.
	Doc Profile = "doc"
)

// Valid reports whether the profile is one of the two.
func (p Profile) Valid() bool { return p == Real2025 || p == Doc }

// The codecs of Meta: Calling API, Call settings, March 2026 (audio.additional_codecs).
const (
	PCMA = "PCMA"
	PCMU = "PCMU"
)

// CallOptions are what may differ from call to call. The zero value is the relay's profile, Opus only, and Meta's behavior
// as it is documented.
type CallOptions struct {
	// Profile of this call's descriptions; the relay's own when empty.
	Profile Profile
	// G711 are the codecs beside Opus that the business's number has switched on: PCMA, PCMU.
	G711 []string
	// Quirk changes how Meta's side behaves.
	Quirk Quirk
}

// Quirk changes how Meta's side looks, as seen in practice. The zero value follows the documentation.
type Quirk struct {
	// Setup is the a=setup of the answer: "active" (default), "passive" or the illegal "actpass".
	Setup string
}

func (o CallOptions) allows(g711 string) bool { return slices.Contains(o.G711, g711) }

// g711 are the codecs that are switched on, by their fixed payload types.
func (o CallOptions) g711() []codec {
	var all []codec
	for _, name := range o.G711 {
		switch name {
		case PCMA:
			all = append(all, g711Codec(PCMA, pcmaPayload))
		case PCMU:
			all = append(all, g711Codec(PCMU, pcmuPayload))
		}
	}
	return all
}
