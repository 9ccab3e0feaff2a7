package main

import (
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestImportsOfABuiltScript(t *testing.T) {
	const script = "import{a as b,c}from\"./app-1.js\";import\"./side-2.js\";export{x}from'./again-3.js';const lazy=()=>load(()=>import(`./page-4.js`),[])," +
		"other=import(\"./dialog-5.js\");const text=\"no import from './words.js' here\";import d from\"./deep/six-6.js\";"
	if got := staticImports("/assets/console.js", script); !slices.Equal(got, []string{
		"/assets/app-1.js", "/assets/side-2.js", "/assets/again-3.js", "/assets/deep/six-6.js",
	}) {
		t.Errorf("static: %v", got)
	}
	if got := dynamicImports("/assets/console.js", script); !slices.Equal(got, []string{"/assets/page-4.js", "/assets/dialog-5.js"}) {
		t.Errorf("dynamic: %v", got)
	}
}

func TestLinksOfAPage(t *testing.T) {
	const page = `<link rel="icon" href="/icon.svg"><script src="/theme.js"></script><script type="module" src="/assets/console-1.js"></script>
		<link rel="stylesheet" href="/assets/app-2.css"><a href="https://example.com/x.js">x</a>`
	if got := linked(page); !slices.Equal(got, []string{"/theme.js", "/assets/console-1.js", "/assets/app-2.css"}) {
		t.Errorf("linked: %v", got)
	}
}

func TestFirstLoadIsWhatASignInNeeds(t *testing.T) {
	site := map[string]string{
		"/":                    `<script type="module" src="/assets/console-1.js"></script><link rel="stylesheet" href="/assets/app-2.css">`,
		"/assets/console-1.js": `import{a}from"./shared-3.js";import("./sign-in-4.js");import("./page-5.js");import("./en-6.js");import("./pt-BR-7.js");`,
		"/assets/app-2.css": `@font-face{src:url(/assets/inter-latin-wght-normal-8.woff2)}` +
			`@font-face{src:url(/assets/inter-latin-ext-wght-normal-9.woff2)}`,
		"/assets/shared-3.js":                         strings.Repeat("shared", 10),
		"/assets/sign-in-4.js":                        `import"./field-10.js";`,
		"/assets/field-10.js":                         `x`,
		"/assets/page-5.js":                           `import("./dialog-11.js")`,
		"/assets/dialog-11.js":                        `x`,
		"/assets/en-6.js":                             `short`,
		"/assets/pt-BR-7.js":                          `a dictionary of more than that`,
		"/assets/inter-latin-wght-normal-8.woff2":     strings.Repeat("f", 480),
		"/assets/inter-latin-ext-wght-normal-9.woff2": strings.Repeat("f", 9000),
	}
	packed := map[string]int{}
	asked := []string{}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := site[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		asked = append(asked, r.URL.Path)
		var b strings.Builder
		if strings.HasSuffix(r.URL.Path, ".woff2") {
			b.WriteString(text)
		} else {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(&b)
			_, _ = z.Write([]byte(text))
			_ = z.Close()
		}
		packed[r.URL.Path] = b.Len()
		_, _ = w.Write([]byte(b.String()))
	}))
	defer web.Close()

	all, err := weigh(t.Context(), &server{url: web.URL})
	if err != nil {
		t.Fatal(err)
	}
	first := 0
	for _, name := range []string{
		"/", "/assets/console-1.js", "/assets/app-2.css", "/assets/shared-3.js", "/assets/sign-in-4.js", "/assets/field-10.js", "/assets/pt-BR-7.js",
	} {
		first += packed[name]
	}
	if got := all[0].Value; got != float64(first)/1000 {
		t.Errorf("the first load is %v kB, not %v", got, float64(first)/1000)
	}
	if all[1].Value != 7 || all[2].Value != 0.48 {
		t.Errorf("%v requests, a font of %v kB", all[1].Value, all[2].Value)
	}
	if !slices.Contains(asked, "/assets/dialog-11.js") || all[3].Value <= all[0].Value {
		t.Errorf("all scripts weigh %v kB; asked for %v", all[3].Value, asked)
	}
}

func TestAServerWithoutTheConsoleIsNoFigure(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("nothing was built")) }))
	defer web.Close()
	if _, err := weigh(t.Context(), &server{url: web.URL}); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("it says %v", err)
	}
}
