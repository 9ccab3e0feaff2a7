package sandbox

import (
	"net/http"
	"slices"
)

func (s *Server) showAccount(*http.Request, none) (account, error) {
	var a account
	s.must(func(t *tx) { a = t.accountNow() })
	return a, nil
}

// setAccount changes what is given of the account and leaves the rest. Restrictions are replaced as a whole.
func (s *Server) setAccount(_ *http.Request, in changes[account]) (account, error) {
	var a account
	err := s.do(func(t *tx) error {
		a = t.accountNow()
		// Entries of a new list must not be read onto those of the old one.
		force := a.Restrictions
		a.Restrictions = nil
		if err := in.onto(&a); err != nil {
			return err
		}
		if a.Restrictions == nil {
			a.Restrictions = force
		}
		if err := t.setAccount(a); err != nil {
			return err
		}
		a = t.accountNow()
		return nil
	})
	return a, err
}

// setAccount puts an account in force, if it can be, and tells the business what Meta would tell.
func (t *tx) setAccount(a account) error {
	if wrong := a.check(); wrong != nil {
		return wrong
	}
	list, wrong := t.completed(a.Restrictions)
	if wrong != nil {
		return wrong
	}
	before := t.Account.Quality
	a.Restrictions = t.Account.Restrictions
	t.Account = a
	switch {
	case a.Quality == before:
	case a.Quality == qualityLow && !slices.ContainsFunc(list, restriction.ofQuality):
		list = append(list, t.pause())
	case a.Quality == qualityNormal:
		list = slices.DeleteFunc(list, restriction.ofQuality)
	}
	t.restrict(list)
	t.showAll()
	return nil
}

// accountNow is the account without the restrictions that are over.
func (t *tx) accountNow() account {
	a := t.Account
	a.AllowedRecipients = slices.Clone(a.AllowedRecipients)
	a.Restrictions = slices.Clone(t.restrictions())
	return a
}

// showAll lets every phone look at the business again.
func (t *tx) showAll() {
	for _, u := range t.Users {
		t.shown(u)
	}
}

// requestCallback is the user asking, outside call hours, to be called back.
func (s *Server) requestCallback(r *http.Request, _ none) (outcome, error) {
	return done, s.onUser(r, func(t *tx, u *user) error {
		if wrong := t.askCallback(u); wrong != nil {
			return wrong
		}
		return nil
	})
}
