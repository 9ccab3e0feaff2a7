package sandbox

import "time"

// account is what Meta knows of the business and its number beside the settings.
type account struct {
	MessagingLimit  int    `json:"messaging_limit" minimum:"0" doc:"Users to whom the business may write first in 24 hours; calling needs 2000."`
	ConcurrentLimit int    `json:"concurrent_limit" minimum:"0" doc:"Calls that may be in progress at once."`
	Country         string `json:"country" doc:"Of the business number: two capital letters (ISO 3166)." example:"BR"`
	CallsPerDay     int    `json:"calls_per_day" minimum:"0" doc:"New business calls of the number in 24 hours."`
}

func newAccount() account {
	return account{MessagingLimit: 10_000, ConcurrentLimit: 1000, Country: "BR", CallsPerDay: 10_000}
}

// minMessagingLimit is what calling needs.
const minMessagingLimit = 2000

// barred are the countries whose business numbers cannot place calls (Meta: Calling API overview, availability, June 2026).
var barred = map[string]bool{"US": true, "CA": true, "EG": true, "VN": true, "NG": true}

// Timing holds the clocks that Meta does not document or that tests want shorter. Zero values are replaced by defaults.
type Timing struct {
	Ring       time.Duration // until WhatsApp gives up on an unanswered call; 45 s, assumed: 30 to 60 s are documented for answers
	FirstMedia time.Duration // 20 s
	Media      time.Duration // 30 s
	Connect    time.Duration // from the answer of Graph to the connect webhook
	Ringing    time.Duration // to the RINGING status
	Sent       time.Duration // to a message's sent status
	Delivered  time.Duration // to its delivered status
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
	set(&t.Cancel, 5*time.Second)
	return t
}
