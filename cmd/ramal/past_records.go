package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// customFields are what the repair shop knows of its customers and of its deals beside what everybody does.
var customFields = []desk.Field{
	{Of: desk.OfContact, Name: "CPF ou CNPJ", Type: desk.FieldText, Unique: true},
	{Of: desk.OfContact, Name: "E-mail", Type: desk.FieldEmail},
	{Of: desk.OfContact, Name: "Bairro", Type: desk.FieldText},
	{Of: desk.OfContact, Name: "Como conheceu", Type: desk.FieldChoice, Choices: []string{"Indicação", "Instagram", "Google", "Passou em frente", "Já era cliente"}},
	{Of: desk.OfContact, Name: "Contrato de manutenção", Type: desk.FieldYesNo},
	{Of: desk.OfContact, Name: "Aniversário", Type: desk.FieldDate},
	{Of: desk.OfContact, Name: "Aparelhos em casa", Type: desk.FieldNumber},
	{Of: desk.OfContact, Name: "Site", Type: desk.FieldURL},
	{Of: desk.OfDeal, Name: "Ordem de serviço", Type: desk.FieldText, Unique: true},
	{Of: desk.OfDeal, Name: "Prioridade", Type: desk.FieldChoice, Choices: []string{"Normal", "Alta", "Urgente"}},
	{Of: desk.OfDeal, Name: "Em garantia", Type: desk.FieldYesNo},
	{Of: desk.OfDeal, Name: "Retirada no local", Type: desk.FieldYesNo},
}

// record is what the team wrote about a customer.
type record struct {
	with    string
	tags    []string
	fields  map[string]string // by the field's name
	owners  []int
	shunned string // why they do not want to be contacted
	notes   []remark
}

// remark is a note about a customer.
type remark struct {
	by   int
	ago  time.Duration
	text string
}

