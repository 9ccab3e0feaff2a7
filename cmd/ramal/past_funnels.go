package main

import (
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
)

// funnel is a funnel of the demo with its deals, the oldest first.
type funnel struct {
	edit  center.PipelineEdit
	deals []opportunity
}

var funnels = []funnel{
	{center.PipelineEdit{
		Name: "Consertos", Currency: "BRL",
		Stages: []desk.Stage{
			{Name: "Recebido", Color: "gray", Limit: 24 * time.Hour},
			{Name: "Orçamento", Color: "blue", Limit: 48 * time.Hour},
			{Name: "Aguardando aprovação", Color: "amber", Limit: 72 * time.Hour},
			{Name: "Na bancada", Color: "purple", Limit: 120 * time.Hour},
			{Name: "Pronto para retirar", Color: "green"},
		},
		WonReasons:  []string{"Entregue", "Entregue em garantia"},
		LostReasons: []string{"Preço", "Sem conserto", "Cliente desistiu", "Levou a outro lugar"},
	}, []opportunity{
		{"Baixo: jaqueta com ruído", "Daniel Fontes", byPaula, 90_00, 0, []deed{
			into(11*day, "Recebido"), into(11*day-2*time.Hour, "Na bancada"), won(9*day, "Entregue"),
		}},
		{"Piano elétrico Rhodes: teclas e captadores", "Murilo Esteves", byJoao, 3_200_00, 25, []deed{
			into(16*day, "Recebido"), into(15*day, "Orçamento"), valued(14*day, 2_780_00), into(14*day-time.Hour, "Aguardando aprovação"),
			lost(10*day, "Preço"), reopened(2 * day),
		}},
		{"Caixas do salão: reforma completa", "Tiago Mendonça", byLucia, 4_200_00, 0, []deed{
			into(13*day, "Recebido"), into(12*day, "Orçamento"), into(11*day, "Aguardando aprovação"), lost(8*day, "Preço"),
		}},
		{"Pedal de distorção: chave e jack", "Wagner Tavares", byLucia, 120_00, 0, []deed{
			into(9*day, "Recebido"), into(8*day, "Na bancada"), into(4*day+2*time.Hour, "Pronto para retirar"),
		}},
		{"Gravador de rolo Akai: restauração", "Lívia Santoro", byJoao, 2_100_00, 20, []deed{
			into(7*day, "Recebido"), into(6*day+20*time.Hour, "Orçamento"), into(6*day, "Aguardando aprovação"),
		}},
		{"Transmissor de FM: emergência", "Rádio Comunitária Vila Nova", byPaula, 1_850_00, 0, []deed{
			into(8*day+time.Hour, "Na bancada"), won(7*day+20*time.Hour, "Entregue"),
		}},
		{"Receiver Marantz 2230: condensadores", "Marina Costa", byRita, 430_00, 1, []deed{
			into(6*day, "Recebido"), into(5*day+3*time.Hour, "Orçamento"), given(5*day, byPaula), valued(4*day, 480_00),
			into(3*day, "Aguardando aprovação"), into(4*time.Hour, "Na bancada"),
		}},
		{"Rádio valvulado: alto-falante", "Sônia Albuquerque", byRita, 260_00, 0, []deed{
			into(6*day, "Recebido"), into(5*day+8*time.Hour, "Orçamento"), lost(5*day-10*time.Minute, "Cliente desistiu"),
		}},
		{"Som do carro: módulo e antena", "Beatriz Nunes", byPaula, 390_00, 0, []deed{
			into(7*day, "Recebido"), into(6*day, "Na bancada"), into(4*day, "Pronto para retirar"), won(3*day+time.Hour, "Entregue"),
		}},
		{"Oito teclados: revisão antes das aulas", "Escola Som e Cor", byJoao, 1_680_00, 3, []deed{
			into(4*day, "Recebido"), into(3*day+20*time.Hour, "Orçamento"), valued(3*day+6*time.Hour, 1_428_00),
			into(3*day+5*time.Hour, "Aguardando aprovação"), into(2*day+22*time.Hour, "Na bancada"),
		}},
		{"Vitrola Philips 1962: mecanismo", "Clara Figueiredo", byRita, 520_00, 0, []deed{
			into(2*day+2*time.Hour, "Recebido"), into(2*day+time.Hour, "Orçamento"),
		}},
		{"Amplificador do palco: desarma quente", "Bar do Juca", byPaula, 350_00, 0, []deed{into(29*time.Hour, "Recebido")}},
		{"12 cabos XLR de 5 m", "Estúdio Caixa Preta", byJoao, 744_00, 2, []deed{into(11*time.Hour, "Recebido"), into(9*time.Hour, "Na bancada")}},
		{"Cubo Meteoro: chiado (garantia)", "Otávio Ramos", byRita, 0, 0, []deed{into(7*time.Hour, "Recebido"), given(6*time.Hour, byPaula)}},
		{"Mesa Yamaha de 16 canais: dois faders", "Rogério Sá", byPaula, 620_00, 6, []deed{into(100*time.Minute, "Recebido"), into(70*time.Minute, "Orçamento")}},
		{"Toca-discos Gradiente: rotação", "Helena Prates", byPaula, 180_00, 4, []deed{into(8*time.Minute, "Recebido")}},
	}},
	{center.PipelineEdit{
		Name: "Contratos e eventos", Currency: "BRL",
		Stages: []desk.Stage{
			{Name: "Contato", Color: "gray", Limit: 72 * time.Hour},
			{Name: "Visita", Color: "teal", Limit: 120 * time.Hour},
			{Name: "Proposta", Color: "blue", Limit: 7 * day},
			{Name: "Negociação", Color: "amber", Limit: 10 * day},
		},
		LostReasons: []string{"Preço", "Adiado", "Escolheu outro fornecedor"},
	}, []opportunity{
		{"Contrato mensal de plantão", "Rádio Comunitária Vila Nova", byPaula, 4_800_00, 0, []deed{
			into(14*day, "Contato"), into(12*day, "Proposta"), won(5*day+4*time.Hour, ""),
		}},
		{"Manutenção do som por um ano", "Teatro Municipal de Santo André", byRita, 18_400_00, 15, []deed{
			into(13*day, "Contato"), into(12*day, "Visita"), into(10*day, "Proposta"),
		}},
		{"Locação de PA para o festival", "Casa de Shows Marimbondo", byLucia, 7_500_00, 0, []deed{
			into(9*day, "Contato"), lost(8*day, "Escolheu outro fornecedor"),
		}},
		{"Revisão do PA antes da temporada", "Casa de Shows Marimbondo", byLucia, 2_600_00, 6, []deed{
			into(7*day, "Contato"), into(6*day, "Proposta"), valued(4*day, 2_350_00), into(4*day-time.Hour, "Negociação"),
		}},
		{"Cabeamento da sala B", "Estúdio Caixa Preta", byJoao, 9_400_00, 9, []deed{
			into(5*day, "Visita"), into(3*day, "Proposta"), given(2*day, byPaula),
		}},
		{"Oficina de áudio para a equipe", "Escola Som e Cor", byJoao, 1_200_00, 30, []deed{into(2*day, "Contato")}},
		{"Troca das caixas do templo", "Igreja Batista da Penha", byLucia, 6_900_00, 12, []deed{into(20*time.Hour, "Contato"), into(19*time.Hour, "Visita")}},
	}},
}
