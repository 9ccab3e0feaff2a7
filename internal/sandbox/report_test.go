package sandbox

import (
	"strings"
	"testing"
	"time"

	"ramal/internal/sandbox/relay"
)

// Meta: Calling API, User-initiated calls, DTMF: RFC 4733, payload type 126 at 8 kHz; no webhook.
func TestAUserPressesKeys(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(ana, true)
	r.change(ana, `"sound":"tone"`)
	id := r.ring(ana, p)
	dtmf := "/sandbox/calls/" + path(id) + "/dtmf"
	r.post(dtmf, `{"digits":"1"}`).refused(409, "") // it still rings
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.event("ACCEPTED")
	for _, digits := range []string{"", "1x", "12 ", "+55", strings.Repeat("1", 65)} {
		r.post(dtmf, `{"digits":"`+digits+`"}`).refused(400, "digits")
	}
	r.post(dtmf, `{"digits":"1#D"}`).ok()
	r.quiet()
	r.change(ana, `"behaviour":"vanish"`)
	r.post(dtmf, `{"digits":"1"}`).refused(409, "")
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.event("terminate")
	r.post(dtmf, `{"digits":"1"}`).refused(409, "")
	r.post("/sandbox/calls/wacid.none/dtmf", `{"digits":"1"}`).refused(404, "")
}

// warned returns the warnings of a call as one text.
func (r *rig) warned(id string) string {
	r.Helper()
	list, _ := r.get("/sandbox/calls/" + path(id) + "/report").ok().path("warnings").([]any)
	var out []string
	for _, w := range list {
		out = append(out, w.(string))
	}
	return strings.Join(out, "\n")
}

// Meta: Calling API, FAQ (early media) and Integration patterns (one SSRC).
func TestTheReportSaysInWordsWhatIsWrong(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(ana, true)
	id := r.ring(ana, p)
	if w := r.warned(id); w != "" {
		t.Errorf("warnings of a good call: %s", w)
	}
	p.say(5, 1)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	if w := r.warned(id); !strings.Contains(w, "early media: 5 packets") {
		t.Errorf("warnings %q", w)
	}
	r.graph("POST", "calls", terminateBody(id)).ok()
	if w := r.warned(id); !strings.Contains(w, "early media: 5 packets") {
		t.Errorf("the report of an ended call: %q", w)
	}
}

func TestTheReportSaysThatNothingEverCame(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.advance(time.Second)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	if w := r.warned(id); !strings.Contains(w, "ICE never came up") {
		t.Errorf("warnings %q", w)
	}
}

func TestTheCountersInWords(t *testing.T) {
	up, late := int64(5), int64(2500)
	for _, c := range []struct {
		name   string
		report relay.Report
		want   string
	}{
		{"two streams", relay.Report{SSRCs: 2}, "2 streams (SSRC)"},
		{"the wrong role", relay.Report{RoleConflicts: 1}, "1 ICE checks claimed the controlled role"},
		{"another codec", relay.Report{ForeignPackets: 9}, "9 packets with a payload type"},
		{"no ICE", relay.Report{}, "ICE never came up"},
		{"no DTLS", relay.Report{ICEConnectedMS: &up}, "DTLS never came up"},
		{"no audio", relay.Report{ICEConnectedMS: &up, DTLSConnectedMS: &up}, "has sent no audio"},
		{"late audio", relay.Report{ICEConnectedMS: &up, DTLSConnectedMS: &up, PacketsIn: 1, FirstMediaMS: &late}, "2500 ms after the pick-up"},
	} {
		got := strings.Join((&call{Picked: 1, Media: &c.report}).noticed(), "\n")
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	if got := (&call{}).noticed(); got != nil {
		t.Errorf("a call without media warns of %v", got)
	}
}

func TestPretendedMediaWarnsOfNothing(t *testing.T) {
	r := rigged(t, Options{Clock: NewStoppedClock(start), NoMedia: true})
	r.permit(eco, true)
	id := r.connect(eco)
	r.advance(3 * time.Second)
	if w := r.warned(id); w != "" {
		t.Errorf("warnings %q", w)
	}
	r.post("/sandbox/calls/"+path(id)+"/dtmf", `{"digits":"12#"}`).ok()
}
