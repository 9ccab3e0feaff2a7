// @ts-check
// Which phones the address names: /#/5511999990001,5511999990002 beside the list
// of people, /phone/5511999990001 for one phone alone.

/**
 * @typedef {object} Route
 * @property {string[]} ids
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
  if (single) return { ids: [decode(single[1])], alone: true, raw };
  const ids = path
    .split(",")
    .map((part) => decode(part).trim())
    .filter(Boolean);
  return { ids: [...new Set(ids)], alone: false, raw };
}

/** The part of the address after the page for these phones. @param {string[]} ids */
export function hash(ids) {
  return `#/${ids.map(encodeURIComponent).join(",")}`;
}

/** The address of one phone alone. @param {string} id @param {boolean} raw */
export function alone(id, raw) {
  return `/phone/${encodeURIComponent(id)}${raw ? "?raw=1" : ""}`;
}
