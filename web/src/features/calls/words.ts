/** Calls and the lines of their timelines, in words. */
import type { i18n as I18n, TFunction } from "i18next";
import type { Call, Line } from "@/api/types";
import { duration, money } from "@/i18n/format";

/** What a call was, in two short lines: "Call to Ana", "Answered · 2 min 31 s". */
export function callSummary(call: Call, i18n: I18n): { title: string; text: string } {
  const t: TFunction = i18n.t;
  const name = call.contact.displayName;
  const title = t(call.direction === "inbound" ? "calls.fromName" : "calls.toName", { name });
  return { title, text: resultWords(call, i18n) };
}

/** "Answered · 2 min 31 s", "Not answered", or for a call that goes on, its state. */
export function resultWords(call: Call, i18n: I18n): string {
  const t: TFunction = i18n.t;
  if (call.state !== "ended") return `${t("calls.live")}: ${t(`callState.${call.state}`)}`;
  const word = t(`outcome.${call.outcome || "completed"}`);
  return call.outcome === "completed" && call.durationSeconds
    ? `${word} · ${duration(call.durationSeconds, t)}`
    : word;
}

/** "$0.0105", "Free", "No price": what a call is estimated at; nothing while it goes on, or where no card is in force. */
export function costWords(call: Call, i18n: I18n): string {
  const { cost } = call;
  if (!cost || cost.reason === "no_card") return "";
  if (cost.free) return i18n.t("cost.free");
  return cost.reason ? i18n.t("cost.unknown") : money(cost.cost ?? 0, i18n.language);
}

/** What a line of the timeline says. */
export function lineWords(line: Line, i18n: I18n): string {
  const t: TFunction = i18n.t;
  const key = i18n.exists(`line.${line.kind}`) ? line.kind : "other";
  return t(`line.${key}`, { user: line.user?.name || t("line.somebody"), kind: line.kind });
}

/** What a line brought besides: that the state moved, what was talked, that it was a failure. */
export function lineFacts(line: Line, i18n: I18n): string[] {
  const t: TFunction = i18n.t;
  const facts: string[] = [];
  if (line.ignored) facts.push(t("calls.ignored"));
  else if (line.before !== line.after && line.after) {
    const state = (name?: string) => t(`callState.${name || "new"}`);
    facts.push(t("calls.moved", { before: state(line.before), after: state(line.after) }));
  }
  if (line.facts?.durationSeconds) {
    facts.push(t("line.talked", { time: duration(line.facts.durationSeconds, t) }));
  }
  if (line.facts?.failed) facts.push(t("line.failedFacts"));
  return facts;
}
