// @ts-check
// Elements from names, properties and children. Text goes in as text, so that
// nothing a business writes can become markup.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. `on` holds listeners, `data` and `aria` their attributes;
 * `class`, `role` and the rest are attributes, of which true means present.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value))
        element.addEventListener(event, /** @type {any} */ (listener));
    } else if (name === "data" || name === "aria") {
      for (const [key, part] of Object.entries(value)) element.setAttribute(`${name}-${key}`, String(part));
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
function nodes(children) {
  return children
    .flat()
    .filter((c) => c !== null && c !== undefined && c !== false)
    .map((c) => (c instanceof Node ? c : String(c)));
}

/** Sets the text only when it is another one, so that live regions stay quiet. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Replaces the children. @param {Element} element @param {...(Child | Child[])} children */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** Puts one element in the place of another. Where the keyboard is stays where it was. @param {HTMLElement} old @param {HTMLElement} next */
function replace(old, next) {
  const at = [...old.querySelectorAll(FOCUSABLE)].indexOf(/** @type {Element} */ (document.activeElement));
  old.replaceWith(next);
  const same = next.querySelectorAll(FOCUSABLE)[at];
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
}

/**
 * Makes the children of a container those of the list, in its order, keeping
 * the elements whose key and signature stayed the same.
 * @template T
 * @param {Element} container
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => string} signature
 * @param {(item: T) => HTMLElement} make
 */
export function keyed(container, items, key, signature, make) {
  /** @type {Map<string, HTMLElement>} */
  const old = new Map();
  for (const child of container.children) {
    if (child instanceof HTMLElement && child.dataset.key) old.set(child.dataset.key, child);
  }
  let at = container.firstElementChild;
  for (const item of items) {
    const id = key(item);
    const mark = signature(item);
    let element = old.get(id);
    old.delete(id);
    if (!element || element.dataset.mark !== mark) {
      const next = make(item);
      next.dataset.key = id;
      next.dataset.mark = mark;
      if (element) {
        if (element === at) at = next;
        replace(element, next);
      }
      element = next;
    }
    if (element === at) at = at.nextElementSibling;
    else container.insertBefore(element, at);
  }
  for (const gone of old.values()) gone.remove();
}
