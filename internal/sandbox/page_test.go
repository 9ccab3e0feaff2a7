package sandbox

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
)

func TestThePageIsServedWholeAndWithoutItsTests(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	served, kept := 0, 0
	page := os.DirFS("page")
	err := fs.WalkDir(page, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." || path == "index.html" { // of which the name leads to /
			return err
		}
		if d.IsDir() {
			if a := r.get("/" + path + "/"); a.Status != 404 {
				t.Errorf("the folder %s: status %d, want 404", path, a.Status)
			}
			return nil
		}
		want, count := 200, &served
		if strings.HasSuffix(path, ".test.js") || strings.HasSuffix(path, ".json") {
			want, count = 404, &kept
		}
		*count++
		a := r.get("/" + path)
		if a.Status != want {
			t.Errorf("%s: status %d, want %d", path, a.Status, want)
		}
		raw, err := fs.ReadFile(page, path)
		if want == 200 && !bytes.Equal(a.Raw, raw) {
			t.Errorf("%s is served as something else: %.40q", path, a.Raw)
		}
		return err
	})
	if err != nil || served < 20 || kept < 5 {
		t.Errorf("%d files served, %d not, %v", served, kept, err)
	}
	if a := r.get("/").ok(); !strings.Contains(string(a.Raw), "<html") {
		t.Errorf("the page begins with %.80s", a.Raw)
	}
}

// The page tells people how to reach the sandbox without asking it: what it says must be what the sandbox is.
func TestThePageKnowsTheIdentity(t *testing.T) {
	raw, err := os.ReadFile("page/room/identity.js")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"phoneNumber": PhoneNumberID, "waba": WABAID, "app": AppID, "token": Token, "appSecret": AppSecret,
		"verifyToken": VerifyToken, "number": BusinessNumber,
	} {
		if line := name + `: "` + want + `",`; !strings.Contains(string(raw), line) {
			t.Errorf("identity.js does not hold %s", line)
		}
	}
}

// The page subscribes with the fields that are ticked: one that it does not know would end by saving the form.
func TestThePageKnowsTheFields(t *testing.T) {
	raw, err := os.ReadFile("page/room/webhook.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range webhookFields {
		if !strings.Contains(string(raw), `"`+f+`"`) {
			t.Errorf("webhook.js does not know the field %s", f)
		}
	}
}

// The page has a field, with words, for every fault: what it takes for usual must be what the sandbox begins with.
func TestThePageKnowsTheFaults(t *testing.T) {
	raw, err := os.ReadFile("page/room/faultwords.js")
	if err != nil {
		t.Fatal(err)
	}
	words, err := os.ReadFile("page/room/strings.js")
	if err != nil {
		t.Fatal(err)
	}
	faults := bare(t, Options{Clock: NewStoppedClock(start)}).get("/sandbox/faults").ok().Body
	if len(faults) < 20 {
		t.Fatalf("%d faults", len(faults))
	}
	for name := range faults {
		if !strings.Contains(string(raw), `"`+name+`"`) || !strings.Contains(string(words), name+": [") {
			t.Errorf("the page has no field or no words for the fault %s", name)
		}
	}
}
