package sandbox

import (
	"net/http"
	"reflect"
)

// The tags of the control plane, in the order in which its page shows them.
const (
	tagUsers     = "Users"
	tagCalls     = "Calls"
	tagClock     = "Clock"
	tagMedia     = "Media"
	tagTemplates = "Templates"
	tagWebhooks  = "Webhooks"
	tagAccount   = "Account"
	tagFaults    = "Faults"
	tagWorld     = "World"
)

// operations is the control plane: what is served is what /sandbox/openapi.json describes. The names are public and stay.
func (s *Server) operations() []operation {
	return []operation{
		does(s, "GET /sandbox/users", tagUsers, "List the users", "All people of this world, in the order in which they were added.", s.listUsers),
		does(s, "POST /sandbox/users", tagUsers, "Add or change a user",
			"wa_id or bsuid says who it is. Of a user who is there, only the fields that are given change; a new user is a current client on WhatsApp in BR whom a person or a script drives (manual).", s.saveUser),
		does(s, "GET /sandbox/users/{id}", tagUsers, "Show a user", "", s.showUser),
		does(s, "POST /sandbox/users/{id}/messages", tagUsers, "Write to the business",
			"One of text, media_id, location, contacts and reaction. Sends the webhook of such a message and opens the service window for 24 hours.", s.writeMessage),
		does(s, "POST /sandbox/users/{id}/taps", tagUsers, "Tap a button",
			"A call button calls the business, with the payload of the button: the answer has the wacid. A reply button answers: the answer has the wamid.", s.tap),
		does(s, "POST /sandbox/users/{id}/read", tagUsers, "Read a message", "Marks a message of the business as read: the business gets the status read.", s.readMessage),
		does(s, "POST /sandbox/users/{id}/permission", tagUsers, "Allow or refuse calls",
			"Answers a call permission request or, without request, changes one's mind in the business's profile.", s.answerPermission),
		does(s, "POST /sandbox/users/{id}/calls", tagUsers, "Call the business", "The business gets the webhook connect with an SDP offer.", s.callBusiness),
		does(s, "POST /sandbox/users/{id}/callback", tagUsers, "Ask to be called back",
			"What a phone offers outside call hours. The business gets a temporary permission; how Meta tells it so is not documented.", s.requestCallback),
		{
			route: "GET /sandbox/users/{id}/phone", tag: tagUsers, summary: "Watch a phone",
			note: `A websocket. The server sends the whole state of the phone, {"type":"state","user":{…},"business":{…},"messages":[…],"permission":{…},"call":{…},"now_unix":…}, ` +
				`once at first and again after every change. It reads nothing: act by the operations of this page.`,
			status: http.StatusSwitchingProtocols, serve: s.servePhone,
		},
		does(s, "GET /sandbox/calls", tagCalls, "List the calls", "The newest first; the last 2000 are kept.", s.listCalls),
		does(s, "GET /sandbox/calls/{wacid}", tagCalls, "Show a call", "", s.showCall),
		does(s, "GET /sandbox/calls/{wacid}/report", tagCalls, "Report of a call's media", "What the relay saw of the business: when media came up, in how many streams, what was lost.", s.callReport),
		does(s, "POST /sandbox/calls/{wacid}/answer", tagCalls, "Answer", "The user picks up a ringing call of the business.", s.answerCall),
		does(s, "POST /sandbox/calls/{wacid}/decline", tagCalls, "Decline", "The user declines a ringing call of the business.", s.declineCall),
		does(s, "POST /sandbox/calls/{wacid}/hangup", tagCalls, "Hang up", "The user ends the call, or gives up on one that still rings.", s.hangUpCall),
		does(s, "POST /sandbox/calls/{wacid}/dtmf", tagCalls, "Press keys", "The user presses digits in an active call: RFC 4733 events to the business, payload type 126 at 8 kHz. No webhook comes of it.", s.pressKeys),
		does(s, "POST /sandbox/calls/{wacid}/audio", tagCalls, "Join the audio", "The phone's own WebRTC leg, for a sound of microphone: an SDP offer in, the answer out.", s.joinAudio),
		{
			route: "POST /sandbox/media", tag: tagMedia, summary: "Give a user a file to send",
			note:   "The body is the file as it is, its Content-Type the type; the query parameter name its name. Up to 100 MB. Send it with POST /sandbox/users/{id}/messages.",
			status: http.StatusOK, out: reflect.TypeFor[made](), serve: s.takeMedium,
		},
		{
			route: "GET /sandbox/media/{id}", tag: tagMedia, summary: "Bytes of a media file", note: "Without a token, for the phones' page; the business downloads by Graph.",
			status: http.StatusOK, media: "application/octet-stream", serve: s.showMedium,
		},
		does(s, "GET /sandbox/templates", tagTemplates, "List the templates", "All message templates of the account, with what became of their review.", s.listTemplates),
		does(s, "POST /sandbox/templates/{name}", tagTemplates, "Decide about a template",
			"What Meta's review or quality watch would do. Without it, a new template is approved by itself after 5 seconds of the sandbox's clock.", s.reviewTemplate),
		does(s, "GET /sandbox/clock", tagClock, "What time it is", "", s.showClock),
		does(s, "POST /sandbox/clock", tagClock, "Move the clock", "Forward only. Timers on the way fire in their order, each at its own time, before the answer comes.", s.moveClock),
		does(s, "GET /sandbox/webhook", tagWebhooks, "Show the subscription", "", s.showWebhook),
		does(s, "POST /sandbox/webhook", tagWebhooks, "Subscribe",
			"Does Meta's handshake with the address (GET with hub.mode, hub.challenge and hub.verify_token) before it is taken, and answers 502 when that fails; then sends what was waiting. An empty url ends the subscription.", s.setWebhook),
		does(s, "GET /sandbox/deliveries", tagWebhooks, "List the deliveries", "Every webhook that was sent or tried, the oldest first, with each answer that it got; the last 2000 are kept.", s.listDeliveries),
		does(s, "POST /sandbox/deliveries/{id}/redeliver", tagWebhooks, "Send a webhook again", "The same bytes and the same signature, whatever became of it before.", s.redeliver),
		does(s, "GET /sandbox/account", tagAccount, "Show the account", "", s.showAccount),
		does(s, "POST /sandbox/account", tagAccount, "Change the account", "Only the fields that are given change.", s.setAccount),
		does(s, "GET /sandbox/faults", tagFaults, "Show the faults", "", s.showFaults),
		does(s, "POST /sandbox/faults", tagFaults, "Ask for faults", "Only the fields that are given change. Counters count down to zero as they are used.", s.setFaults),
		does(s, "POST /sandbox/reset", tagWorld, "Start anew", "Forgets people, chats, calls, deliveries and faults. The webhook and the calling settings stay, unless all is asked for.", s.reset),
	}
}

// control registers the control plane, its description, and its page.
func (s *Server) control(mux *http.ServeMux) {
	for _, o := range s.operations() {
		mux.HandleFunc(o.route, o.serve)
	}
	mux.HandleFunc("GET /sandbox/openapi.json", s.serveOpenAPI)
	mux.HandleFunc("GET /sandbox/docs", s.serveDocs)
	mux.HandleFunc("/sandbox/", func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, &badInput{Status: http.StatusNotFound, Message: "there is no " + r.Method + " " + r.URL.Path + "; GET /sandbox/docs lists what there is"})
	})
}
