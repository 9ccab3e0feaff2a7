// @ts-check
// The sandbox's public control plane, as far as a phone needs it.

import { S } from "../strings.js";

/** @typedef {import("./types.js").User} User */

/** What went wrong, in words for a person. */
export class Refusal extends Error {
  /** @param {string} words @param {number} status 0 when nothing answered */
  constructor(words, status) {
    super(words);
    this.name = "Refusal";
    this.status = status;
  }
}

/** The words of a refusal, or those for what went wrong otherwise. @param {string} otherwise */
export const refusalOr = (otherwise) => (/** @type {unknown} */ error) =>
  error instanceof Refusal ? error.message : otherwise;

/** What did not happen and, after a refusal, why. @param {string} what @param {unknown} error */
export const withRefusal = (what, error) => (error instanceof Refusal ? `${what} ${error.message}` : what);

/**
 * The words of a refused answer: problem details, Meta's error object or a
 * plain string, whichever the body holds.
 * @param {any} body
 * @param {number} status
 * @returns {string}
 */
export function refusalWords(body, status) {
  const error = body?.error;
  const words = [
    body?.detail,
    error?.error_user_msg,
    error?.error_data?.details,
    error?.message,
    typeof error === "string" ? error : "",
    body?.message,
    body?.title,
  ].find((text) => typeof text === "string" && text !== "");
  return words ?? S.error.unknown(status);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
async function send(method, path, body) {
  const file = body instanceof Blob;
  const type = file ? body.type || "application/octet-stream" : "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": type },
      body: body === undefined || file ? body : JSON.stringify(body),
    });
  } catch {
    throw new Refusal(S.error.unreachable, 0);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refusal(refusalWords(answer, response.status), response.status);
  return answer;
}

const user = (/** @type {string} */ id) => `/sandbox/users/${encodeURIComponent(id)}`;
const call = (/** @type {string} */ id) => `/sandbox/calls/${encodeURIComponent(id)}`;

export const api = {
  /** @returns {Promise<User[]>} */
  users: async () => (await send("GET", "/sandbox/users"))?.users ?? [],
  /** @param {string} id @returns {Promise<User>} */
  user: (id) => send("GET", user(id)),
  /** Adds a person, or changes the fields that are given. @param {Record<string, unknown>} user @returns {Promise<User>} */
  saveUser: (user) => send("POST", "/sandbox/users", user),
  /** Keeps a file, to be sent or played. @param {File} file @returns {Promise<string>} its id */
  upload: async (file) =>
    (await send("POST", `/sandbox/media?name=${encodeURIComponent(file.name)}`, file)).id,
  /**
   * Sends what a person made: one of text, media_id with a caption, and reaction.
   * @param {string} id
   * @param {{ text?: string, media_id?: string, caption?: string, reply_to?: string, reaction?: { message_id: string, emoji: string } }} what
   */
  write: (id, what) => send("POST", `${user(id)}/messages`, what),
  /** @param {string} id @param {string} message */
  read: (id, message) => send("POST", `${user(id)}/read`, { message_id: message }),
  /** @param {string} id @param {{ response: "accept" | "reject", permanent: boolean, request?: string }} answer */
  permission: (id, answer) => send("POST", `${user(id)}/permission`, answer),
  /** @param {string} id @returns {Promise<{ id: string }>} */
  place: (id) => send("POST", `${user(id)}/calls`, {}),
  /** Asks to be called back, outside call hours. @param {string} id */
  callback: (id) => send("POST", `${user(id)}/callback`, {}),
  /**
   * Presses a button under a message: a call button calls the business.
   * @param {string} id @param {string} message @param {string} button @returns {Promise<{ id: string }>}
   */
  tap: (id, message, button) => send("POST", `${user(id)}/taps`, { message_id: message, button_id: button }),
  /** @param {string} wacid */
  answer: (wacid) => send("POST", `${call(wacid)}/answer`, {}),
  /** @param {string} wacid */
  decline: (wacid) => send("POST", `${call(wacid)}/decline`, {}),
  /** @param {string} wacid */
  hangup: (wacid) => send("POST", `${call(wacid)}/hangup`, {}),
  /** @param {string} wacid @param {string} digits */
  press: (wacid, digits) => send("POST", `${call(wacid)}/dtmf`, { digits }),
  /** @param {string} wacid @param {string} sdp @returns {Promise<string>} the answer */
  audio: async (wacid, sdp) => (await send("POST", `${call(wacid)}/audio`, { sdp })).sdp,
  /** @returns {Promise<number>} the sandbox's time in seconds */
  clock: async () => unix(await send("GET", "/sandbox/clock")),
  /** @param {number} to in seconds @returns {Promise<number>} */
  setClock: async (to) => unix(await send("POST", "/sandbox/clock", { set_unix: to })),
  /** @param {number} seconds @returns {Promise<number>} */
  advance: async (seconds) => unix(await send("POST", "/sandbox/clock", { advance_seconds: seconds })),
  /** @returns {Promise<import("./types.js").LoggedCall[]>} the newest first */
  calls: async () => (await send("GET", "/sandbox/calls"))?.calls ?? [],
  /** @returns {Promise<import("./types.js").Delivery[]>} the oldest first */
  deliveries: async () => (await send("GET", "/sandbox/deliveries")) ?? [],
  /** @param {string} id */
  redeliver: (id) => send("POST", `/sandbox/deliveries/${encodeURIComponent(id)}/redeliver`, {}),
  /** @returns {Promise<import("./types.js").Webhook>} */
  webhook: () => send("GET", "/sandbox/webhook"),
  /** Does the handshake first. @param {import("./types.js").Webhook} webhook @returns {Promise<import("./types.js").Webhook>} */
  setWebhook: (webhook) => send("POST", "/sandbox/webhook", webhook),
  /** @returns {Promise<import("./types.js").Template[]>} */
  templates: async () => (await send("GET", "/sandbox/templates"))?.templates ?? [],
  /** @param {string} name @param {{ status: string, language: string }} decision */
  reviewTemplate: (name, decision) =>
    send("POST", `/sandbox/templates/${encodeURIComponent(name)}`, decision),
  /** @returns {Promise<import("./types.js").Account>} */
  account: () => send("GET", "/sandbox/account"),
  /** @param {Record<string, unknown>} change @returns {Promise<import("./types.js").Account>} */
  setAccount: (change) => send("POST", "/sandbox/account", change),
  /** @returns {Promise<import("./types.js").Faults>} */
  faults: () => send("GET", "/sandbox/faults"),
  /** @param {Record<string, unknown>} change @returns {Promise<import("./types.js").Faults>} */
  setFaults: (change) => send("POST", "/sandbox/faults", change),
  /** @param {boolean} all the webhook and the settings too */
  reset: (all) => send("POST", "/sandbox/reset", { all }),
};

/** @param {any} body @returns {number} */
function unix(body) {
  const value = body?.now_unix ?? body?.unix ?? body?.now;
  return typeof value === "number" ? value : Date.parse(value) / 1000;
}

/** Where the bytes of a medium are. @param {string} id */
export function mediaAddress(id) {
  return `/sandbox/media/${encodeURIComponent(id)}`;
}

/** The address of a phone's websocket. @param {string} id */
export function phoneSocket(id) {
  return `${location.origin.replace(/^http/, "ws")}${user(id)}/phone`;
}
