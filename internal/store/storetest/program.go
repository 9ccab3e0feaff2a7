package storetest

import "errors"

// Server returns the address of the PostgreSQL server that the tests use, for programs that measure: the one that the
// environment names, else one of its own, which confirms to the disk. stop ends what it started.
func Server() (address string, stop func(), err error) {
	if address = given(); address != "" && address != required {
		return address, func() {}, ready(address)
	}
	c, err := startCluster(true)
	if err != nil {
		return "", nil, err
	}
	if err := ready(c.address); err != nil {
		c.stop()
		return "", nil, errors.Join(errors.New("the PostgreSQL server does not answer"), err)
	}
	return c.address, c.stop, nil
}
