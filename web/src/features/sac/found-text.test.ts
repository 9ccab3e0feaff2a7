import { describe, expect, it } from "vitest";
import { foundIn } from "./found-text";

const shown = (text: string, search: string) =>
  foundIn(text, search)
    .map(({ text: part, found }) => (found ? `[${part}]` : part))
    .join("");

describe("what was found in a text", () => {
  it("is marked without regard to case and accents", () => {
    expect(shown("A REVISÃO do som", "revisao")).toBe("A [REVISÃO] do som");
    expect(shown("revisao do som, revisão", "Revisão")).toBe("[revisao] do som, [revisão]");
  });

  it("is every word of the search", () => {
    expect(shown("o som da vitrola", "vitrola som")).toBe("o [som] da [vitrola]");
  });

  it("stands near the beginning of what is shown, on one line", () => {
    expect(shown("Bom dia!\nTudo bem por aí? Queria saber se a agulha chegou.", "agulha")).toBe(
      "…aí? Queria saber se a [agulha] chegou.",
    );
  });

  it("does not stumble over letters that become several, or none", () => {
    expect(shown("Straße ﬁna", "fina")).toBe("Straße [ﬁna]");
    expect(shown("👩‍🔧 conserto", "conserto")).toBe("👩‍🔧 [conserto]");
  });

  it("is the whole text where nothing of it is there", () => {
    expect(shown("abc", "xyz")).toBe("abc");
    expect(shown("abc", " ")).toBe("abc");
  });
});
