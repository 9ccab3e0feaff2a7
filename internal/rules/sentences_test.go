package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ramal/internal/i18n"
)

// sentence is a text in the code that becomes a fault's message, or a part of one.
type sentence struct{ text, at string }

// rooms are the packages whose faults reach people through the API.
var rooms = []string{"api", "auth", "call", "center", "desk", "media", "org", "rates", "sheet", "store"}

// atStart are sources whose faults go to whoever starts the server, in its terminal.
var atStart = []string{"connect.go", "engine.go", "key.go", "migrate.go", "open.go", "seal.go"}

// sentences reads all sentences out of the sources: what is given to fault.New, to functions that hand a parameter on to it, and
// what stands in a call.Reason.
func sentences(t *testing.T) []sentence {
	t.Helper()
	var all []sentence
	for _, room := range rooms {
		all = append(all, readRoom(t, filepath.Join(root, "internal", room))...)
	}
	return all
}

type reader struct {
	files  *token.FileSet
	consts map[string]ast.Expr
	// assigned are the values that a local variable of the function that is read can have.
	assigned map[string][]ast.Expr
	// says tells which parameters of a function of the package end in a message.
	says  map[string]map[int]bool
	found []sentence
	grew  bool
}

func readRoom(t *testing.T, dir string) []sentence {
	t.Helper()
	r := &reader{files: token.NewFileSet(), consts: map[string]ast.Expr{}, says: map[string]map[int]bool{}}
	sources, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("%s: %d sources, %v", dir, len(sources), err)
	}
	var parsed []*ast.File
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") || slices.Contains(atStart, filepath.Base(path)) {
			continue
		}
		f, err := parser.ParseFile(r.files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
		r.readConsts(f)
	}
	for r.grew = true; r.grew; {
		r.grew, r.found = false, nil
		for _, f := range parsed {
			r.readFile(f)
		}
	}
	return r.found
}

func (r *reader) readConsts(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		if v, is := n.(*ast.ValueSpec); is && len(v.Values) == len(v.Names) {
			for i, name := range v.Names {
				r.consts[name.Name] = v.Values[i]
			}
		}
		return true
	})
}

// readFile visits every function, also those that are kept in a variable, with its parameters.
func (r *reader) readFile(f *ast.File) {
	for _, d := range f.Decls {
		if fn, is := d.(*ast.FuncDecl); is && fn.Body != nil {
			r.readFunc(fn.Name.Name, fn.Type, fn.Body)
		} else {
			r.readBody("", nil, d)
		}
	}
}

func (r *reader) readFunc(name string, typ *ast.FuncType, body ast.Node) {
	at := map[string]int{}
	n := 0
	for _, field := range typ.Params.List {
		for _, p := range field.Names {
			at[p.Name] = n
			n++
		}
	}
	r.readBody(name, at, body)
}

func (r *reader) readBody(name string, params map[string]int, body ast.Node) {
	if params != nil {
		defer func(before map[string][]ast.Expr) { r.assigned = before }(r.assigned)
		r.assigned = assignments(body)
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				lit, isFunc := right.(*ast.FuncLit)
				if !isFunc {
					continue
				}
				if ident, isName := n.Lhs[i].(*ast.Ident); isName {
					r.readFunc(ident.Name, lit.Type, lit.Body)
				}
			}
		case *ast.CallExpr:
			r.readCall(name, params, n)
		case *ast.CompositeLit:
			r.readReason(n)
		}
		return true
	})
}

func assignments(body ast.Node) map[string][]ast.Expr {
	all := map[string][]ast.Expr{}
	ast.Inspect(body, func(n ast.Node) bool {
		if a, is := n.(*ast.AssignStmt); is && len(a.Lhs) == len(a.Rhs) {
			for i, left := range a.Lhs {
				if ident, is := left.(*ast.Ident); is {
					all[ident.Name] = append(all[ident.Name], a.Rhs[i])
				}
			}
		}
		return true
	})
	return all
}

