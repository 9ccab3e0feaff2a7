package center_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"ramal/internal/auth"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sheet"
)

// runs runs the server of a desk until stop, or the end of the test.
func (w *world) runs() (stop func()) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := w.center.Run(ctx); err != nil {
			w.t.Error(err)
		}
	}()
	stop = func() { cancel(); <-done }
	w.t.Cleanup(stop)
	return stop
}

// beside is another server on the same database.
func (w *world) beside(node string) *world {
	other := *w
	other.center = &center.Center{Store: w.store, Gate: auth.NewGate(), Bus: silent{}, Node: node}
	return &other
}

// offer offers a file and returns the import with the plan that was guessed.
func (w *world) offer(m org.Member, file string) desk.Import {
	w.t.Helper()
	v, err := w.center.OfferImport(w.t.Context(), m, "contatos.csv", []byte(file))
	must(w.t, err)
	return v.Import
}

func (w *world) ended(id desk.ImportID) desk.Import {
	w.t.Helper()
	var i desk.Import
	eventually(w.t, "the import ends", func() bool {
		var err error
		i, err = w.store.Import(w.t.Context(), w.workspace, id)
		must(w.t, err)
		return i.State != desk.ImportRunning
	})
	return i
}

// imported imports a file as it is guessed.
func (w *world) imported(m org.Member, file string, change ...func(p *desk.ImportPlan)) desk.Import {
	w.t.Helper()
	i := w.offer(m, file)
	for _, c := range change {
		c(&i.Plan)
	}
	_, err := w.center.StartImport(w.t.Context(), m, i.ID, i.Plan)
	must(w.t, err)
	return w.ended(i.ID)
}

func (w *world) refusals(m org.Member, id desk.ImportID) (list []string) {
	w.t.Helper()
	must(w.t, w.center.Refusals(w.t.Context(), m, id, func(i desk.Import, r desk.Refusal) error {
		list = append(list, fmt.Sprintf("%d %s: %s", r.Row, i.Column(r.Part), r.Reason.Message))
		return nil
	}))
	return list
}

func (w *world) find(phone string) desk.Contact {
	w.t.Helper()
	k, err := w.store.FindContact(w.t.Context(), w.workspace, "", phone, phone)
	must(w.t, err)
	return k
}

func counts(i desk.Import) string {
	return fmt.Sprintf("%s: %d added, %d changed, %d unchanged, %d refused", i.State, i.Added, i.Changed, i.Unchanged, i.Refused)
}

func (w *world) defines(name string, change func(f *desk.Field)) desk.Field {
	w.t.Helper()
	f := desk.Field{Name: name, Type: desk.FieldText, Of: desk.OfContact}
	change(&f)
	f, err := w.center.CreateField(w.t.Context(), w.paula, f)
	must(w.t, err)
	return f
}

func TestAFileBecomesContacts(t *testing.T) {
	w := newDesk(t)
	w.runs()
	cpf := w.defines("CPF", func(f *desk.Field) { f.Unique = true })
	i := w.imported(w.paula, "Nome;Telefone;Etiquetas;CPF;Responsável;Não contatar;Cidade\n"+
		"Ana Souza;(11) 99999-0001;VIP, Frota;111;paula@aurora.example;não;São Paulo\n"+
		"Bruno Lima;+351 912 345 678;;222;;sim;\n")
	if got := counts(i); got != "done: 2 added, 0 changed, 0 unchanged, 0 refused" {
		t.Fatal(got)
	}
	ana, bruno := w.find(ana), w.find("351912345678")
	if ana.Name != "Ana Souza" || strings.Join(ana.Tags, ",") != "Frota,VIP" || ana.Fields[cpf.ID] != "111" || len(ana.Owners) != 1 || ana.Shunned != nil {
		t.Errorf("%+v", ana)
	}
	if bruno.Name != "Bruno Lima" || bruno.Shunned == nil || bruno.Owners != nil {
		t.Errorf("%+v", bruno)
	}
	if i.File != "" {
		t.Error("its file is still here")
	}
	page, err := w.center.Audit(t.Context(), w.paula, org.AuditQuery{Action: "contact"})
	must(t, err)
	if len(page.Items) != 2 || page.Items[0].Action != "contact.imported" || page.Items[0].ActorName != w.paula.Name {
		t.Errorf("%+v", page.Items)
	}
}

