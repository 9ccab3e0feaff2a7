package sandbox

import "testing"

// Meta: Calling API, Troubleshooting, 24 June 2026, and Error codes, 12 Dec 2025: the HTTP status of each code. Pages and
// practice disagree on 138000: 401 in the table, 400 seen. 613 is of User call permissions, June 2026.
func TestRefusalsHaveTheStatusOfMetasTables(t *testing.T) {
	for status, codes := range map[int][]int{
		400: {
			1, 4, 33, 100, 80007, 130429, 131008, 131009, 131021, 131026, 131030, 131042, 131044, 131047, 131048, 131049, 131050, 131051,
			131052, 131053, 131055, 131056, 135000, 138001, 138003, 138009, 138012, 138013, 138014, 138015, 138017, 138018,
		},
		401: {0, 190, 138000, 138006},
		403: {10, 200, 299, 368, 130497, 131005, 131031},
		429: {613, 138002, 138005},
		500: {3, 131000, 131016, 131045, 131057, 138004, 138007},
		503: {2},
	} {
		for _, code := range codes {
			e := fault(code).details("why")
			if e.HTTPStatus != status || e.Code != code || e.Message == "" || e.Type == "" || e.Details != "why" {
				t.Errorf("%d: %+v, want status %d", code, e, status)
			}
		}
	}
}

// Meta: Calling API, Troubleshooting, 24 June 2026: these come by webhook, with code, title, message, href and details.
func TestFaultsOfWebhooksAreNamed(t *testing.T) {
	for _, code := range []int{131026, 131044, 131047, 138007, 138019, 138020, 138021, 138022, 138023} {
		e := webhookFault(code, "why")
		if e.Code != code || e.Title == "" || e.Message == "" || e.Href == "" || e.ErrorData.Details != "why" {
			t.Errorf("%d: %+v", code, e)
		}
	}
}
