// @ts-check
// The report of a call in words: what its media did, and whether that is good.
// The measures are those of Meta's pages on integration and troubleshooting. Pure.

import { S } from "../strings.js";

/** @typedef {import("../wire/types.js").MediaReport} MediaReport */
/** @typedef {import("../wire/types.js").LoggedCall} LoggedCall */

/**
 * @typedef {object} Fact
 * @property {"good" | "warn" | "bad" | "plain"} mark
 * @property {string} words
 */

const SLOW_MEDIA_MS = 1500; // longer than this, people say "hello?" twice
const LOSS_HEARD = 3; // percent from which speech suffers
const LOSS_BAD = 10;

/** @param {Fact["mark"]} mark @param {string} words @returns {Fact} */
const fact = (mark, words) => ({ mark, words });

/** The share of packets that were lost, in percent. @param {MediaReport} media */
export function lossOf({ packets_received, packets_lost }) {
  const all = packets_received + packets_lost;
  return all > 0 ? (100 * packets_lost) / all : 0;
}

/** @param {LoggedCall} call @returns {Fact[]} */
export function facts(call) {
  const media = call.media;
  const warnings = (call.warnings ?? []).map((words) => fact("warn", words));
  if (!media) return [...warnings, fact(call.picked_up_unix ? "bad" : "plain", S.report.noMedia)];
  if (media.pretended) return [...warnings, fact("plain", S.report.pretended)];
  const picked = Boolean(call.picked_up_unix);
  const silent = media.ice_connected_ms === undefined && media.packets_received === 0;
  if (!picked && silent) return [...warnings, fact("plain", S.report.notPicked)];
  return [
    ...warnings,
    connection(media),
    firstMedia(media, picked),
    ...early(media),
    ...streams(media),
    ...received(media, picked),
    ...foreign(media),
    ...conflicts(media),
  ];
}

/** @param {MediaReport} media */
function connection({ ice_connected_ms: ice, dtls_connected_ms: dtls }) {
  if (dtls !== undefined) return fact("good", S.report.connected(ice ?? 0, dtls));
  return ice === undefined ? fact("bad", S.report.noIce) : fact("bad", S.report.noDtls(ice));
}

/** @param {MediaReport} media @param {boolean} picked */
function firstMedia({ first_media_after_accept_ms: after, packets_received }, picked) {
  if (after === undefined)
    return packets_received > 0 || !picked ? fact("plain", S.report.notPicked) : fact("bad", S.report.silent);
  if (after < 0) return fact("warn", S.report.beforeAccept(-after));
  return fact(after > SLOW_MEDIA_MS ? "warn" : "good", S.report.firstMedia(after));
}

/** @param {MediaReport} media */
function early({ early_media_packets: packets }) {
  return packets > 0 ? [fact("warn", S.report.early(packets))] : [];
}

/** @param {MediaReport} media */
function streams({ ssrc_count: count }) {
  if (count === 0) return [];
  return [count === 1 ? fact("good", S.report.oneStream) : fact("bad", S.report.streams(count))];
}

/** @param {MediaReport} media @param {boolean} picked */
function received(media, picked) {
  if (media.packets_received === 0) return [];
  const loss = lossOf(media);
  const mark = loss >= LOSS_BAD ? "bad" : loss >= LOSS_HEARD ? "warn" : "good";
  const out = [
    fact(mark, S.report.received(media.packets_received, loss.toFixed(loss < 10 && loss > 0 ? 1 : 0))),
  ];
  if (picked && media.rtcp_received === 0) out.push(fact("warn", S.report.noRtcp));
  return out;
}

/** @param {MediaReport} media */
function foreign({ packets_not_negotiated: packets = 0 }) {
  return packets > 0 ? [fact("warn", S.report.foreign(packets))] : [];
}

/** @param {MediaReport} media */
function conflicts({ ice_role_conflicts: count }) {
  return count > 0 ? [fact("bad", S.report.conflicts(count))] : [];
}

/** The worst mark of some facts. @param {Fact[]} of @returns {Fact["mark"]} */
export function worst(of) {
  for (const mark of /** @type {Fact["mark"][]} */ (["bad", "warn", "good"]))
    if (of.some((one) => one.mark === mark)) return mark;
  return "plain";
}

/** How a call stands, or ended, seen from the business. @param {LoggedCall} call */
export function outcome(call) {
  if (call.state !== "ended") return S.calls.state[/** @type {"ringing"} */ (call.state)] ?? call.state;
  const words = S.calls.ended[/** @type {"failed"} */ (call.ended_reason ?? "")];
  return words ?? call.ended_reason ?? S.call.ended;
}
