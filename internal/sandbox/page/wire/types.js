// The shapes that the sandbox sends to this page. Nothing here runs; the other
// modules name these types in their comments.

/**
 * @typedef {object} Permission
 * @property {string} status none, temporary, permanent or declined
 * @property {number} [expires_unix] seconds; only for temporary
 */

/**
 * @typedef {object} Call
 * @property {string} id the call's wacid
 * @property {"BUSINESS_INITIATED" | "USER_INITIATED"} direction
 * @property {"ringing" | "active" | "voicemail" | "ended"} state
 * @property {number} since_unix when the state began, in seconds
 * @property {string} [ended_reason]
 * @property {boolean} [voicemail] the business did not answer and its voicemail did
 * @property {boolean} [recorded] the business records or transcribes it
 */

/**
 * @typedef {object} User
 * @property {string} id the wa_id, or the bsuid of somebody who hides the number
 * @property {string} [wa_id]
 * @property {string} [name]
 * @property {string} [username]
 * @property {string} [bsuid]
 * @property {boolean} [hide_phone]
 * @property {boolean} [on_whatsapp]
 * @property {string} [country] two letters
 * @property {string} [client] current or old
 * @property {string} [behaviour] manual, answer, decline, ignore, busy or vanish
 * @property {number} [answer_after_ms]
 * @property {string} [sound] microphone, tone, file, echo or silence
 * @property {string} [sound_media_id] what the sound "file" plays; without it a spoken greeting
 * @property {number} [packet_loss_percent] 0 to 90, both ways
 * @property {number} [hang_up_after_ms] after it was picked up; 0 is never
 * @property {string} [magic] what a magic number does, in one sentence
 * @property {Permission} [permission]
 * @property {Call | null} [call]
 */

/**
 * @typedef {object} Request the question of a call permission request
 * @property {string} answered empty, accept_temporary, accept_permanent or reject
 * @property {boolean} expired
 */

/**
 * @typedef {object} Media
 * @property {string} id its bytes are at /sandbox/media/{id}
 * @property {"image" | "audio" | "voice" | "video" | "document" | "sticker"} kind
 * @property {string} [mime]
 * @property {string} [name]
 * @property {number} [size] bytes
 */

/**
 * @typedef {object} Button
 * @property {string} id
 * @property {"call" | "reply" | "url" | "phone"} kind
 * @property {string} text
 * @property {boolean} [expired] only a call button expires
 * @property {string} [url]
 */

/**
 * @typedef {object} Place
 * @property {number} latitude
 * @property {number} longitude
 * @property {string} [name]
 * @property {string} [address]
 */

/**
 * @typedef {object} ContactCard
 * @property {string} name
 * @property {string[]} [phones]
 */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {"business" | "user"} from
 * @property {"text" | "call_permission_request" | "permission_reply" | "system" | "call" | "template" | "interactive" | "media" | "location" | "contacts" | "voicemail"} kind
 * @property {string} text
 * @property {number} at_unix
 * @property {string} [status] sent, delivered, read or failed
 * @property {Request} [request]
 * @property {string} [header]
 * @property {string} [footer]
 * @property {Button[]} [buttons]
 * @property {Media} [media]
 * @property {Place} [location]
 * @property {ContactCard[]} [contacts]
 * @property {string} [reaction] an emoji that the other side left on it
 * @property {string} [reply_to] the message that it answers
 */

/**
 * @typedef {object} Callable whether, and how, the business can be called from the chat
 * @property {boolean} allowed
 * @property {string} why calling_off, icon_hidden, closed, restricted, country or empty
 * @property {number} [opens_unix] when call hours begin next
 * @property {boolean} [callback] whether a callback can be asked for
 */

/**
 * @typedef {object} Business
 * @property {string} name
 * @property {string} phone
 * @property {Callable} [call]
 */

/**
 * @typedef {object} State the whole of one phone; sent again after every change
 * @property {"state"} type
 * @property {User} user
 * @property {Business} business
 * @property {Message[]} messages
 * @property {Permission} permission
 * @property {Call | null} call
 * @property {number} now_unix the sandbox's clock, which can be moved
 */

/**
 * @typedef {object} Attempt one POST of a webhook
 * @property {number} at_unix
 * @property {number} [http_status]
 * @property {string} [answer] the first bytes of it
 * @property {string} [error]
 * @property {number} duration_ms
 */

/**
 * @typedef {object} Delivery one webhook on its way
 * @property {string} id
 * @property {string} field
 * @property {string} body
 * @property {"pending" | "delivered" | "given_up" | "dropped"} status
 * @property {number} created_unix
 * @property {Attempt[]} attempts
 */

/**
 * @typedef {object} Webhook
 * @property {string} url
 * @property {string} verify_token
 * @property {string} app_secret
 * @property {string[] | null} fields
 */

/**
 * @typedef {object} MediaReport what the sandbox's media saw of the business
 * @property {number} [ice_connected_ms]
 * @property {number} [dtls_connected_ms]
 * @property {number} [first_media_after_accept_ms] negative: before it
 * @property {number} ssrc_count
 * @property {number} early_media_packets
 * @property {number} packets_received
 * @property {number} packets_lost
 * @property {number} rtcp_received
 * @property {number} packets_sent
 * @property {number} ice_role_conflicts
 * @property {boolean} phone_joined
 * @property {number} [packets_not_negotiated] with a payload type that nobody agreed on
 * @property {boolean} [pretended] there was no media: all of this is made up
 */

/**
 * @typedef {object} LoggedCall a call as the control plane lists it
 * @property {string} id
 * @property {string} user_id
 * @property {"BUSINESS_INITIATED" | "USER_INITIATED"} direction
 * @property {string} state
 * @property {number} created_unix
 * @property {number} [ringing_unix]
 * @property {number} [picked_up_unix]
 * @property {number} [ended_unix]
 * @property {string} [ended_reason]
 * @property {string} [cta_payload]
 * @property {string} [deeplink_payload]
 * @property {string} [biz_opaque_callback_data]
 * @property {string[]} [warnings]
 * @property {MediaReport} [media]
 */

/**
 * @typedef {object} Template a message template of the account
 * @property {string} id
 * @property {string} name
 * @property {string} language
 * @property {string} category
 * @property {string} status
 * @property {string} [rejected_reason]
 * @property {string} text
 * @property {boolean} call_permission_request
 */

/**
 * @typedef {object} Restriction
 * @property {string} type
 * @property {number} [expiration_unix]
 * @property {string} [reason]
 */

/** @typedef {Record<string, any>} Account the fields of /sandbox/account */
/** @typedef {Record<string, any>} Faults the fields of /sandbox/faults */

export {};
