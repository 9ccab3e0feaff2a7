import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { en } from "@/i18n/en";
import { previewWords } from "./preview";

const i18n = createInstance({ lng: "en", resources: { en: { translation: en } }, initAsync: false });
void i18n.init();
const t = i18n.getFixedT("en");

test.each([
  ["Bom dia!", "Bom dia!"],
  ["", "No messages yet"],
  [":call_request", "Call request"],
  [":permission_reply:reject", "Ana declined the call request"],
  [":permission_reply:accept_temporary", "Ana allowed calls for 7 days"],
  [":permission_reply:something_new", "Ana answered the call request"],
  [":unsupported:sticker", "A message of a kind that cannot be shown here (sticker)."],
  [":image:The hiss begins here", "Picture: The hiss begins here"],
  [":voice:", "Voice message"],
  [":document:", "Document"],
  [":-) ok", ":-) ok"],
])("%s reads as %s", (preview, words) => {
  expect(previewWords(preview, "Ana", t)).toBe(words);
});
