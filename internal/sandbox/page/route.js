// @ts-check
// What the address names: /#/5511999990001,5511999990002 for phones beside the list
// of people, /#/room/calls for the control room, /#/5511999990001/room/calls for
// both, /phone/5511999990001 for one phone alone.

/**
 * @typedef {object} Route
 * @property {string[]} ids
 * @property {string} room the section of the control room; empty when it is closed
 * @property {boolean} alone no list of people beside the phone
 * @property {boolean} raw no echo cancellation, noise suppression or gain control, for tests
 */

/** @param {string} text @returns {string} */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {{ pathname: string, search: string, hash: string }} location @returns {Route} */
export function parse(location) {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const raw = [location.search, query].some((text) => new URLSearchParams(text).get("raw") === "1");
  const single = /^\/phone\/([^/]+)\/?$/.exec(location.pathname);
  if (single) return { ids: [decode(single[1])], room: "", alone: true, raw };
  const parts = path.split("/").filter(Boolean);
  const at = parts.indexOf("room");
  const room = at < 0 ? "" : (parts[at + 1] ?? "deliveries");
  const phones = at === 0 ? "" : (parts[0] ?? "");
  const ids = phones
    .split(",")
    .map((part) => decode(part).trim())
    .filter(Boolean);
  return { ids: [...new Set(ids)], room, alone: false, raw };
}

/** The part of the address after the page for these phones and this section of the control room. @param {string[]} ids @param {string} room */
export function hash(ids, room) {
  return `#/${[ids.map(encodeURIComponent).join(","), room && `room/${room}`].filter(Boolean).join("/")}`;
}

/** The address of one phone alone. @param {string} id @param {boolean} raw */
export function alone(id, raw) {
  return `/phone/${encodeURIComponent(id)}${raw ? "?raw=1" : ""}`;
}
