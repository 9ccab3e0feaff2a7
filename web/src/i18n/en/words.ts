/** English: reasons, failures, states, and the words of a timeline. */
export const words = {
  reason: {
    blocked: {
      message: "This user is blocked.",
      fix: "An administrator unblocks them in Users.",
    },
    not_seen: {
      message: "None of their departments has this account.",
      fix: "An administrator adds the account to a department.",
    },
    module_off: {
      message: "Calling is not part of your plan.",
      fix: "Talk to sales to have it activated.",
    },
    account_disconnected: {
      message: "The WhatsApp account is not connected.",
      fix: "An administrator connects it in Account Settings.",
    },
    account_off: {
      message: "Calls are switched off for this account.",
      fix: "An administrator switches them on in WhatsApp Calls.",
    },
    no_permission: {
      message: "Your permission group does not include SAC 360º > WhatsApp API > Calls.",
      fix: "Ask an administrator for this permission.",
    },
    no_crm: {
      message: "Your permission groups do not include CRM.",
      fix: "Ask an administrator for this permission.",
    },
    no_settings: {
      message: "Your permission groups do not include System Settings.",
      fix: "Ask an administrator.",
    },
    not_admin: {
      message: "Only an administrator can do this.",
      fix: "Ask an administrator.",
    },
    not_operator: {
      message: "You are not a call operator of this account.",
      fix: "Ask an administrator to add you as an operator.",
    },
    do_not_contact: {
      message: "This contact does not want to be contacted.",
      fix: "Whoever may change contacts can take the mark away, when the contact agrees.",
    },
    owned: {
      message: "This contact belongs to others, and this person does not see them.",
      fix: "One of the owners, or an administrator, can add the person.",
    },
    no_whatsapp: {
      message: "This contact has no WhatsApp number.",
      fix: "Fill in the number of the contact.",
    },
    restricted: {
      message: "Meta has paused calls and call requests of this account for low quality.",
      fix: "Messages still work, and permissions stay valid.",
    },
    wrong_channel: {
      message: "This service is not on the WhatsApp API.",
      fix: "Use the contact's service on the WhatsApp API.",
    },
    no_service: {
      message: "This contact has no open service on the WhatsApp API.",
      fix: "A service opens when the contact writes to you.",
    },
    window_closed: {
      message: "The 24 h service window is closed.",
      fix: "It opens again when the contact writes.",
    },
    request_pending: {
      message: "A call request is out.",
      fix: "Wait for the contact to answer it.",
    },
    request_limit: {
      message: "The limit of call requests is reached: 1 in 24 h, 2 in 7 days.",
      fix: "A call that is answered resets it.",
    },
    already_permanent: {
      message: "The contact always allows calls.",
      fix: "No request is needed: call.",
    },
    not_asked: {
      message: "The contact was not asked for permission yet.",
      fix: "Send a call request.",
    },
    asked: {
      message: "The contact has not answered the call request yet.",
      fix: "Wait for the answer; the button lights up by itself.",
    },
    declined: {
      message: "The contact declined the call request.",
      fix: "Ask in a message; the contact can still allow it there.",
    },
    expired: {
      message: "The authorization expired.",
      fix: "Send a new call request.",
    },
    revoked: {
      message: "The authorization was revoked.",
      fix: "Send a new call request.",
    },
    call_limit: {
      message: "The limit of calls to this contact is reached: 100 in 24 h.",
      fix: "Try again later.",
    },
    contact_busy: {
      message: "Somebody of your team is in a call with this contact.",
      fix: "Wait until that call ends.",
    },
    operator_busy: {
      message: "You are in a call already.",
      fix: "End it before you start another.",
    },
    offline: {
      message: "The server does not answer.",
      fix: "Check the connection and try again.",
    },
    shutting_down: {
      message: "The server is being restarted.",
      fix: "Try again in a minute.",
    },
    place_failed: {
      message: "The call could not be placed.",
      fix: "Try again. If it happens again, give the technical details to support.",
    },
    hang_up_failed: {
      message: "Hanging up did not work.",
      fix: "Try again.",
    },
    audio_lost: {
      message: "The audio could not be connected again.",
      fix: "Check the network, then connect the audio.",
    },
    mic_refused: {
      message: "The browser may not use the microphone.",
      fix: "Allow it with the icon beside the address, then call again. Nobody was called.",
    },
    mic_absent: {
      message: "No microphone was found.",
      fix: "Connect one, then call again. Nobody was called.",
    },
    mic_busy: {
      message: "The microphone is used by another program.",
      fix: "Close that program, then call again. Nobody was called.",
    },
    mic_insecure: {
      message: "Browsers give the microphone only to pages with https.",
      fix: "Open the console with https, or on the machine that it runs on.",
    },
    mic_unsupported: {
      message: "This browser cannot use a microphone.",
      fix: "Use a current Chrome, Edge, Firefox or Safari.",
    },
    mic_failed: {
      message: "The microphone could not be opened.",
      fix: "Choose another one, then call again. Nobody was called.",
    },
    other: {
      message: "This is not possible now.",
      fix: "Try again in a moment.",
    },
  },
  failure: {
    no_authorization: {
      message: "WhatsApp has no authorization for this call.",
      fix: "Send a new call request.",
    },
    calling_off: {
      message: "Calls are switched off for this number at Meta.",
      fix: "An administrator switches them on in WhatsApp Calls.",
    },
    uncallable: {
      message: "The contact cannot be called on WhatsApp.",
      fix: "Their app may be too old, or the number has no WhatsApp. Write instead.",
    },
    contact_busy: {
      message: "A call with this contact is already going on.",
      fix: "Wait until it ends.",
    },
    call_limit: {
      message: "Meta's limit of calls to this contact is reached.",
      fix: "Try again tomorrow.",
    },
    rate_limit: {
      message: "Too many calls at once for this number.",
      fix: "Wait a minute and call again.",
    },
    country_not_available: {
      message: "WhatsApp does not offer business calls to this country.",
      fix: "Write instead.",
    },
    restricted: {
      message: "Meta restricted calls of this number.",
      fix: "An administrator finds the reason in the WhatsApp Manager.",
    },
    payment: {
      message: "Meta wants a valid payment method.",
      fix: "An administrator sets it in the WhatsApp Manager.",
    },
    setup: {
      message: "Meta refused the call's audio set-up.",
      fix: "Call again. If it happens again, give the technical details to support.",
    },
    token: {
      message: "Meta does not accept the account's access token.",
      fix: "An administrator enters a new one in Account Settings.",
    },
    unreachable: {
      message: "Meta could not be reached, or had a fault of its own.",
      fix: "Try again in a moment.",
    },
    timeout: {
      message: "Meta did not answer in time.",
      fix: "Call again.",
    },
    media_lost: {
      message: "The audio connection to WhatsApp was lost.",
      fix: "Call again.",
    },
    restarted: {
      message: "The server was restarted during the call.",
      fix: "Call again.",
    },
    shut_down: {
      message: "The server was stopped during the call.",
      fix: "Call again when it is back.",
    },
    meta: {
      message: "Meta refused or ended the call.",
      fix: "The technical details show Meta's own words.",
    },
  },
  callState: {
    dialing: "connecting",
    alerting: "ringing",
    ringing: "ringing here",
    answering: "being answered",
    active: "talking",
    held: "on hold",
    ended: "ended",
    new: "new",
  },
  outcome: {
    completed: "Answered",
    declined: "Declined",
    unanswered: "Not answered",
    cancelled: "Cancelled",
    busy: "Busy",
    missed: "Missed",
    refused: "Declined here",
    failed: "Failed",
  },
  line: {
    dialed: "{{user}} placed the call",
    placed: "Meta took the call and named it",
    place_failed: "Meta did not take the call",
    claimed: "{{user}} answered",
    accept_confirmed: "Meta confirmed the answer",
    accept_failed: "Meta refused the answer",
    declined_here: "{{user}} declined the call",
    hung_up: "{{user}} hung up",
    held_here: "{{user}} put the call on hold",
    resumed: "{{user}} resumed the call",
    operator_joined: "{{user}}'s audio is connected",
    operator_left: "{{user}}'s audio is gone",
    close_confirmed: "Meta confirmed that the call is over",
    offered: "The contact calls",
    connected: "Meta sent its audio answer",
    rang: "The contact's phone rings",
    accepted: "The contact answered",
    rejected: "The contact declined",
    terminated: "Meta reports the end of the call",
    expired: "The time for this step ran out",
    media_up: "First audio from the contact",
    media_lost: "No audio from the contact any more",
    spoke: "The contact is heard: they have picked up",
    meta_left: "WhatsApp closed the audio",
    node_lost: "The server with the call's audio is gone",
    shut_down: "The server is being stopped",
    answer_lost: "Meta's audio answer could not be used",
    recording_ready: "Meta has a recording of the call",
    transcript_ready: "Meta has a transcript of the call",
    voicemail_left: "The contact left a voicemail",
    other: "{{kind}}",
    somebody: "Somebody",
    talked: "talked {{time}}",
    failedFacts: "reported as failed",
  },
};
