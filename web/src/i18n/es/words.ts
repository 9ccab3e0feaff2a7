import type { words as english } from "../en/words";

/** Spanish: reasons, failures, states, and the words of a timeline. */
export const words: typeof english = {
  reason: {
    blocked: {
      message: "Este usuario está bloqueado.",
      fix: "Un administrador lo desbloquea en Usuarios.",
    },
    not_seen: {
      message: "Ningún departamento de esta persona tiene esta cuenta.",
      fix: "Un administrador añade la cuenta a un departamento.",
    },
    module_off: {
      message: "Las llamadas no están incluidas en tu plan.",
      fix: "Habla con ventas para activarlas.",
    },
    account_disconnected: {
      message: "La cuenta de WhatsApp no está conectada.",
      fix: "Un administrador la conecta en Configuración de Cuentas.",
    },
    account_off: {
      message: "Las llamadas están desactivadas para esta cuenta.",
      fix: "Un administrador las activa en Llamadas de WhatsApp.",
    },
    no_permission: {
      message: "Tu grupo de permisos no incluye SAC 360º > WhatsApp API > Llamadas.",
      fix: "Pide este permiso a un administrador.",
    },
    no_crm: {
      message: "Tus grupos de permisos no incluyen CRM.",
      fix: "Pide este permiso a un administrador.",
    },
    no_settings: {
      message: "Tus grupos de permisos no incluyen la Configuración del Sistema.",
      fix: "Pídelo a un administrador.",
    },
    not_admin: {
      message: "Solo un administrador puede hacer esto.",
      fix: "Pídelo a un administrador.",
    },
    not_operator: {
      message: "No eres operador de llamadas de esta cuenta.",
      fix: "Pide a un administrador que te añada como operador.",
    },
    do_not_contact: {
      message: "Este contacto no quiere ser contactado.",
      fix: "Quien puede cambiar contactos puede quitar la marca, cuando el contacto esté de acuerdo.",
    },
    owned: {
      message: "Este contacto es de otros responsables, y esta persona no lo ve.",
      fix: "Uno de los responsables, o un administrador, puede añadir a la persona.",
    },
    no_whatsapp: {
      message: "Este contacto no tiene número de WhatsApp.",
      fix: "Completa el número del contacto.",
    },
    restricted: {
      message: "Meta pausó las llamadas y solicitudes de llamada de esta cuenta por baja calidad.",
      fix: "Los mensajes siguen funcionando y los permisos siguen siendo válidos.",
    },
    wrong_channel: {
      message: "Esta atención no es por la WhatsApp API.",
      fix: "Usa la atención del contacto por la WhatsApp API.",
    },
    no_service: {
      message: "Este contacto no tiene una atención abierta por la WhatsApp API.",
      fix: "Se abre una cuando el contacto te escribe.",
    },
    window_closed: {
      message: "La ventana de atención de 24 h está cerrada.",
      fix: "Se abre de nuevo cuando el contacto escriba.",
    },
    request_pending: {
      message: "Hay una solicitud de llamada enviada.",
      fix: "Espera a que el contacto la responda.",
    },
    request_limit: {
      message: "Se alcanzó el límite de solicitudes: 1 en 24 h, 2 en 7 días.",
      fix: "Una llamada contestada lo pone a cero.",
    },
    already_permanent: {
      message: "El contacto siempre autoriza llamadas.",
      fix: "No hace falta solicitar: llama.",
    },
    not_asked: {
      message: "Aún no se pidió autorización al contacto.",
      fix: "Envía una solicitud de llamada.",
    },
    asked: {
      message: "El contacto no ha respondido a la solicitud de llamada.",
      fix: "Espera la respuesta; el botón se activa solo.",
    },
    declined: {
      message: "El contacto rechazó la solicitud de llamada.",
      fix: "Pídelo en un mensaje; el contacto aún puede autorizarla allí.",
    },
    expired: {
      message: "La autorización venció.",
      fix: "Envía una nueva solicitud de llamada.",
    },
    revoked: {
      message: "La autorización fue revocada.",
      fix: "Envía una nueva solicitud de llamada.",
    },
    call_limit: {
      message: "Se alcanzó el límite de llamadas a este contacto: 100 en 24 h.",
      fix: "Inténtalo más tarde.",
    },
    contact_busy: {
      message: "Alguien de tu equipo está en una llamada con este contacto.",
      fix: "Espera a que termine.",
    },
    operator_busy: {
      message: "Ya estás en una llamada.",
      fix: "Termínala antes de empezar otra.",
    },
    offline: {
      message: "El servidor no responde.",
      fix: "Revisa la conexión e inténtalo de nuevo.",
    },
    shutting_down: {
      message: "El servidor se está reiniciando.",
      fix: "Inténtalo de nuevo en un minuto.",
    },
    place_failed: {
      message: "No se pudo hacer la llamada.",
      fix: "Inténtalo de nuevo. Si vuelve a pasar, da los detalles técnicos a soporte.",
    },
    hang_up_failed: {
      message: "No se pudo colgar.",
      fix: "Inténtalo de nuevo.",
    },
    audio_lost: {
      message: "No se pudo reconectar el audio.",
      fix: "Revisa la red y conecta el audio.",
    },
    mic_refused: {
      message: "El navegador no puede usar el micrófono.",
      fix: "Permítelo en el icono junto a la dirección y llama de nuevo. No se llamó a nadie.",
    },
    mic_absent: {
      message: "No se encontró ningún micrófono.",
      fix: "Conecta uno y llama de nuevo. No se llamó a nadie.",
    },
    mic_busy: {
      message: "Otro programa usa el micrófono.",
      fix: "Cierra ese programa y llama de nuevo. No se llamó a nadie.",
    },
    mic_insecure: {
      message: "Los navegadores solo dan el micrófono a páginas con https.",
      fix: "Abre la consola con https o en la máquina donde funciona.",
    },
    mic_unsupported: {
      message: "Este navegador no puede usar un micrófono.",
      fix: "Usa un Chrome, Edge, Firefox o Safari actual.",
    },
    mic_failed: {
      message: "No se pudo abrir el micrófono.",
      fix: "Elige otro y llama de nuevo. No se llamó a nadie.",
    },
    other: {
      message: "Esto no es posible ahora.",
      fix: "Inténtalo de nuevo en un momento.",
    },
  },
  failure: {
    no_authorization: {
      message: "WhatsApp no tiene autorización para esta llamada.",
      fix: "Envía una nueva solicitud de llamada.",
    },
    calling_off: {
      message: "Las llamadas de este número están desactivadas en Meta.",
      fix: "Un administrador las activa en Llamadas de WhatsApp.",
    },
    uncallable: {
      message: "No se puede llamar a este contacto por WhatsApp.",
      fix: "Su aplicación puede ser antigua o el número no tiene WhatsApp. Escríbele.",
    },
    contact_busy: {
      message: "Ya hay una llamada en curso con este contacto.",
      fix: "Espera a que termine.",
    },
    call_limit: {
      message: "Se alcanzó el límite de Meta de llamadas a este contacto.",
      fix: "Inténtalo mañana.",
    },
    rate_limit: {
      message: "Demasiadas llamadas a la vez en este número.",
      fix: "Espera un minuto y llama de nuevo.",
    },
    country_not_available: {
      message: "WhatsApp no ofrece llamadas de empresas a este país.",
      fix: "Escríbele.",
    },
    restricted: {
      message: "Meta restringió las llamadas de este número.",
      fix: "Un administrador encuentra el motivo en el Administrador de WhatsApp.",
    },
    payment: {
      message: "Meta exige un medio de pago válido.",
      fix: "Un administrador lo indica en el Administrador de WhatsApp.",
    },
    setup: {
      message: "Meta rechazó la configuración de audio de la llamada.",
      fix: "Llama de nuevo. Si vuelve a pasar, da los detalles técnicos a soporte.",
    },
    token: {
      message: "Meta no acepta el token de acceso de la cuenta.",
      fix: "Un administrador indica uno nuevo en Configuración de Cuentas.",
    },
    unreachable: {
      message: "No se pudo contactar con Meta, o Meta tuvo un fallo propio.",
      fix: "Inténtalo de nuevo en un momento.",
    },
    timeout: {
      message: "Meta no respondió a tiempo.",
      fix: "Llama de nuevo.",
    },
    media_lost: {
      message: "Se perdió la conexión de audio con WhatsApp.",
      fix: "Llama de nuevo.",
    },
    restarted: {
      message: "El servidor se reinició durante la llamada.",
      fix: "Llama de nuevo.",
    },
    shut_down: {
      message: "El servidor se detuvo durante la llamada.",
      fix: "Llama de nuevo cuando vuelva.",
    },
    meta: {
      message: "Meta rechazó o terminó la llamada.",
      fix: "Los detalles técnicos muestran las palabras de Meta.",
    },
  },
  callState: {
    dialing: "conectando",
    alerting: "sonando",
    ringing: "sonando aquí",
    answering: "contestándose",
    active: "hablando",
    held: "en espera",
    ended: "terminada",
    new: "nueva",
  },
  outcome: {
    completed: "Contestada",
    declined: "Rechazada",
    unanswered: "Sin contestar",
    cancelled: "Cancelada",
    busy: "Ocupado",
    missed: "Perdida",
    refused: "Rechazada aquí",
    failed: "Falló",
  },
  line: {
    dialed: "{{user}} hizo la llamada",
    placed: "Meta aceptó la llamada y le dio un id",
    place_failed: "Meta no aceptó la llamada",
    claimed: "{{user}} contestó",
    accept_confirmed: "Meta confirmó la respuesta",
    accept_failed: "Meta rechazó la respuesta",
    declined_here: "{{user}} rechazó la llamada",
    hung_up: "{{user}} colgó",
    held_here: "{{user}} puso la llamada en espera",
    resumed: "{{user}} retomó la llamada",
    operator_joined: "El audio de {{user}} está conectado",
    operator_left: "El audio de {{user}} se perdió",
    close_confirmed: "Meta confirmó que la llamada terminó",
    offered: "El contacto llama",
    connected: "Meta envió su respuesta de audio",
    rang: "El teléfono del contacto suena",
    accepted: "El contacto contestó",
    rejected: "El contacto rechazó",
    terminated: "Meta informa el fin de la llamada",
    expired: "Se acabó el tiempo de este paso",
    media_up: "Primer audio del contacto",
    media_lost: "Ya no llega audio del contacto",
    spoke: "Se oye al contacto: ha contestado",
    meta_left: "WhatsApp cerró el audio",
    node_lost: "El servidor con el audio de la llamada se perdió",
    shut_down: "El servidor se está deteniendo",
    answer_lost: "La respuesta de audio de Meta no se pudo usar",
    recording_ready: "Meta tiene una grabación de la llamada",
    transcript_ready: "Meta tiene una transcripción de la llamada",
    voicemail_left: "El contacto dejó un mensaje de voz",
    other: "{{kind}}",
    somebody: "Alguien",
    talked: "conversación de {{time}}",
    failedFacts: "informada como fallida",
  },
};
