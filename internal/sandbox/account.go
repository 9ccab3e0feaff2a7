package sandbox

import (
	"time"

	"ramal/internal/meta"
)

// account is what Meta knows of the business and its number beside the settings.
type account struct {
	Name              string        `json:"name" doc:"The verified name, which phones show."`
	MessagingLimit    int           `json:"messaging_limit" minimum:"0" doc:"Users to whom the business may write first in 24 hours; calling needs 2000, except of test numbers."`
	PaymentMethod     bool          `json:"payment_method" doc:"Without one the business cannot call (131044), and users' calls fail with an errors webhook."`
	Country           string        `json:"country" doc:"Of the business number: two capital letters (ISO 3166). Numbers of US, CA, EG, VN and NG cannot call (138013)." example:"BR"`
	TestNumber        bool          `json:"test_number" doc:"A public test number: it reaches allowed_recipients only (131030), with relaxed limits."`
	AllowedRecipients []string      `json:"allowed_recipients" doc:"Whom a test number reaches."`
	ConcurrentLimit   int           `json:"concurrent_limit" minimum:"0" doc:"Calls that may be in progress at once."`
	CallsPerDay       int           `json:"calls_per_day" minimum:"0" doc:"New business calls of the number in 24 hours."`
	Quality           string        `json:"quality" enum:"normal,low" doc:"low pauses the business's calls and permission requests for 7 days (138014), with the webhooks of a violation and a restriction."`
	Restrictions      []restriction `json:"restrictions" doc:"What is switched off for low quality. A list replaces the one in force: [] lifts everything."`
}

// The values of account.Quality.
const (
	qualityNormal = "normal"
	qualityLow    = "low"
)

func newAccount() account {
	return account{
		Name: BusinessName, MessagingLimit: 10_000, ConcurrentLimit: 1000, Country: "BR", CallsPerDay: 10_000, PaymentMethod: true,
		Quality: qualityNormal, AllowedRecipients: []string{}, Restrictions: []restriction{},
	}
}

// minMessagingLimit is what calling needs, except of test numbers.
const minMessagingLimit = 2000

// barred are the countries whose business numbers cannot place calls (Meta: Calling API overview, availability, June 2026).
var barred = map[string]bool{"US": true, "CA": true, "EG": true, "VN": true, "NG": true}

// check names the first field that cannot be, and brings the others into one writing.
func (a *account) check() *badInput {
	switch {
	case a.Name == "" || len(a.Name) > 200:
		return bad("name", "name must be 1 to 200 bytes")
	case a.MessagingLimit < 0:
		return bad("messaging_limit", "messaging_limit must not be negative")
	case a.ConcurrentLimit < 0:
		return bad("concurrent_limit", "concurrent_limit must not be negative")
	case a.CallsPerDay < 0:
		return bad("calls_per_day", "calls_per_day must not be negative")
	case !countryPattern.MatchString(a.Country):
		return bad("country", "country must be two capital letters")
	case a.Quality != qualityNormal && a.Quality != qualityLow:
		return bad("quality", "quality must be low or normal")
	}
	if a.AllowedRecipients == nil {
		a.AllowedRecipients = []string{}
	}
	for i, who := range a.AllowedRecipients {
		if bsuidPattern.MatchString(who) {
			continue
		}
		a.AllowedRecipients[i] = meta.Digits(who)
		if !waIDPattern.MatchString(a.AllowedRecipients[i]) {
			return bad("allowed_recipients", "allowed_recipients must hold phone numbers with the country code")
		}
	}
	return nil
}

// Timing holds the clocks that Meta does not document or that tests want shorter. Zero values are replaced by defaults.
type Timing struct {
	Ring       time.Duration // until WhatsApp gives up on an unanswered call; 45 s, assumed: 30 to 60 s are documented for answers
	FirstMedia time.Duration // 20 s
	Media      time.Duration // 30 s
	Connect    time.Duration // from the answer of Graph to the connect webhook
	Ringing    time.Duration // to the RINGING status
	Sent       time.Duration // to a message's sent status
	Delivered  time.Duration // to its delivered status
	Review     time.Duration // of a template, until it is approved by itself
	Recording  time.Duration // from the end of a call to the webhook of its recording; less than a minute is documented
	Transcript time.Duration // to that of its transcript
	Voicemail  time.Duration // from the end of a voicemail to its message
	// Cancel is how soon a business may hang up an unanswered call without it counting as unanswered. Not documented.
	Cancel time.Duration
}

func (t Timing) withDefaults() Timing {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&t.Ring, 45*time.Second)
	set(&t.FirstMedia, 20*time.Second)
	set(&t.Media, 30*time.Second)
	set(&t.Connect, 40*time.Millisecond)
	set(&t.Ringing, 120*time.Millisecond)
	set(&t.Sent, 30*time.Millisecond)
	set(&t.Delivered, 120*time.Millisecond)
	set(&t.Review, 5*time.Second)
	set(&t.Recording, 20*time.Second)
	set(&t.Transcript, 40*time.Second)
	set(&t.Voicemail, 2*time.Second)
	set(&t.Cancel, 5*time.Second)
	return t
}