func TestBadRowsAreRefusedEachForItsReason(t *testing.T) {
	w := newDesk(t)
	w.runs()
	w.defines("CPF", func(f *desk.Field) { f.Unique, f.Required = true, true })
	w.defines("Since", func(f *desk.Field) { f.Type = desk.FieldDate })
	_, err := w.center.CreateContact(t.Context(), w.paula, center.ContactRecord{
		Name: new("Known"), Phone: new("+55 11 99999-0009"), Fields: map[desk.FieldID]string{w.field("CPF"): "999"},
	})
	must(t, err)
	i := w.imported(w.paula, strings.Join([]string{
		"name,phone,CPF,Since,owner",
		"Good,11 99999-0001,1,26/11/2026,",
		"Letters,11 9x999,2,,",
		"Twice,+55 11 99999-0001,3,,",
		"Known's CPF,11 99999-0002,999,,",
		"No CPF,11 99999-0003,,,",
		"No date,11 99999-0004,4,tomorrow,",
		"Nobody's,11 99999-0005,5,,zoe@nowhere.example",
		"",
		",,6,,",
		"Later does better,11 99999-0004,7,,",
		"CPF of a row before,11 99999-0006,1,,",
		"Without number,,8,,",
	}, "\n"))
	if got := counts(i); got != "done: 3 added, 0 changed, 0 unchanged, 8 refused" {
		t.Error(got)
	}
	want := []string{
		`3 phone: "11 9x999" is not a phone number. Write it with country and area code, such as +55 11 99999-0001.`,
		"4 phone: Row 2 of the file has this number already.",
		"5 CPF: Another contact has this value already, and it has to be one of a kind.",
		"6 CPF: CPF has to be filled in.",
		`7 Since: Since is a date such as 2026-11-26 or 26/11/2026, and "tomorrow" is none.`,
		`8 owner: "zoe@nowhere.example" is no user of this workspace. Write the address that they sign in with.`,
		"10 name: A contact needs a name or a WhatsApp number.",
		"12 CPF: Another contact has this value already, and it has to be one of a kind.",
	}
	if got := w.refusals(w.paula, i.ID); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (w *world) field(name string) desk.FieldID {
	w.t.Helper()
	list, err := w.store.Fields(w.t.Context(), w.workspace, desk.OfContact)
	must(w.t, err)
	for _, f := range list {
		if f.Name == name {
			return f.ID
		}
	}
	w.t.Fatalf("no field %s", name)
	return ""
}

func TestAFileThatComesTwiceChangesNothing(t *testing.T) {
	w := newDesk(t)
	w.runs()
	w.defines("CPF", func(f *desk.Field) { f.Unique = true })
	file := "name,phone,tags,CPF,do not contact\nAna,11 99999-0001,VIP,1,yes\nBruno,,Fleet,2,\n"
	w.imported(w.paula, file)
	if got := counts(w.imported(w.paula, file)); got != "done: 0 added, 0 changed, 2 unchanged, 0 refused" {
		t.Error(got)
	}
	changed := strings.ReplaceAll(strings.ReplaceAll(file, "VIP", "Gold"), "yes", "no")
	if got := counts(w.imported(w.paula, changed, func(p *desk.ImportPlan) { p.Known = desk.KnownLeave })); got != "done: 0 added, 0 changed, 2 unchanged, 0 refused" {
		t.Error(got)
	}
	if got := counts(w.imported(w.paula, changed)); got != "done: 0 added, 1 changed, 1 unchanged, 0 refused" {
		t.Error(got)
	}
	if k := w.find(ana); strings.Join(k.Tags, ",") != "Gold,VIP" || k.Shunned == nil {
		t.Errorf("%+v", k) // tags are added, and nobody is contacted again because an old list says so
	}
	// The same number without Brazil's ninth digit.
	if got := counts(w.imported(w.paula, "name,phone\nAna,+55 11 9999-0001\n")); got != "done: 0 added, 0 changed, 1 unchanged, 0 refused" {
		t.Error(got)
	}
}

// many is a file of n contacts, of which each tenth has no number that can be read.
func many(n int) string {
	var b strings.Builder
	b.WriteString("name,phone\n")
	for i := range n {
		phone := fmt.Sprintf("+55 11 9%04d-%04d", 1000+i/10000, i%10000)
		if i%10 == 9 {
			phone = "none"
		}
		fmt.Fprintf(&b, "Contact %d,%s\n", i, phone)
	}
	return b.String()
}

func TestAnImportGoesOnWhereAServerStopped(t *testing.T) {
	w := newDesk(t)
	stop := w.runs()
	i := w.offer(w.paula, many(800)) // a batch takes a second and more under the race detector
	_, err := w.center.StartImport(t.Context(), w.paula, i.ID, i.Plan)
	must(t, err)
	eventually(t, "some rows are done", func() bool {
		now, err := w.store.Import(t.Context(), w.workspace, i.ID)
		must(t, err)
		return now.Done() >= 200
	})
	stop()
	half, err := w.store.Import(t.Context(), w.workspace, i.ID)
	must(t, err)
	if half.State != desk.ImportRunning || half.Done() >= 800 || half.Done()%100 != 0 {
		t.Fatalf("after the stop: %s, %d rows", half.State, half.Done())
	}
	w.beside("another").runs()
	if got := counts(w.ended(i.ID)); got != "done: 720 added, 0 changed, 0 unchanged, 80 refused" {
		t.Error(got)
	}
	if n := len(w.refusals(w.paula, i.ID)); n != 80 {
		t.Errorf("%d refused rows", n)
	}
}

func TestADeadNodesImportIsTakenWhenItsLeaseEnds(t *testing.T) {
	w := newDesk(t)
	i := w.offer(w.paula, many(10))
	_, err := w.center.StartImport(t.Context(), w.paula, i.ID, i.Plan)
	must(t, err)
	i, err = w.store.Import(t.Context(), w.workspace, i.ID)
	must(t, err)
	i.Node, i.LeaseUntil = "dead", time.Now().Add(2*time.Second)
	must(t, w.store.SaveImport(t.Context(), &i))
	w.beside("alive").runs()
	if now, err := w.store.Import(t.Context(), w.workspace, i.ID); err != nil || now.Done() > 0 {
		t.Errorf("it was taken before: %d rows, %v", now.Done(), err)
	}
	if got := w.ended(i.ID); got.Node != "alive" || got.Done() != 10 {
		t.Errorf("%s by %s", counts(got), got.Node)
	}
}

func TestTwoNodesDoNoRowTwice(t *testing.T) {
	w := newDesk(t)
	w.runs()
	w.beside("second").runs()
	i := w.imported(w.paula, many(400))
	if got := counts(i); got != "done: 360 added, 0 changed, 0 unchanged, 40 refused" {
		t.Error(got)
	}
}

func TestAnImportIsStoppedAndItsReportStays(t *testing.T) {
	w := newDesk(t)
	w.runs()
	i := w.offer(w.paula, many(5000))
	_, err := w.center.StartImport(t.Context(), w.paula, i.ID, i.Plan)
	must(t, err)
	second := w.offer(w.paula, many(1))
	_, err = w.center.StartImport(t.Context(), w.paula, second.ID, second.Plan)
	if reason(err) != "import_running" || !strings.Contains(err.Error(), "contatos.csv") {
		t.Errorf("a second one at a time: %v", err)
	}
	eventually(t, "a row is refused", func() bool { return len(w.refusals(w.paula, i.ID)) > 0 })
	v, err := w.center.StopImport(t.Context(), w.paula, i.ID)
	must(t, err)
	if v.State != desk.ImportStopped || v.Done() == 5000 || v.File != "" {
		t.Errorf("%s", counts(v.Import))
	}
	again, err := w.center.StopImport(t.Context(), w.paula, i.ID)
	must(t, err)
	if counts(again.Import) != counts(v.Import) {
		t.Errorf("after the stop it went on: %s", counts(again.Import))
	}
	if _, err := w.center.StartImport(t.Context(), w.paula, i.ID, i.Plan); reason(err) != "started" {
		t.Errorf("started again: %v", err)
	}
	_, err = w.center.StartImport(t.Context(), w.paula, second.ID, second.Plan)
	must(t, err)
	w.ended(second.ID)
}

func TestAPreviewSaysWhatWouldBe(t *testing.T) {
	w := newDesk(t)
	_, err := w.center.CreateContact(t.Context(), w.paula, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	i := w.offer(w.paula, "name,phone\nAna,11 99999-0001\nAna Souza,11 99999-0001\nBruno,11 99999-0002\nCarla,x\n")
	list, err := w.center.PreviewImport(t.Context(), w.paula, i.ID, i.Plan)
	must(t, err)
	var got []string
	for _, p := range list {
		got = append(got, fmt.Sprint(p.Row.Number, " ", p.Outcome, " ", p.Contact.Name, " ", p.Refusal.Part))
	}
	if want := "2 keep Ana |3 refuse Ana Souza phone|4 add Bruno |5 refuse Carla phone"; strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
	page, err := w.center.Contacts(t.Context(), w.paula, desk.ContactQuery{})
	must(t, err)
	if len(page.Items) != 1 {
		t.Error("a preview changed something")
	}
}

func TestWhoMayImport(t *testing.T) {
	w := newDesk(t)
	stop := w.runs()
	ctx := t.Context()
	granted := func(email string, paths ...org.Path) org.Member {
		g := org.PermissionGroup{ID: org.GroupID(id()), WorkspaceID: w.workspace, Name: email, Paths: paths, CreatedAt: time.Now()}
		must(t, w.store.CreateGroup(ctx, &g))
		d := org.Department{ID: org.DepartmentID(id()), WorkspaceID: w.workspace, Name: email, Groups: []org.GroupID{g.ID}, CreatedAt: time.Now()}
		must(t, w.store.CreateDepartment(ctx, &d))
		return w.person(email, w.workspace, false, d.ID)
	}
	book, olga := granted("book@aurora.example", org.PathContactBook), granted("olga@aurora.example", org.PathContacts)
	if _, err := w.center.OfferImport(ctx, book, "x.csv", []byte("name\nAna\n")); reason(err) != "no_permission" {
		t.Errorf("without the path: %v", err)
	}
	if err := w.center.ExportContacts(ctx, book, desk.ContactQuery{}, "en", sheet.NewCSV(&bytes.Buffer{}, ',')); reason(err) != "no_permission" {
		t.Errorf("export without the path: %v", err)
	}
	other := org.WorkspaceID(id())
	must(t, w.store.CreateWorkspace(ctx, org.Workspace{ID: other, Name: "Other", CreatedAt: time.Now()}))
	stranger := w.person("admin@other.example", other, true)

	_, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Paula's own"), Phone: new("+55 11 99999-0001"), Owners: []org.UserID{w.paula.User.ID}})
	must(t, err)
	hers := w.imported(w.paula, "name,phone\nX,x\n")
	i := w.imported(olga, "name,phone,owner\nTheirs,11 99999-0001,\nShut out,11 99999-0002,paula@aurora.example\nFine,11 99999-0003,olga@aurora.example\n")
	if got := counts(i); got != "done: 1 added, 0 changed, 0 unchanged, 2 refused" {
		t.Error(got)
	}
	if said := strings.Join(w.refusals(olga, i.ID), " "); strings.Contains(said, "Paula's own") || !strings.Contains(said, "may not see") || !strings.Contains(said, "would not see") {
		t.Error(said)
	}
	for who, tt := range map[string]struct {
		member org.Member
		id     desk.ImportID
	}{"another user": {olga, hers.ID}, "another workspace": {stranger, hers.ID}} {
		_, err := w.center.Import(ctx, tt.member, tt.id)
		_, stopErr := w.center.StopImport(ctx, tt.member, tt.id)
		reportErr := w.center.Refusals(ctx, tt.member, tt.id, nil)
		for _, err := range []error{err, stopErr, reportErr, w.center.ForgetImport(ctx, tt.member, tt.id)} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", who, err)
			}
		}
	}
	for who, tt := range map[string]struct {
		member org.Member
		want   int
	}{"their own": {olga, 1}, "an administrator": {w.paula, 2}, "another workspace": {stranger, 0}} {
		page, err := w.center.Imports(ctx, tt.member, "", 0)
		must(t, err)
		if len(page.Items) != tt.want {
			t.Errorf("%s: %d imports, want %d", who, len(page.Items), tt.want)
		}
	}
	// Who loses the path while the server is down imports no more.
	stop()
	last := w.offer(olga, many(200))
	_, err = w.center.StartImport(ctx, olga, last.ID, last.Plan)
	must(t, err)
	u := olga.User
	u.Departments = nil
	must(t, w.store.UpdateUser(ctx, &u))
	w.beside("after").runs()
	if i := w.ended(last.ID); i.State != desk.ImportFailed || i.Problem == nil || i.Problem.Code != fault.Forbidden || i.Added != 0 {
		t.Errorf("%s, %v", counts(i), i.Problem)
	}
}

