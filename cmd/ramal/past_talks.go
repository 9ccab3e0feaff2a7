package main

import (
	"time"

	"ramal/internal/call"
)

// acquaintances are the customers of the repair shop.
var acquaintances = []acquaintance{
	{"Marina Costa", "0101", "permanent"},
	{"Otávio Ramos", "0102", "temporary"},
	{"Helena Prates", "0103", ""},
	{"Rogério Sá", "0104", ""},
	{"Beatriz Nunes", "0105", "permanent"},
	{"Estúdio Caixa Preta", "0106", "permanent"},
	{"Igreja Batista da Penha", "0107", "temporary"},
	{"Bar do Juca", "0108", ""},
	{"Clara Figueiredo", "0109", ""},
	{"Escola Som e Cor", "0110", "temporary"},
	{"Wagner Tavares", "0111", ""},
	{"Sônia Albuquerque", "0112", ""},
	{"Rádio Comunitária Vila Nova", "0113", ""},
	{"Tiago Mendonça", "0114", ""},
	{"Lívia Santoro", "0115", "temporary"},
	{"Antônio Paiva", "0116", ""},
	{"Casa de Shows Marimbondo", "0117", ""},
	{"Priscila Azevedo", "0118", ""},
	{"Daniel Fontes", "0119", ""},
	{"Teatro Municipal de Santo André", "0120", ""},
	{"Karina Bittencourt", "0121", ""},
	{"Murilo Esteves", "0122", ""},
	{"Yara Monteiro", "0123", ""},
	{"Zeca do Cavaquinho", "0124", ""},
}

const day = 24 * time.Hour

