package center_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"ramal/internal/auth"
	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// enrolled gives a member a second factor and returns its seed and the recovery codes.
func (w *world) enrolled(m org.Member) (seed string, codes []string) {
	w.t.Helper()
	e, err := w.center.NewFactor(w.t.Context(), m)
	must(w.t, err)
	// A code of the step before, so that the present one is still to be used.
	code, err := totp.GenerateCode(e.Seed, time.Now().Add(-30*time.Second))
	must(w.t, err)
	codes, err = w.center.ConfirmFactor(w.t.Context(), m, password, e.Seed, code)
	must(w.t, err)
	return e.Seed, codes
}

func TestASecondFactorIsAskedForAfterThePassword(t *testing.T) {
	w := newDesk(t)
	ctx := t.Context()
	signIn := func(pass, code string) error {
		w.center.Gate = auth.NewGate() // not what is tried here
		_, _, err := w.center.SignIn(ctx, w.paula.Email, pass, code, "192.0.2.1", "")
		return err
	}
	if _, err := w.center.ConfirmFactor(ctx, w.paula, "wrong", "JBSWY3DPEHPK3PXP", "123456"); field(err) != "password" {
		t.Errorf("without the password: %v", err)
	}
	if _, err := w.center.ConfirmFactor(ctx, w.paula, password, "JBSWY3DPEHPK3PXP", "000000"); field(err) != "code" {
		t.Errorf("without a code: %v", err)
	}
	seed, codes := w.enrolled(w.paula)
	if e := w.audited(); e.Action != "user.second_factor_on" {
		t.Errorf("the audit says %+v", e)
	}
	if err := signIn("wrong", ""); reason(err) != "wrong_credentials" {
		t.Errorf("a wrong password: %v", err)
	}
	if err := signIn(password, ""); reason(err) != "second_factor" {
		t.Errorf("only the password: %v", err)
	}
	if err := signIn(password, "000000"); reason(err) != "wrong_code" {
		t.Errorf("a wrong code: %v", err)
	}
	code, err := totp.GenerateCode(seed, time.Now())
	must(t, err)
	if err := signIn("wrong", code); reason(err) != "wrong_credentials" {
		t.Errorf("the code with a wrong password: %v", err)
	}
	must(t, signIn(password, code))
	if err := signIn(password, code); reason(err) != "wrong_code" {
		t.Errorf("the same code twice: %v", err)
	}
	must(t, signIn(password, strings.ToUpper(codes[0])))
	if e := w.audited(); e.Action != "user.recovery_code_used" {
		t.Errorf("the audit says %+v", e)
	}
	if err := signIn(password, codes[0]); reason(err) != "wrong_code" {
		t.Errorf("a recovery code twice: %v", err)
	}
	fresh, err := w.center.NewRecoveryCodes(ctx, w.again(w.paula), password)
	must(t, err)
	if err := signIn(password, codes[1]); reason(err) != "wrong_code" {
		t.Errorf("a recovery code that was replaced: %v", err)
	}
	must(t, signIn(password, fresh[0]))
	must(t, w.center.EndFactor(ctx, w.again(w.paula), password))
	must(t, signIn(password, ""))
}

func TestCodesAreGuessedSlowly(t *testing.T) {
	w := newDesk(t)
	w.enrolled(w.paula)
	var err error
	for range 30 {
		if _, _, err = w.center.SignIn(t.Context(), w.paula.Email, password, "000000", "192.0.2.1", ""); fault.Is(err, fault.Limited) {
			return
		}
	}
	t.Errorf("thirty codes at once: %v", err)
}

func TestAnAdministratorTakesALostFactorAway(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	w.enrolled(w.paula)
	if err := w.center.RemoveFactor(ctx, w.visitor, w.paula.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("by somebody else: %v", err)
	}
	_, link, err := w.center.OfferPassword(ctx, boss, w.paula.ID)
	must(t, err)
	token, _, err := w.center.AcceptInvitation(ctx, link, "another password", "", "192.0.2.1", "")
	if token != "" || reason(err) != "second_factor" {
		t.Errorf("a link for a new password goes around the factor: %v", err)
	}
	if _, _, err := w.center.SignIn(ctx, w.paula.Email, "another password", "", "192.0.2.1", ""); reason(err) != "second_factor" {
		t.Errorf("the new password: %v", err)
	}
	must(t, w.center.RemoveFactor(ctx, boss, w.paula.ID))
	if _, _, err := w.center.SignIn(ctx, w.paula.Email, "another password", "", "192.0.2.1", ""); err != nil {
		t.Errorf("without the factor: %v", err)
	}
}

func TestSessionsEndWhereOneSaysSo(t *testing.T) {
	w := newDesk(t)
	ctx := t.Context()
	in := func() string {
		token, _, err := w.center.SignIn(ctx, w.paula.Email, password, "", "192.0.2.1", "Firefox")
		must(t, err)
		return token
	}
	lives := func(token string) bool {
		_, err := w.center.Authenticate(ctx, token, "")
		return err == nil
	}
	here, there, third := in(), in(), in()
	list, err := w.center.Sessions(ctx, w.paula, here)
	must(t, err)
	this := 0
	for _, s := range list {
		if s.This {
			this++
		}
	}
	if len(list) != 3 || this != 1 || list[0].Agent != "Firefox" {
		t.Errorf("sessions %+v", list)
	}
	must(t, w.center.EndSession(ctx, w.paula, here, auth.HashToken(there)[:16]))
	if lives(there) || !lives(third) || !lives(here) {
		t.Error("not the one session has ended")
	}
	must(t, w.center.EndSession(ctx, w.paula, here, ""))
	if lives(third) || !lives(here) {
		t.Error("not all others have ended")
	}
	if err := w.center.EndSession(ctx, w.paula, here, "0000000000000000"); !fault.Is(err, fault.NotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	if _, err := w.center.ChangePassword(ctx, w.paula, "wrong", "new password", ""); field(err) != "old" {
		t.Errorf("a wrong old password: %v", err)
	}
	fresh, err := w.center.ChangePassword(ctx, w.paula, password, "new password", "Firefox")
	must(t, err)
	if lives(here) || !lives(fresh) {
		t.Error("after a new password the old session lives, or the new one does not")
	}
}

// Whatever is written at the lowest level, no secret is in it.
func TestSecretsAreNotInTheLog(t *testing.T) {
	w := newDesk(t)
	var log bytes.Buffer
	w.center.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	ctx := t.Context()
	seed, codes := w.enrolled(w.paula)
	_, text, err := w.center.CreateToken(ctx, w.paula, center.NewToken{Name: "X", Scopes: []org.Scope{org.ScopeRead}, ExpiresAt: time.Now().Add(time.Hour)})
	must(t, err)
	session, _, err := w.center.SignIn(ctx, w.paula.Email, password, codes[0], "192.0.2.1", "")
	must(t, err)
	_, err = w.center.Authenticate(ctx, text, "192.0.2.1")
	must(t, err)
	_, link, err := w.center.Invite(ctx, w.paula, center.NewPerson{Name: "N", Email: "n@aurora.example", Language: "en"})
	must(t, err)
	page, err := w.store.Entries(ctx, w.workspace, org.AuditQuery{})
	must(t, err)
	for _, e := range page.Items {
		for _, c := range e.Changes {
			log.WriteString(c.Before + c.After + e.Name)
		}
	}
	for name, secret := range map[string]string{"password": password, "seed": seed, "code": codes[0], "token": text, "session": session, "link": link} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the %s is in the log or in the audit", name)
		}
	}
}