func TestWhatIsExportedIsImportedUnchanged(t *testing.T) {
	w := newDesk(t)
	w.runs()
	size := w.defines("Size", func(f *desk.Field) { f.Type, f.Choices = desk.FieldChoice, []string{"S", "M, wide"} })
	born := w.defines("Born", func(f *desk.Field) { f.Type = desk.FieldDate })
	number := w.defines("Number", func(f *desk.Field) { f.Type = desk.FieldNumber })
	for _, r := range []center.ContactRecord{
		{Name: new("=Ana; \"Souza\""), Phone: new("+55 11 99999-0001"), Tags: []string{"A, B", "C"}, Fields: map[desk.FieldID]string{size.ID: "M, wide", born.ID: "1990-02-01", number.ID: "-1.5"}},
		{Name: new("'+Bruno"), Phone: new("+351 912 345 678"), Owners: []org.UserID{w.paula.User.ID}, Shunned: new(true)},
		{Name: new("Without a number")},
		{Phone: new("+1 202 555 0142")},
	} {
		_, err := w.center.CreateContact(t.Context(), w.paula, r)
		must(t, err)
	}
	now := time.Now().UTC().Truncate(time.Millisecond)
	for _, k := range []desk.Contact{{BSUID: "BR.123", WhatsAppName: "Only an id"}, {WaID: "999000000000001", Phone: "999000000000001", WhatsAppName: "No country"}} {
		k.ID, k.WorkspaceID, k.CreatedAt, k.UpdatedAt = desk.ContactID(id()), w.workspace, now, now
		must(t, w.store.CreateContact(t.Context(), &k))
	}
	for _, language := range []string{"en", "pt-BR", "es"} {
		for name, open := range map[string]func(b *bytes.Buffer) (sheet.Writer, error){
			"csv":  func(b *bytes.Buffer) (sheet.Writer, error) { return sheet.NewCSV(b, ';'), nil },
			"xlsx": func(b *bytes.Buffer) (sheet.Writer, error) { return sheet.NewXLSX(b, "Contacts") },
		} {
			var b bytes.Buffer
			out, err := open(&b)
			must(t, err)
			must(t, w.center.ExportContacts(t.Context(), w.paula, desk.ContactQuery{}, language, out))
			i := w.imported(w.paula, b.String())
			if got := counts(i); got != "done: 0 added, 0 changed, 6 unchanged, 0 refused" {
				t.Errorf("%s in %s: %s %v", name, language, got, w.refusals(w.paula, i.ID))
			}
		}
	}
	var b bytes.Buffer
	must(t, w.center.ExportContacts(t.Context(), w.paula, desk.ContactQuery{Tag: "c"}, "en", sheet.NewCSV(&b, ',')))
	if lines := strings.Split(strings.TrimSpace(b.String()), "\n"); len(lines) != 2 || !strings.Contains(lines[1], "'+5511999990001") {
		t.Errorf("narrowed: %q", b.String())
	}
}

func TestFilesThatNobodyWentOnWithAreForgotten(t *testing.T) {
	w := newDesk(t)
	first := w.offer(w.paula, "name\nAna\n")
	second := w.offer(w.paula, "name\nAna\n")
	if _, err := w.store.Import(t.Context(), w.workspace, first.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the file before is kept: %v", err)
	}
	w.center.Now = func() time.Time { return time.Now().Add(25 * time.Hour) }
	w.runs()
	eventually(t, "the file goes", func() bool {
		_, err := w.store.File(t.Context(), w.workspace, second.File)
		return fault.Is(err, fault.NotFound)
	})
}
