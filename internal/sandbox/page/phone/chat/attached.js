// @ts-check
// What can be attached to a message: pictures, sound, films, documents, places
// and contact cards.

import { h } from "../../parts/dom.js";
import { hue, initials, phoneNumber, size } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { mediaAddress } from "../../wire/api.js";
import { player } from "./player.js";

/** @typedef {import("../../wire/types.js").Media} Media */
/** @typedef {import("../../wire/types.js").Place} Place */
/** @typedef {import("../../wire/types.js").ContactCard} ContactCard */

/** The kind of file for a document's badge: PDF, DOCX; from its name, or else from its type. @param {Media} media */
export function fileKind(media) {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(media.name ?? "")?.[1];
  const subtype = (media.mime ?? "").split(";")[0].split("/")[1] ?? "";
  return (ending ?? (/^[a-z0-9]{1,5}$/.test(subtype) ? subtype : "file")).toUpperCase();
}

/** How a medium is called where it is not shown, as in a quote. @param {Media} media */
export function mediaWords(media) {
  if (media.kind === "document" && media.name) return media.name;
  return S.media[media.kind] ?? S.media.document;
}

/** @param {Media} media @param {string} caption */
export function attached(media, caption) {
  const source = mediaAddress(media.id);
  switch (media.kind) {
    case "image":
    case "sticker":
      return picture(media, source, caption);
    case "audio":
    case "voice":
      return player(source, mediaWords(media));
    case "video":
      return h("video", {
        class: "film",
        src: source,
        controls: true,
        preload: "metadata",
        playsinline: true,
        aria: { label: mediaWords(media) },
      });
    default:
      return paper(media, source);
  }
}

/** A picture that opens whole in a tab of its own. @param {Media} media @param {string} source @param {string} caption */
function picture(media, source, caption) {
  const image = h("img", { src: source, alt: caption || mediaWords(media), decoding: "async" });
  const frame = h(
    "a",
    { class: media.kind, href: source, target: "_blank", rel: "noopener", title: S.media.open },
    image,
  );
  image.addEventListener("error", () => {
    frame.classList.add("broken");
    frame.replaceChildren(icon("warning", 18), S.media.gone);
  });
  return frame;
}

/** @param {Media} media @param {string} source */
function paper(media, source) {
  const facts = [fileKind(media), media.size ? size(media.size) : ""].filter(Boolean).join(" · ");
  return h(
    "a",
    { class: "paper", href: source, target: "_blank", rel: "noopener", download: media.name || true },
    h("span", { class: "paper-icon" }, icon("document", 22)),
    h(
      "span",
      { class: "paper-words" },
      h("strong", {}, mediaWords(media)),
      h("span", { class: "paper-facts" }, facts),
    ),
    icon("download", 18),
  );
}

/** Degrees as people write them: 23.55° S, 46.63° W. @param {Place} place */
export function degrees({ latitude, longitude }) {
  const one = (/** @type {number} */ value, /** @type {string} */ up, /** @type {string} */ down) =>
    `${Math.abs(value).toFixed(4)}° ${value < 0 ? down : up}`;
  return `${one(latitude, "N", "S")}, ${one(longitude, "E", "W")}`;
}

/** A place, without a map: nothing is loaded from elsewhere. @param {Place} place */
export function located(place) {
  return h(
    "div",
    { class: "place" },
    h("span", { class: "place-ground", aria: { hidden: true } }, icon("pin", 26)),
    h(
      "div",
      { class: "place-words" },
      h("strong", {}, place.name || S.media.location),
      place.address ? h("span", {}, place.address) : null,
      h("span", { class: "place-degrees" }, degrees(place)),
    ),
  );
}

/** @param {ContactCard[]} cards */
export function cards(cards) {
  return h(
    "ul",
    { class: "contact-cards", aria: { label: S.media.contacts } },
    cards.map((card) => {
      const avatar = h("span", { class: "avatar", aria: { hidden: true } }, initials(card.name));
      avatar.style.setProperty("--hue", String(hue(card.name)));
      return h(
        "li",
        { class: "contact-card" },
        avatar,
        h(
          "span",
          { class: "contact-words" },
          h("strong", {}, card.name),
          (card.phones ?? []).map((phone) => h("span", {}, phoneNumber(phone))),
        ),
      );
    }),
  );
}
