// Package i18n says the messages of faults in the languages of the console. English is what the code says; the other catalogues
// have its sentences as their keys, as gettext does.
//
// It decides nothing and knows no HTTP: api chooses the language of an answer. The console's own words are not here: they are
// in web/src/i18n.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"ramal/internal/fault"
)

//go:embed *.json
var files embed.FS

// Catalogue is the sentences of one language by the English format that the code gives to fault.New, with the same verbs.
type Catalogue map[string]string

// English is the language of the code. It needs no catalogue.
const English = "en"

// languages are what a reader can choose, the fallback first.
var languages = sync.OnceValue(func() []language.Tag {
	tags := []language.Tag{language.English}
	for name := range catalogues() {
		tags = append(tags, language.MustParse(name))
	}
	return tags
})

var catalogues = sync.OnceValue(func() map[string]Catalogue {
	all := map[string]Catalogue{}
	entries, err := files.ReadDir(".")
	for _, e := range entries {
		var c Catalogue
		raw, readErr := files.ReadFile(e.Name())
		if err = readErr; err == nil {
			err = json.Unmarshal(raw, &c)
		}
		if err != nil {
			break
		}
		all[strings.TrimSuffix(e.Name(), path.Ext(e.Name()))] = c
	}
	if err != nil {
		panic(fmt.Sprintf("i18n: %v", err)) // the files are in the binary: this is a defect of ours that any test finds
	}
	return all
})

// Catalogues returns all catalogues by their language, such as pt-BR.
func Catalogues() map[string]Catalogue { return catalogues() }

// Nearest returns the language of ours that fits the value of an Accept-Language header best (RFC 9110, section 12.5.4): English
// where none does, or where it cannot be read.
func Nearest(accepted string) string {
	wanted, _, err := language.ParseAcceptLanguage(accepted)
	if err != nil || len(wanted) == 0 {
		return English
	}
	_, at, confidence := language.NewMatcher(languages()).Match(wanted...)
	if confidence == language.No {
		return English
	}
	return languages()[at].String()
}

// Message says what a fault says in a language. What has no translation stays English; the words that stand in a sentence
// are translated too where the catalogue has them.
func Message(lang string, f *fault.Error) string {
	c, known := catalogues()[lang]
	if !known {
		return f.Message
	}
	format, args := f.Said()
	said, known := c[format]
	if !known {
		said = format
	}
	told := make([]any, len(args))
	for i, a := range args {
		told[i] = a
		if s, is := a.(string); is && c[s] != "" {
			told[i] = c[s]
		}
	}
	return fmt.Sprintf(said, told...)
}
