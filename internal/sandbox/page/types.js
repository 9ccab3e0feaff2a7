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
 * @property {"ringing" | "active" | "ended"} state
 * @property {number} since_unix when the state began, in seconds
 * @property {string} [ended_reason]
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
 * @property {string} [client]
 * @property {string} [behaviour]
 * @property {number} [answer_after_ms]
 * @property {string} [sound]
 * @property {Permission} [permission]
 * @property {Call | null} [call]
 */

/**
 * @typedef {object} Request the question of a call permission request
 * @property {string} answered empty, accept_temporary, accept_permanent or reject
 * @property {boolean} expired
 */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {"business" | "user"} from
 * @property {"text" | "call_permission_request" | "permission_reply" | "system" | "call"} kind
 * @property {string} text
 * @property {number} at_unix
 * @property {string} [status] sent, delivered, read or failed
 * @property {Request} [request]
 */

/**
 * @typedef {object} Business
 * @property {string} name
 * @property {string} phone
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

export {};
