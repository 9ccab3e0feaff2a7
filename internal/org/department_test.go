package org_test

import (
	"slices"
	"testing"

	"ramal/internal/org"
)

func TestWhatADepartmentHasThoseBelowHaveToo(t *testing.T) {
	all := []org.Department{
		{ID: "company"},
		{ID: "sales", Parent: "company"},
		{ID: "inside", Parent: "sales"},
		{ID: "repair"},
		{ID: "a", Parent: "b"},
		{ID: "b", Parent: "a"},
	}
	for _, tt := range []struct {
		name  string
		named []org.DepartmentID
		want  []org.DepartmentID
	}{
		{"none", nil, nil},
		{"at the top", []org.DepartmentID{"repair"}, []org.DepartmentID{"repair"}},
		{"far below", []org.DepartmentID{"inside"}, []org.DepartmentID{"company", "sales", "inside"}},
		{"two, one above the other", []org.DepartmentID{"sales", "inside"}, []org.DepartmentID{"company", "sales", "inside"}},
		{"one that is gone", []org.DepartmentID{"gone", "repair"}, []org.DepartmentID{"repair"}},
		{"a ring", []org.DepartmentID{"a"}, []org.DepartmentID{"a", "b"}},
	} {
		var got []org.DepartmentID
		for _, d := range org.With(all, tt.named) {
			got = append(got, d.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if !org.Below(all, "inside", "company") || org.Below(all, "company", "inside") || org.Below(all, "sales", "sales") {
		t.Error("what is below what is wrong")
	}
}
