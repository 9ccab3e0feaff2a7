package sandbox

import "ramal/internal/meta"

func limits(us ...usage) []meta.PermissionLimit {
	out := make([]meta.PermissionLimit, 0, len(us))
	for _, u := range us {
		out = append(out, meta.PermissionLimit{
			TimePeriod: u.Period, MaxAllowed: meta.Int64(u.Max), CurrentUsage: meta.Int64(u.Current), LimitExpirationTime: meta.Int64(u.Free),
		})
	}
	return out
}

// readsPerSecond is the limit of permission reads on Meta's newest page; older ones say 5, for which there is a switch.
const readsPerSecond = 100

func (s *Server) getCallPermissions(r *graphRequest) (any, *graphError) {
	q := r.URL.Query()
	waID, recipient := meta.Digits(q.Get("user_wa_id")), q.Get("recipient")
	if waID == "" && recipient == "" {
		return nil, parameter("The parameter user_wa_id is required.")
	}
	var out meta.CallPermissions
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
			u = &user{Profile: Profile{WaID: waID, BSUID: recipient}, Line: line{Permission: meta.NoPermission}}
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
	if most := t.Faults.PermissionReads; t.reads > most {
		return fault(meta.CodeTooManyReads).details("At most %d reads of call permissions in a second", most)
	}
	return nil
}

func (t *tx) permissions(u *user) meta.CallPermissions {
	l := &u.Line
	status := l.permission(t.now)
	requests, calls := l.requestUsage(t.now, t.limits()), l.callUsage(t.now)
	open := t.mayReach(u.id()) == nil
	a := meta.CallPermissions{
		MessagingProduct: meta.Product,
		Permission:       meta.GivenPermission{Status: status},
		Actions: []meta.PermissionAction{
			{
				Name:   meta.ActionSendRequest,
				Can:    status != meta.PermanentPermission && !exhausted(requests...) && open,
				Limits: limits(requests...),
			},
			{
				Name:   meta.ActionStartCall,
				Can:    status != meta.NoPermission && !exhausted(calls) && open,
				Limits: limits(calls),
			},
		},
	}
	if status == meta.TemporaryPermission {
		a.Permission.ExpirationTime = meta.Int64(l.Expires)
	}
	return a
}

// find looks a recipient up; a phone number wins over a business-scoped user id.
func (t *tx) find(waID, recipient string) *user {
	if waID != "" {
		return t.users[waID]
	}
	return t.users[recipient]
}
