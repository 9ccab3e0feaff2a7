import { describe, expect, it } from "vitest";
import { moveOf } from "./board-move";

describe("a move on the board", () => {
  it.each([
    ["waiting", "in_service", "take"],
    ["waiting", "closed", "close"],
    ["in_service", "waiting", "hand_over"],
    ["in_service", "closed", "close"],
    ["closed", "in_service", "reopen"],
    ["closed", "waiting", "no"],
    ["waiting", "waiting", undefined],
  ] as const)("%s to %s is %s", (from, to, move) => {
    expect(moveOf(from, to)).toBe(move);
  });
});
