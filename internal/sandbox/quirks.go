package sandbox

import (
	"bytes"
	"encoding/json"
	"strings"

	"ramal/internal/meta"
)

// disguise gives a webhook's value the looks that were asked for. Without a quirk it is what Meta documents.
func (q *Quirks) disguise(value any) any {
	switch v := value.(type) {
	case meta.AccountSettingsUpdate:
		if q.SettingsType == "upper" {
			v.Type = strings.ToUpper(v.Type)
		}
		return v
	case meta.Value:
		q.disguiseValue(&v)
		return v
	}
	return value
}

func (q *Quirks) disguiseValue(v *meta.Value) {
	number := meta.Digits(v.Metadata.DisplayPhoneNumber)
	if q.PlusNumbers {
		v.Metadata.DisplayPhoneNumber = plus(v.Metadata.DisplayPhoneNumber)
	}
	for i := range v.Calls {
		c := &v.Calls[i]
		if q.OmitContacts && c.Direction == meta.BusinessInitiated {
			v.Contacts = nil
		}
		q.disguiseCall(c)
	}
	for i := range v.Statuses {
		s := &v.Statuses[i]
		if s.Type == meta.StatusTypeCall {
			s.Status = q.spelled(s.Status)
			if !q.StatusContacts {
				v.Contacts = nil
			}
		}
		if q.PlusNumbers {
			s.RecipientID = plus(s.RecipientID)
		}
	}
	for i := range v.Messages {
		if c := v.Messages[i].Context; c != nil && c.From == number && q.ContextFrom == "user" {
			v.Messages[i].Context = &meta.Context{From: v.Messages[i].From, ID: c.ID}
		}
	}
}

func (q *Quirks) disguiseCall(c *meta.Call) {
	c.Status = q.spelled(c.Status)
	if c.Event != meta.EventConnect {
		return
	}
	switch {
	case c.Direction == meta.BusinessInitiated && q.SwapFromTo:
		c.From, c.To = c.To, c.From
		c.FromUserID, c.ToUserID = c.ToUserID, c.FromUserID
		c.FromParentUserID, c.ToParentUserID = c.ToParentUserID, c.FromParentUserID
	case c.Direction == meta.UserInitiated && q.OmitDirection:
		c.Direction = ""
	}
	if c.Session != nil && q.LegacyConnection {
		old := encode(map[string]any{"sdp": c.Session.SDP, "type": c.Session.SDPType})
		c.Connection = encode(map[string]any{"webrtc": map[string]any{"sdp": string(old)}})
	}
}

// lineEnds refuses an SDP whose lines do not end with CRLF, if that was asked for.
func (q *Quirks) lineEnds(s *meta.Session) *graphError {
	if s == nil || q.LFLines == "warn" || !strings.Contains(strings.ReplaceAll(s.SDP, "\r\n", ""), "\n") {
		return nil
	}
	return fault(meta.CodeInvalidParameter).details("SDP line ends are not CRLF")
}

// spelled follows the quirk that practice shows: Completed for COMPLETED.
func (q *Quirks) spelled(status string) string {
	if q.StatusCase == "title" && status != "" {
		return status[:1] + strings.ToLower(status[1:])
	}
	return status
}

func plus(number string) string {
	if number == "" {
		return ""
	}
	return "+" + meta.Digits(number)
}

// answer gives an answer of Graph the looks that were asked for.
func (q *Quirks) answer(out any) any {
	names := map[string]string{}
	if q.RestrictionsName != "restrictions_list" {
		names["restrictions_list"] = q.RestrictionsName
	}
	if q.ExpirationName != "expiration_time" {
		names["expiration_time"] = q.ExpirationName
	}
	if q.HolidayKeys == "open_time" {
		names["start_time"], names["end_time"] = "open_time", "close_time"
	}
	if r, is := out.(meta.CallResponse); is && q.BareSuccess && r.Success {
		r.MessagingProduct = ""
		return r
	}
	if len(names) == 0 {
		return out
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(encode(out)))
	d.UseNumber() // ids are longer than a float
	if err := d.Decode(&v); err != nil {
		return out
	}
	return renamed(v, names)
}

// renamed is a JSON value with other names for some keys, wherever they stand.
func renamed(v any, names map[string]string) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = renamed(v[i], names)
		}
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, inner := range v {
			if name := names[key]; name != "" {
				key = name
			}
			out[key] = renamed(inner, names)
		}
		return out
	}
	return v
}