var records = []record{
	{"Marina Costa", []string{"Particular", "Cliente fiel"}, map[string]string{
		"CPF ou CNPJ": "318.442.907-51", "E-mail": "marina.costa@exemplo.com", "Bairro": "Vila Mariana", "Como conheceu": "Indicação",
		"Contrato de manutenção": "não", "Aniversário": "14/03/1979", "Aparelhos em casa": "4",
	}, []int{byPaula, byRita}, "", []remark{
		{byPaula, 12 * day, "Coleciona receivers dos anos setenta. Prefere ligação a mensagem, de manhã."},
		{byPaula, 4 * time.Hour, "Busca o Marantz na sexta às 10h. Separar a nota."},
	}},
	{"Otávio Ramos", []string{"Músico", "Garantia"}, map[string]string{
		"Bairro": "Pompeia", "Como conheceu": "Instagram", "Aniversário": "02/09/1988",
	}, []int{byPaula, byRita}, "", []remark{{byRita, 15 * day, "Válvula V2 trocada no cubo Meteoro; garantia até fevereiro."}}},
	{"Helena Prates", []string{"Particular"}, map[string]string{"Bairro": "Mooca", "Como conheceu": "Google"}, nil, "", nil},
	{"Rogério Sá", []string{"Músico"}, map[string]string{"Como conheceu": "Google", "Bairro": "Ipiranga"}, nil, "", nil},
	{"Beatriz Nunes", []string{"Particular", "Cliente fiel"}, map[string]string{
		"E-mail": "bia.nunes@exemplo.com", "Bairro": "Tatuapé", "Como conheceu": "Já era cliente", "Aniversário": "27/11/1985", "Aparelhos em casa": "2",
	}, []int{byPaula}, "", nil},
	{"Estúdio Caixa Preta", []string{"Empresa", "Estúdio", "Contrato"}, map[string]string{
		"CPF ou CNPJ": "12.804.551/0001-30", "E-mail": "contato@caixapreta.example", "Bairro": "Barra Funda", "Como conheceu": "Indicação",
		"Contrato de manutenção": "sim", "Site": "https://caixapreta.example",
	}, nil, "", []remark{{byJoao, 9 * day, "Falar com o Nando para horários de montagem; a Lia cuida do financeiro."}}},
	{"Igreja Batista da Penha", []string{"Empresa", "Urgente"}, map[string]string{
		"Bairro": "Penha", "Como conheceu": "Indicação", "Contrato de manutenção": "não",
	}, nil, "", []remark{{byLucia, 20 * time.Hour, "Entrada pela lateral. O som fica no mezanino, levar escada."}}},
	{"Bar do Juca", []string{"Empresa", "Palco"}, map[string]string{"Bairro": "Vila Madalena", "Como conheceu": "Passou em frente"}, []int{byPaula, byJoao}, "", nil},
	{"Clara Figueiredo", []string{"Particular"}, map[string]string{"Bairro": "Perdizes", "Como conheceu": "Instagram"}, nil, "", nil},
	{"Escola Som e Cor", []string{"Empresa", "Contrato"}, map[string]string{
		"CPF ou CNPJ": "07.331.208/0001-94", "E-mail": "secretaria@someocor.example", "Bairro": "Santana", "Como conheceu": "Google",
		"Contrato de manutenção": "sim", "Aparelhos em casa": "31", "Site": "https://someocor.example",
	}, []int{byPaula, byJoao}, "", nil},
	{"Wagner Tavares", []string{"Músico"}, map[string]string{"Como conheceu": "Já era cliente"}, nil, "", nil},
	{"Sônia Albuquerque", []string{"Particular"}, nil, nil, "", nil},
	{"Rádio Comunitária Vila Nova", []string{"Empresa", "Contrato", "Urgente"}, map[string]string{
		"CPF ou CNPJ": "22.190.667/0001-08", "Bairro": "Vila Nova Cachoeirinha", "Contrato de manutenção": "sim", "Como conheceu": "Indicação",
	}, nil, "", []remark{{byPaula, 8 * day, "Plantão: atender a qualquer hora, o transmissor não pode parar."}}},
	{"Lívia Santoro", []string{"Particular", "Restauração"}, map[string]string{"Bairro": "Higienópolis", "Como conheceu": "Instagram"}, nil, "", nil},
	{"Antônio Paiva", nil, nil, nil, "Pediu para não receber mais mensagens.", nil},
	{"Casa de Shows Marimbondo", []string{"Empresa", "Palco"}, map[string]string{"Bairro": "Lapa", "Como conheceu": "Google"}, nil, "", nil},
	{"Priscila Azevedo", []string{"Restauração"}, map[string]string{"Bairro": "Moema"}, []int{byRita, byJoao}, "", []remark{
		{byRita, 18 * day, "Negociação sigilosa de um acervo; só Rita e João."},
	}},
	{"Daniel Fontes", []string{"Músico"}, map[string]string{"Bairro": "Pinheiros", "Como conheceu": "Passou em frente"}, nil, "", nil},
	{"Teatro Municipal de Santo André", []string{"Empresa", "Contrato", "Palco"}, map[string]string{
		"CPF ou CNPJ": "46.522.942/0001-30", "E-mail": "tecnica@teatrosa.example", "Como conheceu": "Indicação", "Contrato de manutenção": "não",
	}, nil, "", []remark{{byRita, 12 * day, "A decisão é do conselho, que se reúne na primeira terça do mês."}}},
	{"Karina Bittencourt", []string{"Particular"}, map[string]string{"Como conheceu": "Instagram"}, nil, "", nil},
	{"Murilo Esteves", []string{"Músico", "Restauração"}, map[string]string{"Bairro": "Bela Vista"}, nil, "", nil},
	{"Yara Monteiro", nil, nil, nil, "Número é de outra pessoa agora.", nil},
	{"Zeca do Cavaquinho", []string{"Músico", "Cliente fiel"}, map[string]string{"Aniversário": "13/06/1951"}, nil, "", nil},
}

// records writes down what the team knows of its customers.
func (p *past) records(ctx context.Context) error {
	for i, r := range records {
		if err := p.record(ctx, r, time.Duration(14+i)*day/2); err != nil {
			return fmt.Errorf("the record of %s: %w", r.with, err)
		}
	}
	return nil
}

func (p *past) record(ctx context.Context, r record, ago time.Duration) error {
	id, err := p.contact(r.with)
	if err != nil {
		return err
	}
	p.at(ago)
	k, err := p.db.Contact(ctx, p.world.admin.Workspace.ID, id)
	if err != nil {
		return err
	}
	change := center.ContactRecord{Tags: slices.Clone(r.tags), Version: k.Version, Reason: r.shunned, Fields: map[desk.FieldID]string{}, Owners: []org.UserID{}}
	for name, value := range r.fields {
		change.Fields[p.fields[name]] = value
	}
	for _, who := range r.owners {
		change.Owners = append(change.Owners, p.people[who].User.ID)
	}
	if r.shunned != "" {
		change.Shunned = new(true)
	}
	if _, err = p.center.ChangeContact(ctx, p.people[byAlice], id, change); err != nil {
		return err
	}
	for _, n := range r.notes {
		p.at(n.ago)
		if _, err := p.center.AddContactNote(ctx, p.people[n.by], id, n.text); err != nil {
			return err
		}
	}
	return nil
}
