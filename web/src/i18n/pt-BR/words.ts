import type { words as english } from "../en/words";

/** Portuguese of Brazil: reasons, failures, states, and the words of a timeline. */
export const words: typeof english = {
  reason: {
    blocked: {
      message: "Este usuário está bloqueado.",
      fix: "Um administrador o desbloqueia em Usuários.",
    },
    not_seen: {
      message: "Nenhum departamento desta pessoa tem esta conta.",
      fix: "Um administrador adiciona a conta a um departamento.",
    },
    module_off: {
      message: "O módulo de ligações não está ativo no seu plano.",
      fix: "Fale com o comercial para ativá-lo.",
    },
    account_disconnected: {
      message: "A conta de WhatsApp não está conectada.",
      fix: "Um administrador a conecta em Configurações de Contas.",
    },
    account_off: {
      message: "As ligações estão desativadas para esta conta.",
      fix: "Um administrador as ativa em WhatsApp Ligações.",
    },
    no_permission: {
      message: "Seu grupo de permissões não inclui SAC 360º > WhatsApp API > Ligações.",
      fix: "Peça essa permissão a um administrador.",
    },
    no_crm: {
      message: "Seus grupos de permissões não incluem CRM.",
      fix: "Peça essa permissão a um administrador.",
    },
    no_settings: {
      message: "Seus grupos de permissões não incluem as Configurações do Sistema.",
      fix: "Peça a um administrador.",
    },
    not_admin: {
      message: "Só um administrador pode fazer isto.",
      fix: "Peça a um administrador.",
    },
    not_operator: {
      message: "Você não é operador de ligação desta conta.",
      fix: "Peça a um administrador que inclua você como operador.",
    },
    do_not_contact: {
      message: "Este contato não quer ser contatado.",
      fix: "Quem pode alterar contatos pode tirar a marca, quando o contato concordar.",
    },
    owned: {
      message: "Este contato é de outros responsáveis, e esta pessoa não o vê.",
      fix: "Um dos responsáveis, ou um administrador, pode incluir a pessoa.",
    },
    no_whatsapp: {
      message: "Este contato não tem o campo WhatsApp preenchido.",
      fix: "Preencha o número do contato.",
    },
    restricted: {
      message: "A Meta pausou as ligações e solicitações de ligação desta conta por baixa qualidade.",
      fix: "Mensagens continuam funcionando e as autorizações seguem válidas.",
    },
    wrong_channel: {
      message: "Este atendimento não é pela WhatsApp API.",
      fix: "Use o atendimento do contato pela WhatsApp API.",
    },
    no_service: {
      message: "Este contato não tem atendimento aberto pela WhatsApp API.",
      fix: "Um atendimento se abre quando o contato escreve.",
    },
    window_closed: {
      message: "A janela de atendimento de 24 h está fechada.",
      fix: "Ela reabre quando o contato escrever.",
    },
    request_pending: {
      message: "Há uma solicitação de ligação enviada.",
      fix: "Aguarde a resposta do contato à solicitação.",
    },
    request_limit: {
      message: "Limite de solicitações atingido: 1 em 24 h, 2 em 7 dias.",
      fix: "Uma ligação atendida zera o limite.",
    },
    already_permanent: {
      message: "O contato sempre autoriza ligações.",
      fix: "Não é preciso solicitar: ligue.",
    },
    not_asked: {
      message: "Ainda não foi pedida a autorização do contato.",
      fix: "Envie uma solicitação de ligação.",
    },
    asked: {
      message: "O contato ainda não respondeu à solicitação de ligação.",
      fix: "Aguarde a resposta; o botão se ativa sozinho.",
    },
    declined: {
      message: "O contato recusou a solicitação de ligação.",
      fix: "Peça em uma mensagem; o contato ainda pode autorizar por lá.",
    },
    expired: {
      message: "A autorização expirou.",
      fix: "Envie uma nova solicitação de ligação.",
    },
    revoked: {
      message: "A autorização foi revogada.",
      fix: "Envie uma nova solicitação de ligação.",
    },
    call_limit: {
      message: "Limite de ligações para este contato atingido: 100 em 24 h.",
      fix: "Tente mais tarde.",
    },
    contact_busy: {
      message: "Alguém da sua equipe está em ligação com este contato.",
      fix: "Espere essa ligação terminar.",
    },
    operator_busy: {
      message: "Você já está em uma ligação.",
      fix: "Encerre-a antes de começar outra.",
    },
    offline: {
      message: "O servidor não responde.",
      fix: "Verifique a conexão e tente de novo.",
    },
    shutting_down: {
      message: "O servidor está sendo reiniciado.",
      fix: "Tente de novo em um minuto.",
    },
    place_failed: {
      message: "Não foi possível fazer a ligação.",
      fix: "Tente de novo. Se acontecer outra vez, passe os detalhes técnicos ao suporte.",
    },
    hang_up_failed: {
      message: "Não foi possível desligar.",
      fix: "Tente de novo.",
    },
    audio_lost: {
      message: "Não foi possível reconectar o áudio.",
      fix: "Verifique a rede e conecte o áudio.",
    },
    mic_refused: {
      message: "O navegador não pode usar o microfone.",
      fix: "Permita-o no ícone ao lado do endereço e ligue de novo. Ninguém foi chamado.",
    },
    mic_absent: {
      message: "Nenhum microfone foi encontrado.",
      fix: "Conecte um e ligue de novo. Ninguém foi chamado.",
    },
    mic_busy: {
      message: "O microfone está em uso por outro programa.",
      fix: "Feche esse programa e ligue de novo. Ninguém foi chamado.",
    },
    mic_insecure: {
      message: "Navegadores só dão o microfone a páginas com https.",
      fix: "Abra o console com https ou na máquina em que ele roda.",
    },
    mic_unsupported: {
      message: "Este navegador não consegue usar um microfone.",
      fix: "Use um Chrome, Edge, Firefox ou Safari atual.",
    },
    mic_failed: {
      message: "Não foi possível abrir o microfone.",
      fix: "Escolha outro e ligue de novo. Ninguém foi chamado.",
    },
    other: {
      message: "Isto não é possível agora.",
      fix: "Tente de novo em instantes.",
    },
  },
  failure: {
    no_authorization: {
      message: "O WhatsApp não tem autorização para esta ligação.",
      fix: "Envie uma nova solicitação de ligação.",
    },
    calling_off: {
      message: "As ligações deste número estão desativadas na Meta.",
      fix: "Um administrador as ativa em WhatsApp Ligações.",
    },
    uncallable: {
      message: "Não é possível ligar para este contato pelo WhatsApp.",
      fix: "O aplicativo pode ser antigo ou o número não tem WhatsApp. Escreva.",
    },
    contact_busy: {
      message: "Já há uma ligação em andamento com este contato.",
      fix: "Espere ela terminar.",
    },
    call_limit: {
      message: "O limite da Meta de ligações para este contato foi atingido.",
      fix: "Tente amanhã.",
    },
    rate_limit: {
      message: "Ligações demais ao mesmo tempo neste número.",
      fix: "Espere um minuto e ligue de novo.",
    },
    country_not_available: {
      message: "O WhatsApp não oferece ligações de empresas para este país.",
      fix: "Escreva.",
    },
    restricted: {
      message: "A Meta restringiu as ligações deste número.",
      fix: "Um administrador encontra o motivo no Gerenciador do WhatsApp.",
    },
    payment: {
      message: "A Meta exige uma forma de pagamento válida.",
      fix: "Um administrador a informa no Gerenciador do WhatsApp.",
    },
    setup: {
      message: "A Meta recusou a configuração de áudio da ligação.",
      fix: "Ligue de novo. Se acontecer outra vez, passe os detalhes técnicos ao suporte.",
    },
    token: {
      message: "A Meta não aceita o token de acesso da conta.",
      fix: "Um administrador informa um novo em Configurações de Contas.",
    },
    unreachable: {
      message: "Não foi possível falar com a Meta, ou ela teve uma falha própria.",
      fix: "Tente de novo em instantes.",
    },
    timeout: {
      message: "A Meta não respondeu a tempo.",
      fix: "Ligue de novo.",
    },
    media_lost: {
      message: "A conexão de áudio com o WhatsApp caiu.",
      fix: "Ligue de novo.",
    },
    restarted: {
      message: "O servidor foi reiniciado durante a ligação.",
      fix: "Ligue de novo.",
    },
    shut_down: {
      message: "O servidor foi parado durante a ligação.",
      fix: "Ligue de novo quando ele voltar.",
    },
    meta: {
      message: "A Meta recusou ou encerrou a ligação.",
      fix: "Os detalhes técnicos mostram as palavras da Meta.",
    },
  },
  callState: {
    dialing: "conectando",
    alerting: "chamando",
    ringing: "tocando aqui",
    answering: "sendo atendida",
    active: "em conversa",
    held: "em espera",
    ended: "encerrada",
    new: "nova",
  },
  outcome: {
    completed: "Atendida",
    declined: "Recusada",
    unanswered: "Não atendida",
    cancelled: "Cancelada",
    busy: "Ocupado",
    missed: "Perdida",
    refused: "Recusada aqui",
    failed: "Falhou",
  },
  line: {
    dialed: "{{user}} fez a ligação",
    placed: "A Meta aceitou a ligação e lhe deu um id",
    place_failed: "A Meta não aceitou a ligação",
    claimed: "{{user}} atendeu",
    accept_confirmed: "A Meta confirmou o atendimento",
    accept_failed: "A Meta recusou o atendimento",
    declined_here: "{{user}} recusou a ligação",
    hung_up: "{{user}} desligou",
    held_here: "{{user}} pôs a ligação em espera",
    resumed: "{{user}} retomou a ligação",
    operator_joined: "O áudio de {{user}} está conectado",
    operator_left: "O áudio de {{user}} caiu",
    close_confirmed: "A Meta confirmou que a ligação acabou",
    offered: "O contato liga",
    connected: "A Meta enviou sua resposta de áudio",
    rang: "O telefone do contato toca",
    accepted: "O contato atendeu",
    rejected: "O contato recusou",
    terminated: "A Meta informa o fim da ligação",
    expired: "O tempo desta etapa acabou",
    media_up: "Primeiro áudio do contato",
    media_lost: "O áudio do contato parou",
    spoke: "Ouve-se o contato: ele atendeu",
    meta_left: "O WhatsApp encerrou o áudio",
    node_lost: "O servidor com o áudio da ligação caiu",
    shut_down: "O servidor está sendo parado",
    answer_lost: "A resposta de áudio da Meta não pôde ser usada",
    recording_ready: "A Meta tem uma gravação da ligação",
    transcript_ready: "A Meta tem uma transcrição da ligação",
    voicemail_left: "O contato deixou uma mensagem de voz",
    other: "{{kind}}",
    somebody: "Alguém",
    talked: "conversa de {{time}}",
    failedFacts: "informada como falha",
  },
};
