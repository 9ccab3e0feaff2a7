package sandbox

import "ramal/internal/sandbox/relay"

// firstPeople is the world on the first start: three people whose phones a person holds, and phones without one that do
// what their name says.
func firstPeople() []Profile {
	person := func(n, name, username string) Profile {
		return Profile{
			WaID: "551199999" + n, Name: name, Username: username, BSUID: "BR.1000000000000000" + n,
			OnWhatsApp: true, Country: "BR", Client: clientCurrent, Behaviour: Manual, Sound: relay.Microphone,
		}
	}
	robot := func(n, name string, b Behaviour, after int, s relay.Sound) Profile {
		p := person(n, name, "")
		p.Behaviour, p.AnswerAfterMS, p.Sound = b, after, s
		return p
	}
	return []Profile{
		person("0001", "Ana Souza", "ana.souza"),
		person("0002", "Bruno Lima", ""),
		person("0003", "Carla Dias", "carladias"),
		robot("0004", "Eduardo Eco", Answer, 1500, relay.Echo),
		robot("0005", "Tânia Tom", Answer, 1000, relay.Tone),
		robot("0006", "Renato Recusa", Decline, 1500, relay.Silence),
		robot("0007", "Isabel Ignora", Ignore, 0, relay.Silence),
		robot("0008", "Vicente Viagem", Vanish, 0, relay.Silence),
	}
}
