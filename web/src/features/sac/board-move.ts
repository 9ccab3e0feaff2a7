/** What drawing a service from one column of the board to another means. Pure. */
import type { Conversation } from "@/api/types";

export type Move = "take" | "hand_over" | "close" | "reopen" | "no";

/** Undefined where nothing changes. */
export function moveOf(from: Conversation["state"], to: Conversation["state"]): Move | undefined {
  if (from === to) return undefined;
  if (to === "closed") return "close";
  if (from === "closed") return to === "in_service" ? "reopen" : "no";
  return to === "in_service" ? "take" : "hand_over";
}
