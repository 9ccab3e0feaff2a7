import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Message } from "@/api/types";
import { sessionKey } from "@/app/session";
import { show, standing } from "@/test/render";
import { MessageEntry } from "./message-entry";

async function shown(more: Partial<Message>) {
  const message: Message = {
    id: "m1",
    direction: "out",
    kind: "text",
    text: "Bom dia",
    status: "failed",
    at: "2026-11-22T12:00:00.000Z",
    ...more,
  };
  await show(<MessageEntry message={message} name="Ana" conversationId="v1" />, standing().phone, [
    [sessionKey, { user: { id: "paula", name: "Paula" } }],
  ]);
  return screen.getByTestId("message");
}

describe("a message that Meta refused", () => {
  it("says it in our words, and Meta's own under the technical details, to be copied", async () => {
    const user = userEvent.setup();
    const failure = {
      code: 131047,
      title: "(#131047) Re-engagement message",
      details: "More than 24 hours have passed",
      traceId: "AXq",
    };
    const entry = await shown({ failure });
    expect(entry.textContent).toContain("The 24 h service window is closed.");
    const technical = screen.getByTestId("technical") as HTMLDetailsElement;
    expect(technical.open).toBe(false);
    const words = "131047 (#131047) Re-engagement message\nMore than 24 hours have passed\nTrace id: AXq";
    expect(technical.querySelector("p")?.textContent).toBe(words);
    await user.click(screen.getByText("Technical details"));
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await user.click(screen.getByTestId("copy"));
    expect(write).toHaveBeenCalledWith(words);
    await screen.findByText("Copied", {}, { timeout: 10_000 }); // what says so is loaded first
  }, 20_000);

  it("has a sentence for codes that it does not know", async () => {
    const entry = await shown({ kind: "call_request", failure: { code: 131999, title: "New" } });
    expect(entry.textContent).toContain("Meta did not take this message.");
    expect(screen.getByTestId("technical").textContent).toContain("131999 New");
  });

  it("shows a failure of ours as it is", async () => {
    const entry = await shown({
      failure: { code: 0, title: "Meta could not be reached. The message was not sent." },
    });
    expect(entry.textContent).toContain("Meta could not be reached. The message was not sent.");
  });

  it("says nothing of a failure that is over", async () => {
    await shown({ status: "read", failure: { code: 131999, title: "New" } });
    expect(screen.queryByTestId("technical")).toBeNull();
  });
});

describe("a message of a kind that is not shown", () => {
  it.each([
    ["voicemail", "voicemail"],
    ["image", "picture"],
    ["order", "order"],
  ])("names %s as %s", async (kind, word) => {
    const entry = await shown({ direction: "in", kind: "unsupported", text: kind, status: "received" });
    expect(entry.textContent).toContain(`(${word})`);
  });
});