// talks are what the repair shop and its customers said to each other, the newest first.
var talks = []talk{
	{"Helena Prates", 0, 18 * time.Minute, []turn{
		they("Boa tarde! Meu toca-discos Gradiente está girando devagar. Vocês consertam?"),
		they("Moro na Mooca, posso levar ainda hoje se der."),
	}},
	{"Rogério Sá", 0, 2 * time.Hour, []turn{
		they("Oi, vi no site que vocês fazem revisão de mesa de som."),
		they("É uma Yamaha de 16 canais. Dois faders falham."),
		they("Quanto tempo leva mais ou menos?"),
	}},
	{"Marina Costa", 0, 5 * time.Hour, []turn{
		they("Bom dia! O orçamento do receiver já saiu?"),
		we("Bom dia, Marina! Saiu, sim: R$ 480 com a troca dos condensadores e limpeza completa."),
		they("Pode fazer. Consigo buscar na sexta?"),
		we("Consegue. Deixo pronto na quinta à tarde e te ligo para combinar o horário."),
		asked(),
		replied("accept_permanent"),
		called(call.Completed, 3*time.Minute+12*time.Second),
		we("Combinado: sexta, às 10h. Até lá!"),
	}},
	{"Otávio Ramos", 1, 8 * time.Hour, []turn{
		they("O cubo Meteoro voltou a chiar depois de uma hora ligado."),
		we("Obrigada por avisar, Otávio. Pode trazer que está na garantia."),
		note("@Paula Reis troquei a válvula V2 no dia 12, pode ser a fonte."),
		they("Levo amanhã cedo."),
		asked(),
		replied("accept_temporary"),
		called(call.Unanswered, 0),
		we("Tentei ligar para adiantar o diagnóstico. Me avise quando puder falar."),
	}},
	{"Estúdio Caixa Preta", 2, 11 * time.Hour, []turn{
		they("Precisamos de 12 cabos XLR de 5 metros para sábado. Vocês montam?"),
		we("Montamos, sim. Prontos na sexta, R$ 62 cada com conector Neutrik."),
		they("Fechado. Mandem a chave Pix, por favor."),
		called(call.Completed, 6*time.Minute+41*time.Second).later(40 * time.Minute),
		we("Recebido! Separei no seu nome."),
	}},
	{"Igreja Batista da Penha", 3, 21 * time.Hour, []turn{
		they("Boa noite, a caixa da direita parou no meio do culto."),
		we("Boa noite! Chegou a sentir cheiro de queimado?"),
		they("Não, só parou. A luz continua acesa."),
		asked(),
		replied("accept_temporary"),
		called(call.Completed, 8*time.Minute+5*time.Second),
		note("É o driver. Visita marcada para quarta, 14h."),
	}},
	{"Bar do Juca", 0, 30 * time.Hour, []turn{
		they("Fala, pessoal! O amplificador do palco desarma quando esquenta."),
		we("Oi, Juca! Pode ser a ventoinha. Traz aqui que a gente testa na hora."),
		they("Vou ver com o técnico da casa primeiro."),
	}},
	{"Clara Figueiredo", 1, 2*day + 3*time.Hour, []turn{
		they("Vocês compram vitrola antiga? Era do meu avô, uma Philips de 1962."),
		we("Depende do estado, Clara. Manda umas fotos do mecanismo por baixo?"),
		they("Mando à noite, quando chegar em casa."),
		asked(),
		replied("reject"),
		we("Sem problema, seguimos por aqui."),
	}},
	{"Beatriz Nunes", 0, 3 * day, []turn{
		they("Oi! O som do carro ficou ótimo, obrigada!"),
		we("Que bom, Beatriz! Qualquer coisa, é só chamar."),
		called(call.Completed, 95*time.Second).later(2 * time.Hour),
		closed("Resolvido"),
	}},
	{"Escola Som e Cor", 2, 3*day + 5*time.Hour, []turn{
		they("Temos 8 teclados para revisão antes das aulas. Fazem desconto?"),
		we("Fazemos 15% a partir de cinco. Podemos buscar na quinta."),
		they("Perfeito, podem buscar às 9h."),
		called(call.Completed, 4*time.Minute+20*time.Second),
		closed("Orçamento aprovado"),
	}},
	{"Wagner Tavares", 3, 4 * day, []turn{
		missed(),
		they("Liguei agora há pouco. Queria saber do pedal de distorção."),
		we("Oi, Wagner! Desculpe, não conseguimos atender. Está pronto, pode buscar."),
		they("Valeu!"),
		closed("Resolvido"),
	}},
	{"Sônia Albuquerque", 1, 5 * day, []turn{
		they("Quero cancelar o conserto do rádio, por favor."),
		we("Tudo certo, Sônia. Pode retirar sem custo."),
		closed("Cliente desistiu"),
	}},
	{"Rádio Comunitária Vila Nova", 0, 6*day + 2*time.Hour, []turn{
		they("O transmissor está fora do ar. Atendem emergência?"),
		we("Atendemos. Posso ligar?"),
		asked(),
		replied("accept_temporary"),
		called(call.Completed, 14*time.Minute+33*time.Second),
		we("Chegamos aí em 40 minutos."),
		called(call.Completed, 2*time.Minute+8*time.Second).later(5 * time.Hour),
		closed("Resolvido"),
	}},
	{"Lívia Santoro", 2, 7 * day, []turn{
		they("Qual o prazo para restaurar um gravador de rolo?"),
		we("De três a quatro semanas, Lívia. As correias vêm de fora."),
		called(call.Declined, 0),
		we("Sem pressa! Quando puder, me diga um bom horário."),
		closed("Sem resposta do cliente"),
	}},
	{"Casa de Shows Marimbondo", 3, 9 * day, []turn{
		they("Vocês alugam PA para evento?"),
		we("Não alugamos, mas indico a Palco Forte. Precisa de manutenção no de vocês?"),
		they("Por enquanto não, obrigado."),
		closed("Fora do que fazemos"),
	}},
	{"Daniel Fontes", 0, 11 * day, []turn{
		they("Meu baixo está com ruído na jaqueta. Quanto fica?"),
		we("R$ 90, na hora, enquanto você espera."),
		they("Passo sábado."),
		closed("Resolvido"),
	}},
	{"Teatro Municipal de Santo André", 1, 13 * day, []turn{
		they("Bom dia. Solicitamos proposta para manutenção do som por um ano."),
		we("Bom dia! Podemos visitar na semana que vem para levantar os equipamentos."),
		called(call.Completed, 11*time.Minute+2*time.Second).later(26 * time.Minute),
		note("Proposta enviada por e-mail, R$ 18.400 por ano."),
		closed("Proposta enviada"),
	}},
}
