package desk

import (
	"slices"
	"strings"
	"unicode"
)

// headings are what the columns of an export are called, by language.
var headings = map[Part]map[string]string{
	PartName:     {"en": "Name", "pt-BR": "Nome", "es": "Nombre"},
	PartProfile:  {"en": "WhatsApp name", "pt-BR": "Nome no WhatsApp", "es": "Nombre en WhatsApp"},
	PartPhone:    {"en": "WhatsApp", "pt-BR": "WhatsApp", "es": "WhatsApp"},
	PartTags:     {"en": "Tags", "pt-BR": "Etiquetas", "es": "Etiquetas"},
	PartOwners:   {"en": "Owners", "pt-BR": "Responsáveis", "es": "Responsables"},
	PartShunned:  {"en": "Do not contact", "pt-BR": "Não contatar", "es": "No contactar"},
	PartUsername: {"en": "WhatsApp username", "pt-BR": "Usuário do WhatsApp", "es": "Usuario de WhatsApp"},
	PartBSUID:    {"en": "WhatsApp ID", "pt-BR": "ID do WhatsApp", "es": "ID de WhatsApp"},
	PartID:       {"en": "Ramal ID", "pt-BR": "ID do Ramal", "es": "ID de Ramal"},
}

// Heading is what the column of a part is called in an export, in one of our languages; custom fields are called what they are.
func Heading(p Part, fields []Field, language string) string {
	if id, is := p.Field(); is {
		for _, f := range fields {
			if f.ID == id {
				return f.Name
			}
		}
	}
	if said := headings[p][language]; said != "" {
		return said
	}
	return headings[p]["en"]
}

// alsoCalled are what other programs and people call the columns, the likeliest first.
var alsoCalled = map[Part][]string{
	PartName: {
		"full name", "nome completo", "nombre completo", "contact name", "nome do contato", "nombre del contacto", "contact", "contato", "contacto",
		"customer", "cliente", "lead", "first name", "primeiro nome", "nome do cliente", "pessoa", "person",
	},
	PartPhone: {
		"whatsapp number", "numero do whatsapp", "numero de whatsapp", "telefone whatsapp", "wa", "celular", "mobile", "mobile phone", "movil", "telefone celular",
		"telefono movil", "phone", "phone number", "telefone", "telefono", "numero de telefone", "numero de telefono", "tel", "fone", "number", "numero",
	},
	PartTags:    {"tag", "etiqueta", "labels", "label", "marcadores", "marcador"},
	PartOwners:  {"owner", "owner e mail", "e mail do responsavel", "responsavel", "responsable", "vendedor", "agent", "atendente", "assigned to", "seller"}, //nolint:misspell // Spanish
	PartShunned: {"opt out", "optout", "unsubscribed", "nao perturbe", "descadastrado"},
}

// GuessParts guesses what each column of a file is, by its name: as exports of ours call it, as a custom field is called, or as others do.
// No part is guessed twice.
func GuessParts(names []string, fields []Field) []Part {
	parts, plain := make([]Part, len(names)), make([]string, len(names))
	for i, n := range names {
		plain[i] = plainly(n)
	}
	used := map[Part]bool{}
	guess := func(p Part, called string) {
		at := slices.Index(plain, plainly(called))
		if at >= 0 && parts[at] == PartNone && !used[p] {
			parts[at], used[p] = p, true
		}
	}
	for _, language := range []string{"en", "pt-BR", "es"} {
		for _, p := range Parts(fields) {
			guess(p, Heading(p, fields, language))
		}
	}
	for _, p := range Parts(fields) {
		for _, called := range alsoCalled[p] {
			guess(p, called)
		}
	}
	return parts
}

var unaccented = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "ê", "e", "í", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "ü", "u", "ç", "c", "ñ", "n")

// plainly returns a name without what people write differently: case, accents, and what is neither letter nor digit.
func plainly(name string) string {
	name = unaccented.Replace(strings.ToLower(name))
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
