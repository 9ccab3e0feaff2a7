// @ts-check
// The card on which the business asks to be allowed to call.

import { h } from "../../parts/dom.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";

/** @typedef {import("../../wire/types.js").Message} Message */
/** @typedef {"accept_permanent" | "accept_temporary" | "reject"} Answer */

/** @type {{ answer: Answer, id: string, label: string, kind: string }[]} */
const CHOICES = [
  { answer: "accept_permanent", id: "always-allow", label: S.request.always, kind: "primary" },
  { answer: "accept_temporary", id: "allow-7-days", label: S.request.week, kind: "soft" },
  { answer: "reject", id: "decline-request", label: S.request.decline, kind: "plain" },
];

/** What an answer is to the control plane. @param {Answer} answer @param {string} request */
export function reply(answer, request) {
  return {
    response: /** @type {"accept" | "reject"} */ (answer === "reject" ? "reject" : "accept"),
    permanent: answer === "accept_permanent",
    request,
  };
}

/**
 * The choices that a request still offers: all before the first answer, the
 * other two while a mind is being changed, none after it expired.
 * @param {import("../../wire/types.js").Request} request
 * @param {boolean} changing
 */
export function choices(request, changing) {
  if (request.expired) return [];
  if (!request.answered) return CHOICES;
  return changing ? CHOICES.filter((choice) => choice.answer !== request.answered) : [];
}

/**
 * @param {Message} message
 * @param {string} business
 * @param {(answer: Answer) => Promise<void>} answer
 */
export function requestCard(message, business, answer) {
  const request = message.request ?? { answered: "", expired: false };
  const foot = h("div", { class: "request-foot" });
  const card = h(
    "div",
    {
      class: "request",
      role: "group",
      aria: { label: S.request.heading },
      data: { answered: request.answered },
    },
    h(
      "div",
      { class: "request-head" },
      h("span", { class: "request-icon" }, icon("phone", 18)),
      h("strong", {}, S.request.heading),
    ),
    h("p", {}, message.text || S.request.fallback(business)),
    foot,
  );

  const show = (/** @type {boolean} */ changing) => {
    const outcome = outcomeOf(request);
    const buttons = choices(request, changing).map(({ answer: value, id, label, kind }) =>
      h(
        "button",
        {
          type: "button",
          class: `button wide ${kind}`,
          data: { testid: id },
          on: { click: () => choose(value) },
        },
        label,
      ),
    );
    const change =
      request.answered && !request.expired
        ? h(
            "button",
            {
              type: "button",
              class: "link",
              data: { testid: "change-answer" },
              aria: { expanded: changing },
              on: { click: () => show(!changing) },
            },
            changing ? S.request.keep : S.request.change,
          )
        : null;
    foot.replaceChildren(
      ...(outcome
        ? [
            h(
              "p",
              { class: "request-outcome", data: { testid: "request-outcome" } },
              outcome.icon,
              h("span", {}, outcome.words),
              change,
            ),
          ]
        : []),
      ...buttons,
    );
    if (changing) buttons[0]?.focus();
  };
  const choose = async (/** @type {Answer} */ value) => {
    const buttons = [...foot.querySelectorAll("button")];
    for (const button of buttons) button.disabled = true;
    await answer(value);
    for (const button of buttons) button.disabled = false;
  };
  show(false);
  return card;
}

/** @param {import("../../wire/types.js").Request} request */
function outcomeOf(request) {
  const words = S.request[/** @type {Answer} */ (request.answered)];
  if (words) return { words, icon: icon(request.answered === "reject" ? "block" : "shield", 18) };
  return request.expired ? { words: S.request.expired, icon: icon("clock", 18) } : null;
}
