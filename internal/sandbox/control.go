package sandbox

import (
	"net/http"
)

// control registers the control plane. Its names are public and stay.
func (s *Server) control(mux *http.ServeMux) {
	for pattern, e := range map[string]endpoint{
		"GET /sandbox/users":                      s.listUsers,
		"POST /sandbox/users":                     s.saveUser,
		"GET /sandbox/users/{id}":                 s.showUser,
		"POST /sandbox/users/{id}/messages":       s.writeMessage,
		"POST /sandbox/users/{id}/read":           s.readMessage,
		"POST /sandbox/users/{id}/permission":     s.answerPermission,
		"POST /sandbox/users/{id}/calls":          s.callBusiness,
		"GET /sandbox/calls":                      s.listCalls,
		"GET /sandbox/calls/{wacid}":              s.showCall,
		"GET /sandbox/calls/{wacid}/report":       s.callReport,
		"POST /sandbox/calls/{wacid}/answer":      s.answerCall,
		"POST /sandbox/calls/{wacid}/decline":     s.declineCall,
		"POST /sandbox/calls/{wacid}/hangup":      s.hangUpCall,
		"POST /sandbox/calls/{wacid}/audio":       s.joinAudio,
		"GET /sandbox/clock":                      s.showClock,
		"POST /sandbox/clock":                     s.moveClock,
		"GET /sandbox/webhook":                    s.showWebhook,
		"POST /sandbox/webhook":                   s.setWebhook,
		"GET /sandbox/deliveries":                 s.listDeliveries,
		"POST /sandbox/deliveries/{id}/redeliver": s.redeliver,
		"GET /sandbox/account":                    s.showAccount,
		"POST /sandbox/account":                   s.setAccount,
		"GET /sandbox/faults":                     s.showFaults,
		"POST /sandbox/faults":                    s.setFaults,
		"POST /sandbox/reset":                     s.reset,
	} {
		s.handle(mux, pattern, e)
	}
	mux.HandleFunc("GET /sandbox/users/{id}/phone", s.servePhone)
	mux.HandleFunc("GET /sandbox/media/{id}", s.showMedium)
	mux.HandleFunc("/sandbox/", func(w http.ResponseWriter, r *http.Request) { s.refuse(w, notFound(r.Method+" "+r.URL.Path)) })
}

// done is the answer of commands that have nothing to say.
var done = map[string]bool{"success": true}
