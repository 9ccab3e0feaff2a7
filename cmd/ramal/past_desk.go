package main

import (
	"context"

	"ramal/internal/center"
	"ramal/internal/desk"
)

// quickReply is a text of the demo: shared with all, with sales, or somebody's own.
type quickReply struct {
	shortcut, text string
	own            bool // Paula's
	sales          bool
}

var quickReplies = []quickReply{
	{shortcut: "ola", text: "Olá, {first}! Aqui é {attendant}, da Oficina Aurora. Como posso ajudar?"},
	{shortcut: "horario", text: "Atendemos de segunda a sexta, das 9h às 18h, e aos sábados até as 13h."},
	{shortcut: "endereco", text: "Estamos na Rua da Mooca, 1415, São Paulo. Tem estacionamento na porta."},
	{shortcut: "prazo", text: "O orçamento fica pronto em até dois dias úteis. Avisamos por aqui assim que sair."},
	{shortcut: "pix", text: "Nossa chave Pix é financeiro@aurora.example, em nome de Oficina Aurora Ltda."},
	{shortcut: "pronto", text: "Boa notícia, {first}: seu aparelho está pronto! Pode buscar quando quiser."},
	{shortcut: "proposta", text: "{first}, segue a nossa proposta. Ela vale por 15 dias; qualquer dúvida, eu explico por telefone.", sales: true},
	{shortcut: "visita", text: "Podemos agendar uma visita técnica sem custo. Qual dia fica melhor para vocês?", sales: true},
	{shortcut: "garantia", text: "O conserto tem garantia de 90 dias. Se algo voltar, traga que eu mesma reviso.", own: true},
	{shortcut: "ligar", text: "Posso te ligar rapidinho para explicar melhor? É só autorizar a ligação aqui no WhatsApp.", own: true},
}

var closeReasons = []string{
	"Resolvido", "Orçamento aprovado", "Orçamento recusado", "Proposta enviada", "Cliente desistiu", "Sem resposta do cliente", "Fora do que fazemos",
}

// deskTools sets up what serving is done with, as the administrator did before the first service.
func (p *past) deskTools(ctx context.Context) error {
	p.at(38 * day)
	if _, err := p.center.DecideClosing(ctx, p.people[byAlice], desk.Closing{Reasons: closeReasons, Free: true}); err != nil {
		return err
	}
	for _, q := range quickReplies {
		edit, who := center.QuickReplyEdit{Shared: !q.own, Shortcut: q.shortcut, Text: q.text}, p.people[byAlice]
		if q.sales {
			edit.Department = p.sales
		}
		if q.own {
			who = p.people[byPaula]
		}
		if _, err := p.center.CreateQuickReply(ctx, who, edit); err != nil {
			return err
		}
	}
	for _, f := range customFields {
		made, err := p.center.CreateField(ctx, p.people[byAlice], f)
		if err != nil {
			return err
		}
		p.fields[f.Name] = made.ID
	}
	return nil
}
