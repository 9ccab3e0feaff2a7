package org

import "slices"

// With returns, of all the departments of a workspace, the named ones and every one above them, in the order of all. A ring
// of parents, which nothing should have stored, ends where it began.
func With(all []Department, named []DepartmentID) []Department {
	wanted := map[DepartmentID]bool{}
	for _, id := range named {
		for id != "" && !wanted[id] {
			i := slices.IndexFunc(all, func(d Department) bool { return d.ID == id })
			if i < 0 {
				break
			}
			wanted[id] = true
			id = all[i].Parent
		}
	}
	var found []Department
	for _, d := range all {
		if wanted[d.ID] {
			found = append(found, d)
		}
	}
	return found
}

// Below reports whether a department is somewhere below another one.
func Below(all []Department, id, top DepartmentID) bool {
	return id != top && slices.ContainsFunc(With(all, []DepartmentID{id}), func(d Department) bool { return d.ID == top })
}
