package org

import "slices"

// MemberOf returns a user together with all that decides what they may do, out of what their workspace has.
func MemberOf(u User, ws Workspace, departments []Department, groups []PermissionGroup) Member {
	m := Member{User: u, Workspace: ws, In: With(departments, u.Departments)}
	for _, g := range groups {
		if !slices.ContainsFunc(m.In, func(d Department) bool { return slices.Contains(d.Groups, g.ID) }) {
			continue
		}
		for _, p := range g.Paths {
			if !slices.Contains(m.Granted, p) {
				m.Granted = append(m.Granted, p)
			}
		}
	}
	slices.Sort(m.Granted)
	return m
}

// Operator is a call operator of an account, and why: named there, or by departments. A department names everybody in it and
// below it.
type Operator struct {
	Member
	Named bool
	By    []Department
}

// OperatorsOf lists who of the members are call operators of the account, in the order of the members. Blocked users are none.
func OperatorsOf(a Account, members []Member) []Operator {
	var list []Operator
	for _, m := range members {
		if !m.Operates(a) {
			continue
		}
		o := Operator{Member: m, Named: slices.Contains(a.OperatorUsers, m.User.ID)}
		for _, d := range m.In {
			if slices.Contains(a.OperatorDepartments, d.ID) {
				o.By = append(o.By, d)
			}
		}
		list = append(list, o)
	}
	return list
}
