package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

var consoleFigure = figure{
	name:  "console",
	title: "first load of the console",
	method: "Bytes of bodies that the server sends to a browser that takes gzip, for a first visit with nothing cached: the page, everything that it " +
		"links, the sign-in screen and the largest dictionary, with all that these import. The font is counted apart: the page is shown " +
		"without waiting for it.",
	run: measureConsole,
}

func measureConsole(ctx context.Context, l *lab) ([]measure, error) {
	data, err := l.folder()
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, data, "")
	if err != nil {
		return nil, err
	}
	all, err := weigh(ctx, s)
	return all, errors.Join(err, s.stop())
}

func weigh(ctx context.Context, s *server) ([]measure, error) {
	v := &visit{ctx: ctx, url: s.url, files: map[string]file{}}
	page, err := v.load("/")
	if err != nil {
		return nil, err
	}
	if !strings.Contains(page.text, "<script") {
		return nil, errors.New("the console is not in the binary: run make build first")
	}
	for _, name := range linked(page.text) {
		if err := v.follow(name); err != nil {
			return nil, err
		}
	}
	// What is loaded on demand has a name of the build's; its beginning is the name of the source.
	var languages []string
	for _, name := range v.known(dynamicImports) {
		base := path.Base(name)
		switch {
		case strings.HasPrefix(base, "sign-in-"):
			if err := v.follow(name); err != nil {
				return nil, err
			}
		case dictionary.MatchString(base):
			languages = append(languages, name)
		}
	}
	largest := ""
	size := 0
	for _, name := range languages {
		f, err := v.fetch(name)
		if err != nil {
			return nil, err
		}
		if f.packed > size {
			largest, size = name, f.packed
		}
	}
	if largest != "" {
		if err := v.follow(largest); err != nil {
			return nil, err
		}
	}
	first := v.sum(func(name string) bool { return !strings.HasSuffix(name, ".woff2") })
	fonts, err := v.fonts()
	if err != nil {
		return nil, err
	}
	requests := len(v.files)
	if err := v.everything(); err != nil {
		return nil, err
	}
	return []measure{
		below("page, scripts and styles, packed", float64(first)/1000, 250, "kB"),
		plain("requests for them", float64(requests), ""),
		plain("the font for Latin text", float64(fonts)/1000, "kB"),
		plain("all scripts and styles there are, packed", float64(v.sum(func(string) bool { return true }))/1000, "kB"),
	}, nil
}

// visit is a browser's first visit.
type visit struct {
	ctx   context.Context //nolint:containedctx // of one measurement
	url   string
	files map[string]file // what was loaded, by path
}

// file is one answer: its text, and its size on the wire.
type file struct {
	text   string
	packed int
}

// fetch gets a file packed.
func (v *visit) fetch(name string) (file, error) {
	req, err := http.NewRequestWithContext(v.ctx, http.MethodGet, v.url+name, http.NoBody)
	if err != nil {
		return file{}, err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return file{}, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return file{}, err
	}
	if res.StatusCode != http.StatusOK {
		return file{}, fmt.Errorf("GET %s: %s", name, res.Status)
	}
	f := file{string(raw), len(raw)}
	if res.Header.Get("Content-Encoding") == "gzip" {
		unpack, err := gzip.NewReader(strings.NewReader(f.text))
		if err != nil {
			return file{}, err
		}
		text, err := io.ReadAll(unpack)
		if err != nil {
			return file{}, err
		}
		f.text = string(text)
	}
	return f, nil
}

// load fetches a file unless the browser has it.
func (v *visit) load(name string) (file, error) {
	if f, ok := v.files[name]; ok {
		return f, nil
	}
	f, err := v.fetch(name)
	if err == nil {
		v.files[name] = f
	}
	return f, err
}

// follow loads a file and all that it imports.
func (v *visit) follow(name string) error {
	if _, ok := v.files[name]; ok {
		return nil
	}
	f, err := v.load(name)
	if err != nil || !strings.HasSuffix(name, ".js") {
		return err
	}
	for _, other := range staticImports(name, f.text) {
		if err := v.follow(other); err != nil {
			return err
		}
	}
	return nil
}

// known lists what the loaded scripts name by a rule and what is not loaded.
func (v *visit) known(rule func(name, script string) []string) (all []string) {
	for name, f := range v.files {
		if strings.HasSuffix(name, ".js") {
			all = append(all, rule(name, f.text)...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(all, func(name string) bool { _, loaded := v.files[name]; return loaded })
}

// everything loads what any loaded script may ever import.
func (v *visit) everything() error {
	for {
		more := v.known(dynamicImports)
		if len(more) == 0 {
			return nil
		}
		for _, name := range more {
			if err := v.follow(name); err != nil {
				return err
			}
		}
	}
}

// fonts is the size of the font files that a page in a Latin script loads.
func (v *visit) fonts() (int, error) {
	total := 0
	for _, f := range v.files {
		for _, m := range latinFont.FindAllStringSubmatch(f.text, -1) {
			font, err := v.fetch(m[1])
			if err != nil {
				return 0, err
			}
			total += font.packed
		}
	}
	return total, nil
}

func (v *visit) sum(counts func(name string) bool) (total int) {
	for name, f := range v.files {
		if counts(name) {
			total += f.packed
		}
	}
	return total
}

var (
	link          = regexp.MustCompile(`(?:src|href)="(/[^"]+\.(?:js|css))"`)
	staticImport  = regexp.MustCompile(`(?m)(?:^|[;}])\s*(?:import|export)(?:[^"'();]*from)?\s*["'](\.{1,2}/[^"']+\.js)["']`)
	dynamicImport = regexp.MustCompile("import\\(\\s*[\"'`](\\.{1,2}/[^\"'`]+\\.js)[\"'`]")
	dictionary    = regexp.MustCompile(`^(en|es|pt-BR)-`)
	latinFont     = regexp.MustCompile(`url\(["']?(/[^)"']*-latin-wght-normal[^)"']*\.woff2)`)
)

// linked lists the scripts and styles that a page names.
func linked(page string) (all []string) {
	for _, m := range link.FindAllStringSubmatch(page, -1) {
		all = append(all, m[1])
	}
	return all
}

// staticImports lists what a script cannot run without.
func staticImports(name, script string) []string { return imports(staticImport, name, script) }

// dynamicImports lists what a script may load later.
func dynamicImports(name, script string) []string { return imports(dynamicImport, name, script) }

func imports(rule *regexp.Regexp, name, script string) (all []string) {
	for _, m := range rule.FindAllStringSubmatch(script, -1) {
		all = append(all, path.Join(path.Dir(name), m[1]))
	}
	return all
}
