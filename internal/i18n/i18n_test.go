package i18n

import (
	"errors"
	"testing"

	"ramal/internal/fault"
)

func TestTheLanguageIsTheNearestOfThoseThatAreAccepted(t *testing.T) {
	for accepted, want := range map[string]string{
		"pt-BR":                   "pt-BR",
		"pt":                      "pt-BR",
		"pt-PT,en;q=0.5":          "pt-BR",
		"es-MX, en;q=0.9":         "es",
		"fr, es;q=0.4, en;q=0.2":  "es",
		"en-GB":                   "en",
		"":                        "en",
		"*":                       "en",
		"zu":                      "en",
		"en;q=0.1, pt-BR;q=0.9":   "pt-BR",
		"no language; q=nonsense": "en",
	} {
		if got := Nearest(accepted); got != want {
			t.Errorf("%q: %s, want %s", accepted, got, want)
		}
	}
}

func TestAFaultSpeaksTheLanguageOfItsReader(t *testing.T) {
	named := fault.New(fault.Conflict, "%s has this WhatsApp number already.", "Ana")
	for lang, want := range map[string]string{
		"en":    "Ana has this WhatsApp number already.",
		"pt-BR": "Ana já tem este número de WhatsApp.",
		"es":    "Ana ya tiene este número de WhatsApp.",
		"tlh":   "Ana has this WhatsApp number already.",
	} {
		if got := Message(lang, named); got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
}

func TestWordsWithinASentenceAreTranslatedToo(t *testing.T) {
	for _, c := range []struct {
		f    *fault.Error
		want string
	}{
		{fault.New(fault.NotFound, "There is no such %s.", "contact"), "Isto não existe, ou não existe mais (contato)."},
		{fault.New(fault.Conflict, "%s %s", "You are on another call.", "End that call first."), "Você está em outra ligação. Encerre essa ligação primeiro."},
	} {
		if got := Message("pt-BR", c.f); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestWhatHasNoTranslationIsToldAsItWas(t *testing.T) {
	fromAnotherNode := &fault.Error{Code: fault.Unavailable, Message: "100% is what %s takes."}
	for _, f := range []*fault.Error{
		fromAnotherNode,
		fault.New(fault.Invalid, "Nobody translated this of %d.", 7),
		fault.New(fault.Invalid, "100%% of it.").Wrap(errors.New("cause")),
	} {
		if got := Message("es", f); got != f.Message {
			t.Errorf("%q, want %q", got, f.Message)
		}
	}
}

func TestWhatAnotherNodeSaidIsTranslatedWhereItIsAWholeSentence(t *testing.T) {
	f := &fault.Error{Code: fault.Conflict, Message: "This call is over."}
	if got := Message("es", f); got != "Esta llamada terminó." {
		t.Error(got)
	}
}
