// @ts-check
// The page's own line icons, drawn on a grid of 24.

/** @type {Record<string, string[]>} */
const PATHS = {
  phone: [
    "M6.2 3.5h2.6l1.7 4.3-2 1.6a11.5 11.5 0 0 0 6.1 6.1l1.6-2 4.3 1.7v2.6a2 2 0 0 1-2.2 2A16.8 16.8 0 0 1 4.2 5.7a2 2 0 0 1 2-2.2Z",
  ],
  hangup: ["M3 14.6c5-5.1 13-5.1 18 0l-1.9 2.6-4.2-1.3-.2-2.7a11.6 11.6 0 0 0-5.4 0l-.2 2.7-4.2 1.3L3 14.6Z"],
  incoming: [
    "M6.2 3.5h2.6l1.7 4.3-2 1.6a11.5 11.5 0 0 0 6.1 6.1l1.6-2 4.3 1.7v2.6a2 2 0 0 1-2.2 2A16.8 16.8 0 0 1 4.2 5.7a2 2 0 0 1 2-2.2Z",
    "M20.5 3.5 15 9",
    "M15 4.5V9h4.5",
  ],
  microphone: [
    "M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5A2.8 2.8 0 0 1 12 3.5Z",
    "M6 11a6 6 0 0 0 12 0",
    "M12 17v3.5",
  ],
  muted: [
    "M14.8 10.5V6.3a2.8 2.8 0 0 0-5.3-1.2",
    "M9.2 9.2v2.1a2.8 2.8 0 0 0 4.2 2.4",
    "M6 11a6 6 0 0 0 9.6 4.8",
    "M18 11a6 6 0 0 1-.4 2.2",
    "M12 17v3.5",
    "M4 4l16 16",
  ],
  send: [
    "M4.5 12 3.5 5.2c-.1-.9.8-1.5 1.6-1.1l15 7a1 1 0 0 1 0 1.8l-15 7c-.8.4-1.7-.2-1.6-1.1L4.5 12Z",
    "M4.5 12H12",
  ],
  close: ["M6 6l12 12", "M18 6 6 18"],
  back: ["M14.5 5.5 8 12l6.5 6.5"],
  out: [
    "M13.5 4.5h6v6",
    "M19.5 4.5 11 13",
    "M18 14v4a1.8 1.8 0 0 1-1.8 1.8H6A1.8 1.8 0 0 1 4.2 18V7.8A1.8 1.8 0 0 1 6 6h4",
  ],
  tick: ["m5 12.8 4.2 4.2L19 7.2"],
  ticks: ["m2.5 12.8 4 4 9-9.4", "m11.6 16 1 .8 9-9.4"],
  shield: ["M12 3.5 5 6v5.4c0 4.2 2.8 7.6 7 9.1 4.2-1.5 7-4.9 7-9.1V6l-7-2.5Z", "m9 12 2.2 2.2L15.2 10"],
  block: ["M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4Z", "M6.3 6.3l11.4 11.4"],
  clock: ["M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4Z", "M12 7.5V12l3 2"],
  warning: ["M12 4.2 3.4 19a.6.6 0 0 0 .5.9h16.2a.6.6 0 0 0 .5-.9L12 4.2Z", "M12 10v4.2", "M12 17v.1"],
  offline: [
    "M4.5 10.2a11 11 0 0 1 4-2.3",
    "M13 7.2a11 11 0 0 1 6.5 3",
    "M8 14a6 6 0 0 1 3-1.6",
    "M12 18v.1",
    "M4 4l16 16",
  ],
  chat: [
    "M5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 3.6V16h-2A1.5 1.5 0 0 1 4 14.5v-8A1.5 1.5 0 0 1 5.5 5Z",
  ],
};

/** An icon that screen readers pass over. @param {keyof typeof PATHS} name @param {number} [size] */
export function icon(name, size = 20) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const d of PATHS[name] ?? []) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
