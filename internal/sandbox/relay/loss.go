package relay

// SetLoss makes the phone's network lose a share of the media, 0 to 100 percent, in both directions. What comes from the
// business is missing in the report as it would be at the phone; what the business misses it says in its own reports.
func (l *Leg) SetLoss(percent int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.vanished {
		l.lose(int32(min(max(percent, 0), 100)))
	}
}

// Vanish takes the phone off its network for good: no media comes or goes any more. Checks and DTLS are still answered, as
// they end at Meta's relay and not at the phone (assumed).
func (l *Leg) Vanish() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.vanished = true
	l.lose(100)
}

func (l *Leg) lose(percent int32) {
	if percent > 0 && l.pretended == nil {
		l.r.conn.lossy.Store(true)
	}
	l.ear.loss.Store(percent)
}
