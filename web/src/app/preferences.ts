/** What a person has chosen for this browser. */
import { kept } from "./kept";

const onOff = ["on", "off"] as const;

/** Whether shortcuts of a single key are on. */
export const singleKeys = kept("singleKeys", onOff, "on");

/** What sounds when there is news. */
export const newsSound = kept("newsSound", ["drop", "bell", "pulse", "off"], "drop");

/** How loud that is. */
export const newsVolume = kept("newsVolume", ["soft", "normal", "loud"], "normal");

/** Whether the browser shows news beside its window, when the console is not in front. */
export const newsOutside = kept("newsOutside", onOff, "off");
