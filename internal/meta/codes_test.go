package meta_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"ramal/internal/meta"
)

// Every constant has its line in the table: what is named is explained.
func TestEveryCodeConstantIsInTheTable(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Code") || len(spec.Values) != 1 {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		code, err := strconv.Atoi(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		found++
		c, ok := meta.Lookup(code)
		if !ok || c.Code != code || c.Title == "" {
			t.Errorf("%s = %d is not in the table, or has no title: %+v", spec.Names[0].Name, code, c)
		}
		if c.HTTP != 0 && (c.HTTP < 400 || http.StatusText(c.HTTP) == "") {
			t.Errorf("%d has HTTP %d", code, c.HTTP)
		}
		return true
	})
	if found < 60 {
		t.Errorf("only %d constants found", found)
	}
}

func TestLookup(t *testing.T) {
	if c, ok := meta.Lookup(294); !ok || c.HTTP != http.StatusForbidden {
		t.Errorf("294 = %+v, %v", c, ok)
	}
	for _, code := range []int{-1, 199, 300, 138010, 138016} {
		if c, ok := meta.Lookup(code); ok {
			t.Errorf("%d = %+v", code, c)
		}
	}
	if c, _ := meta.Lookup(meta.CodeNoCallPermission); c.HTTP != http.StatusUnauthorized || c.Retry != meta.Never {
		t.Errorf("138006 = %+v", c)
	}
}
