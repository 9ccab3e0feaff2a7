package desk_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ramal/internal/desk"
	"ramal/internal/fault"
)

var importFields = []desk.Field{
	{ID: "cpf", Name: "CPF", Type: desk.FieldText}, {ID: "birthday", Name: "Data de nascimento", Type: desk.FieldDate},
}

func TestColumnsAreGuessedByTheirNames(t *testing.T) {
	for name, tt := range map[string]struct {
		names []string
		want  []desk.Part
	}{
		"an export in English":    {[]string{"Name", "WhatsApp", "Tags", "CPF", "Ramal ID"}, []desk.Part{"name", "phone", "tags", "field:cpf", "id"}},
		"an export in Portuguese": {[]string{"Nome", "Não contatar", "Responsáveis"}, []desk.Part{"name", "shunned", "owners"}},
		"an export in Spanish":    {[]string{"Nombre", "No contactar", "ID de WhatsApp"}, []desk.Part{"name", "shunned", "bsuid"}},
		"as people write":         {[]string{"NOME_COMPLETO", "Tel.", "data-de-nascimento", "Cidade"}, []desk.Part{"name", "phone", "field:birthday", ""}},
		"the likelier of two":     {[]string{"Telefone", "Celular", "Cliente"}, []desk.Part{"", "phone", "name"}},
		"nothing known":           {[]string{"a", ""}, []desk.Part{"", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, desk.GuessParts(tt.names, importFields)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAPlanThatMakesNoSenseNamesItsFault(t *testing.T) {
	good := desk.ImportPlan{Parts: []desk.Part{"name", "", "field:cpf"}, Country: "BR", Known: desk.KnownUpdate}
	if err := good.Valid(3, importFields); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(p *desk.ImportPlan)
		field  string
	}{
		"fewer columns":  {func(p *desk.ImportPlan) { p.Parts = p.Parts[:2] }, "parts"},
		"unknown part":   {func(p *desk.ImportPlan) { p.Parts = []desk.Part{"name", "shoe", ""} }, "parts"},
		"deleted field":  {func(p *desk.ImportPlan) { p.Parts = []desk.Part{"name", "field:gone", ""} }, "parts"},
		"twice the name": {func(p *desk.ImportPlan) { p.Parts = []desk.Part{"name", "name", ""} }, "parts"},
		"nobody":         {func(p *desk.ImportPlan) { p.Parts = []desk.Part{"tags", "", ""} }, "parts"},
		"no rule":        {func(p *desk.ImportPlan) { p.Known = "" }, "known"},
		"no country":     {func(p *desk.ImportPlan) { p.Country = "Brasil" }, "country"},
	} {
		t.Run(name, func(t *testing.T) {
			p := good
			tt.change(&p)
			err := p.Valid(3, importFields)
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.Invalid || f.Field != tt.field {
				t.Errorf("%+v", err)
			}
		})
	}
}

func TestARowHasWhatIsNotEmpty(t *testing.T) {
	p := desk.ImportPlan{Parts: []desk.Part{"name", "", "phone", "tags"}}
	if diff := cmp.Diff(map[desk.Part]string{"name": "Ana"}, p.Read([]string{" Ana ", "x", " "})); diff != "" {
		t.Error(diff)
	}
	i := desk.Import{Names: []string{"Nome", "?", "Fone", "Grupo"}, Plan: p}
	if i.Column("phone") != "Fone" || i.Column("owners") != "" || i.Column("") != "" {
		t.Error("the columns of parts are not found")
	}
	if desk.PartAt("fields.x") != "field:x" || desk.PartAt("phone") != "phone" {
		t.Error("faults and parts name the same thing differently")
	}
}

func TestSeveralValuesInACell(t *testing.T) {
	for cell, want := range map[string][]string{
		"VIP, Frota":               {"VIP", "Frota"},
		"VIP;Frota|Novo\nÚltimo":   {"VIP", "Frota", "Novo", "Último"},
		`"Lima, Bruno", 5" pipe`:   {"Lima, Bruno", `5" pipe`},
		`"say ""yes"""; ,`:         {`say "yes"`},
		`"never closed, so is one`: {"never closed, so is one"},
		"":                         nil,
	} {
		if diff := cmp.Diff(want, desk.SplitList(cell)); diff != "" {
			t.Error(cell, diff)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.StringMatching(`[a,;|"]([ a,;|"]{0,3}[a,;|"])?`)
		list := rapid.SliceOfN(one, 1, 4).Draw(t, "list")
		if diff := cmp.Diff(list, desk.SplitList(desk.JoinList(list))); diff != "" {
			t.Fatal(desk.JoinList(list), diff)
		}
	})
}

func TestYesIsSaidInThreeLanguages(t *testing.T) {
	for cell, want := range map[string]bool{"yes": true, "Sim": true, "SÍ": true, "x": true, "1": true, "no": false, "Não": false} {
		if got, err := desk.Yes(cell); err != nil || got != want {
			t.Errorf("%q: %v, %v", cell, got, err)
		}
	}
	if _, err := desk.Yes("perhaps"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func TestCountsAddUpToWhatIsDone(t *testing.T) {
	var n desk.ImportCounts
	for _, o := range []desk.Outcome{desk.RowAdds, desk.RowChanges, desk.RowChanges, desk.RowKeeps, desk.RowRefused} {
		n.Count(o)
	}
	if n != (desk.ImportCounts{1, 2, 1, 1}) || n.Done() != 5 {
		t.Errorf("%+v", n)
	}
}
