package store

// SetSearchLimits makes a search choose its road as it would with many more contacts.
func SetSearchLimits(d *DB, few, ahead int) { d.search = searchLimits{few, ahead} }
