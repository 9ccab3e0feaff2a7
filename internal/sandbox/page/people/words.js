// @ts-check
// Words about a simulated person: what the phone does, and what it allows.

import { remaining, seconds } from "../parts/format.js";
import { S } from "../strings.js";

/** @typedef {import("../wire/types.js").User} User */
/** @typedef {import("../wire/types.js").Permission} Permission */

/** What the phone does when it is called, in words. @param {User} user */
export function behaviour(user) {
  if (user.on_whatsapp === false) return S.user.notOnWhatsApp;
  if (user.client === "old") return S.user.oldClient;
  switch (user.behaviour) {
    case "answer": {
      const after = user.answer_after_ms ? S.user.after(seconds(user.answer_after_ms)) : "";
      return [S.user.answer, after, sound(user.sound)].filter(Boolean).join(" ");
    }
    case "decline":
      return S.user.decline;
    case "ignore":
      return S.user.ignore;
    case "busy":
      return S.user.busy;
    case "vanish":
      return S.user.vanish;
    default:
      return S.user.manual;
  }
}

/** @param {string | undefined} name @returns {string} */
function sound(name) {
  switch (name) {
    case "echo":
      return S.user.echo;
    case "tone":
      return S.user.tone;
    case "silence":
      return S.user.silence;
    case "file":
      return S.user.file;
    case "microphone":
      return S.user.microphone;
    default:
      return "";
  }
}

/**
 * What a permission comes to at a time, as one of five words: a temporary one
 * that ran out is expired, whatever the sandbox still calls it.
 * @param {Permission | undefined} permission
 * @param {number} now
 * @returns {"none" | "temporary" | "permanent" | "declined" | "expired"}
 */
export function standing(permission, now) {
  switch (permission?.status) {
    case "permanent":
      return "permanent";
    case "temporary":
      return permission.expires_unix && permission.expires_unix <= now ? "expired" : "temporary";
    case "declined":
    case "rejected":
    case "revoked":
      return "declined";
    case "expired":
      return "expired";
    default:
      return "none";
  }
}

/** The permission in words, for a card. @param {Permission | undefined} permission @param {number} now */
export function permissionWords(permission, now) {
  switch (standing(permission, now)) {
    case "permanent":
      return S.permission.always;
    case "temporary":
      return S.permission.left(remaining((permission?.expires_unix ?? now) - now));
    case "declined":
      return S.permission.declined;
    case "expired":
      return S.permission.expired;
    default:
      return S.permission.none;
  }
}

/** Whether the phone speaks with your microphone, and not with a sound of its own. @param {User} user */
export function usesMicrophone(user) {
  return !user.sound || user.sound === "microphone";
}
