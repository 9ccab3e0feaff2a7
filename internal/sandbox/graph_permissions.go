package sandbox

type permissionAnswer struct {
	MessagingProduct string         `json:"messaging_product"`
	Permission       permissionInfo `json:"permission"`
	Actions          []actionInfo   `json:"actions"`
}

type permissionInfo struct {
	Status         string `json:"status"`
	ExpirationTime int64  `json:"expiration_time,omitempty"`
}

type actionInfo struct {
	Name   string      `json:"action_name"`
	Can    bool        `json:"can_perform_action"`
	Limits []limitInfo `json:"limits"`
}

type limitInfo struct {
	Period     string `json:"time_period"`
	Max        int    `json:"max_allowed"`
	Current    int    `json:"current_usage"`
	Expiration int64  `json:"limit_expiration_time,omitempty"`
}

func limitInfos(us ...usage) []limitInfo {
	out := make([]limitInfo, 0, len(us))
	for _, u := range us {
		out = append(out, limitInfo{Period: u.Period, Max: u.Max, Current: u.Current, Expiration: u.Free})
	}
	return out
}

// readsPerSecond is the newest documented limit of permission reads; older pages say 5.
const readsPerSecond = 100

func (s *Server) getCallPermissions(r *graphRequest) (any, *graphError) {
	q := r.URL.Query()
	waID, recipient := digits(q.Get("user_wa_id")), q.Get("recipient")
	if waID == "" && recipient == "" {
		return nil, parameter("The parameter user_wa_id is required.")
	}
	var out permissionAnswer
	var fail *graphError
	s.must(func(t *tx) {
		if fail = t.countRead(); fail != nil {
			return
		}
		if fail = t.callingOff(); fail != nil {
			return
		}
		u := t.find(waID, recipient)
		if u == nil || !u.OnWhatsApp {
			// Never reveals whether a number is on WhatsApp.
			u = &user{Line: line{Permission: noPermission}}
		}
		out = t.permissions(u)
	})
	if fail != nil {
		return nil, fail
	}
	return out, nil
}

// countRead refuses the reads of one second that are too many.
func (t *tx) countRead() *graphError {
	if sec := t.now.Unix(); sec != t.readSecond {
		t.readSecond, t.reads = sec, 0
	}
	t.reads++
	if t.reads > readsPerSecond {
		return fault(613).details("At most %d reads of call permissions in a second", readsPerSecond)
	}
	return nil
}

func (t *tx) permissions(u *user) permissionAnswer {
	l := &u.Line
	status := l.permission(t.now)
	requests, calls := l.requestUsage(t.now), l.callUsage(t.now)
	a := permissionAnswer{
		MessagingProduct: "whatsapp",
		Permission:       permissionInfo{Status: status},
		Actions: []actionInfo{
			{
				Name:   "send_call_permission_request",
				Can:    status != permanentPermission && !exhausted(requests...) && !barred[t.Account.Country],
				Limits: limitInfos(requests...),
			},
			{
				Name:   "start_call",
				Can:    status != noPermission && !exhausted(calls) && !barred[t.Account.Country],
				Limits: limitInfos(calls),
			},
		},
	}
	if status == temporaryPermission {
		a.Permission.ExpirationTime = l.Expires
	}
	return a
}

// callingOff is the error of everything that needs calling while the number has it off. Practice saw 400 where the table
// says 401.
func (t *tx) callingOff() *graphError {
	if t.Settings.enabled() {
		return nil
	}
	e := fault(138000).details("Calling API is not enabled for this phone number")
	e.Status = t.Faults.CallingOff
	return e
}

// find looks a recipient up; a phone number wins over a business-scoped user id.
func (t *tx) find(waID, recipient string) *user {
	if waID != "" {
		return t.users[waID]
	}
	return t.users[recipient]
}
