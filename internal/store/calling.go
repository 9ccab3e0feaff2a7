package store

import (
	"context"

	"ramal/internal/org"
)

// calling is org.Calling as it is kept, without its version: times in milliseconds.
type calling struct {
	IconHidden   bool          `json:"iconHidden,omitempty"`
	Callback     bool          `json:"callback,omitempty"`
	KnownAt      int64         `json:"knownAt,omitempty"`
	Restrictions []restriction `json:"restrictions,omitempty"`
}

type restriction struct {
	Kind        org.RestrictionKind `json:"kind"`
	Warning     bool                `json:"warning,omitempty"`
	Reason      string              `json:"reason,omitempty"`
	Remediation string              `json:"remediation,omitempty"`
	Since       int64               `json:"since"`
	Until       int64               `json:"until,omitempty"`
}

func callingText(c org.Calling) string {
	k := calling{IconHidden: c.IconHidden, Callback: c.Callback, KnownAt: ms(c.KnownAt)}
	for _, r := range c.Restrictions {
		k.Restrictions = append(k.Restrictions, restriction{r.Kind, r.Warning, r.Reason, r.Remediation, ms(r.Since), ms(r.Until)})
	}
	return text(k)
}

func parseCalling(s string, c *org.Calling) error {
	k, err := parse[calling](s)
	if err != nil {
		return err
	}
	c.IconHidden, c.Callback, c.KnownAt = k.IconHidden, k.Callback, at(k.KnownAt)
	for _, r := range k.Restrictions {
		c.Restrictions = append(c.Restrictions, org.Restriction{
			Kind: r.Kind, Warning: r.Warning, Reason: r.Reason, Remediation: r.Remediation, Since: at(r.Since), Until: at(r.Until),
		})
	}
	return nil
}

// SaveCalling saves what Meta said about an account's calling, and whether it is on, where Calling.Version is unchanged, and
// raises it; fault.Conflict otherwise.
func (d *DB) SaveCalling(ctx context.Context, a *org.Account) error {
	n, err := d.exec(ctx, `UPDATE accounts SET calling_enabled = ?, calling = ?, calling_version = calling_version + 1
		WHERE workspace_id = ? AND id = ? AND calling_version = ?`,
		flag(a.CallingEnabled), callingText(a.Calling), string(a.WorkspaceID), string(a.ID), a.Calling.Version)
	if err != nil {
		return err
	}
	return d.raised(ctx, n, &a.Calling.Version, "account", accountExists, string(a.WorkspaceID), string(a.ID))
}

// ConnectedAccounts lists the connected accounts of all workspaces by id, those behind after.
func (d *DB) ConnectedAccounts(ctx context.Context, after org.AccountID, limit int) ([]org.Account, error) {
	return many(ctx, d, scanAccount, `SELECT `+accountColumns+` FROM accounts WHERE status = 'connected' AND id > ? ORDER BY id LIMIT ?`,
		string(after), limit)
}