func (r *reader) readCall(name string, params map[string]int, call *ast.CallExpr) {
	var callee string
	switch f := call.Fun.(type) {
	case *ast.Ident:
		callee = f.Name
	case *ast.SelectorExpr:
		callee = f.Sel.Name
		if x, is := f.X.(*ast.Ident); is && x.Name == "fault" && callee == "New" {
			if code, is := call.Args[0].(*ast.SelectorExpr); is && code.Sel.Name == "Internal" {
				return // nobody is told those
			}
			for _, arg := range call.Args[1:] {
				r.said(name, params, arg)
			}
			return
		}
	}
	for i := range r.says[callee] {
		if i < len(call.Args) {
			r.said(name, params, call.Args[i])
		}
	}
}

func (r *reader) readReason(lit *ast.CompositeLit) {
	named := func(e ast.Expr) string {
		switch e := e.(type) {
		case *ast.Ident:
			return e.Name
		case *ast.SelectorExpr:
			return e.Sel.Name
		}
		return ""
	}
	if named(lit.Type) != "Reason" {
		return
	}
	for _, e := range lit.Elts {
		if kv, is := e.(*ast.KeyValueExpr); is {
			if k := named(kv.Key); k == "Message" || k == "Fix" {
				r.said("", nil, kv.Value)
			}
		}
	}
}

// said notes what an argument says: a text, or that a parameter of the function around it ends in a message.
func (r *reader) said(name string, params map[string]int, arg ast.Expr) {
	if ident, is := arg.(*ast.Ident); is {
		if i, isParam := params[ident.Name]; isParam && name != "" {
			if r.says[name] == nil {
				r.says[name] = map[int]bool{}
			}
			if !r.says[name][i] {
				r.says[name][i], r.grew = true, true
			}
			return
		}
		for _, value := range r.assigned[ident.Name] {
			r.note(value)
		}
		if value, is := r.consts[ident.Name]; is {
			arg = value
		}
	}
	r.note(arg)
}

// note keeps a text that says something.
func (r *reader) note(arg ast.Expr) {
	if text, ok := textOf(arg); ok && regexp.MustCompile(`\pL{2}`).MatchString(verbs.ReplaceAllString(text, "")) {
		r.found = append(r.found, sentence{text, r.files.Position(arg.Pos()).String()})
	}
}

// textOf is the value of a text literal, also of one in several parts.
func textOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		x, isX := textOf(e.X)
		y, isY := textOf(e.Y)
		return x + y, isX && isY && e.Op == token.ADD
	}
	return "", false
}

// verbs are the places of a format.
var verbs = regexp.MustCompile(`%(\[\d\])?[a-z]`)

func TestEverySentenceIsInEveryCatalogue(t *testing.T) {
	all := sentences(t)
	if len(all) < 150 {
		t.Fatalf("only %d sentences found: the reader of the sources is broken", len(all))
	}
	for lang, c := range i18n.Catalogues() {
		for _, s := range all {
			if c[s.text] == "" {
				t.Errorf("%s: add a translation of %q to internal/i18n/%s.json", s.at, s.text, lang)
			}
		}
	}
}

func TestNoCatalogueHasWhatNobodySays(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sentences(t) {
		said[s.text] = true
	}
	for lang, c := range i18n.Catalogues() {
		for text := range c {
			if !said[text] {
				t.Errorf("%s.json: %q is said nowhere", lang, text)
			}
		}
	}
}

func TestTranslationsHaveTheVerbsOfEnglish(t *testing.T) {
	for lang, c := range i18n.Catalogues() {
		for text, told := range c {
			want, have := verbs.FindAllString(text, -1), verbs.FindAllString(told, -1)
			if strings.Contains(told, "%[") { // the order is another: then all are numbered
				for i, v := range have {
					have[i] = "%" + v[len(v)-1:]
				}
				if len(have) != len(want) {
					t.Errorf("%s: %q has %d places and English %d", lang, told, len(have), len(want))
				}
				continue
			}
			if strings.Join(want, " ") != strings.Join(have, " ") {
				t.Errorf("%s: %q has the places %v, and %q has %v", lang, told, have, text, want)
			}
		}
	}
}

func TestEveryCatalogueIsOfALanguageOfTheConsole(t *testing.T) {
	for lang := range i18n.Catalogues() {
		if _, err := os.Stat(filepath.Join(root, "web", "src", "i18n", lang)); err != nil {
			t.Errorf("%s: the console does not speak it: %v", lang, err)
		}
	}
}
