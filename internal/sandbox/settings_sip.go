package sandbox

import (
	"maps"
	"net"
	"regexp"
	"unicode/utf8"

	"ramal/internal/meta"
)

// sipSettings are signalling by SIP (Meta: Calling API, SIP, Sep 2026). The sandbox keeps them and follows what they mean for
// Graph; it speaks no SIP.
type sipSettings struct {
	Status          string      `json:"status"`
	WebhookDelivery string      `json:"webhook_delivery,omitempty"`
	Servers         []sipServer `json:"servers"`
}

// sipServer is the business's SIP server. The password is Meta's: made once, new after the server was removed and added again.
type sipServer struct {
	AppID    string            `json:"app_id,omitempty"`
	Hostname string            `json:"hostname"`
	Port     int               `json:"port"`
	Params   map[string]string `json:"request_uri_user_params,omitempty"`
	Password string            `json:"sip_user_password,omitempty"`
}

const (
	sipPort    = 5061
	mostPort   = 65535
	mostParam  = 128 // characters of a key or a value
	passwordSz = 20  // bytes
)

var hostPattern = regexp.MustCompile(`^(?i:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]{1,62}$`)

type sipUpdate struct {
	Status          *string `json:"status"`
	WebhookDelivery *string `json:"webhook_delivery"`
	Servers         *[]struct {
		Hostname string            `json:"hostname"`
		Port     *int              `json:"port"`
		Params   map[string]string `json:"request_uri_user_params"`
	} `json:"servers"`
}

// on says whether calls are signalled by SIP.
func (s *sipSettings) on() bool { return s != nil && s.Status == enabled }

// quiet says whether a SIP number gets no webhooks of calls.
func (s *sipSettings) quiet() bool { return s.on() && s.WebhookDelivery != enabled }

func (s *sipSettings) withoutCredentials() *sipSettings {
	out := *s
	out.Servers = make([]sipServer, len(s.Servers))
	for i, server := range s.Servers {
		server.AppID, server.Password = "", ""
		out.Servers[i] = server
	}
	return &out
}

func (u *sipUpdate) apply(t *tx, c *callingSettings) *graphError {
	if u == nil {
		return nil
	}
	next := sipSettings{Status: disabled, Servers: []sipServer{}}
	if c.SIP != nil {
		next = *c.SIP
	}
	if err := choice("[sip][status]", u.Status, &next.Status, enabled, disabled); err != nil {
		return err
	}
	if err := choice("[sip][webhook_delivery]", u.WebhookDelivery, &next.WebhookDelivery, enabled, disabled); err != nil {
		return err
	}
	if u.Servers != nil {
		old := next.Servers
		next.Servers = []sipServer{}
		for _, in := range *u.Servers {
			server := sipServer{AppID: AppID, Hostname: in.Hostname, Port: sipPort, Params: maps.Clone(in.Params)}
			if in.Port != nil {
				server.Port = *in.Port
			}
			if err := server.check(); err != nil {
				return err
			}
			for _, o := range old {
				if o.Hostname == server.Hostname {
					server.Password = o.Password
				}
			}
			if server.Password == "" {
				server.Password = t.s.ids.hex(passwordSz)
			}
			next.Servers = append(next.Servers, server)
		}
	}
	switch {
	case len(next.Servers) > 1:
		return fault(meta.CodeInvalidParameter).details("A phone number has one SIP server at most")
	case next.Status == enabled && len(next.Servers) == 0:
		return fault(meta.CodeInvalidParameter).details("At least one SIP server is required while SIP is enabled")
	}
	c.SIP = &next
	return nil
}

func (s sipServer) check() *graphError {
	switch {
	case s.Hostname == "":
		return parameter("The parameter calling[sip][servers][hostname] is required.")
	case net.ParseIP(s.Hostname) != nil:
		return fault(meta.CodeInvalidParameter).details("The hostname of a SIP server cannot be an IP address: %q", s.Hostname)
	case !hostPattern.MatchString(s.Hostname):
		return fault(meta.CodeInvalidParameter).details("Invalid hostname of a SIP server: %q", s.Hostname)
	case s.Port < 1 || s.Port > mostPort:
		return parameter("Param calling[sip][servers][port] must be 1 to %d - got %d.", mostPort, s.Port)
	}
	for k, v := range s.Params {
		if utf8.RuneCountInString(k) > mostParam || utf8.RuneCountInString(v) > mostParam {
			return fault(meta.CodeInvalidParameter).details("Keys and values of request_uri_user_params are %d characters long at most", mostParam)
		}
	}
	return nil
}
