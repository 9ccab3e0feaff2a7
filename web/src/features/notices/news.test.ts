import { describe, expect, it } from "vitest";
import type { Notice } from "@/api/types";
import { News, noticePlace } from "./news";

const notice = (id: string, read = false) => ({ id, read }) as Notice;
const ids = (list: Notice[]) => list.map(({ id }) => id);

describe("News", () => {
  it("is what comes after the page was opened, once", () => {
    const news = new News();
    expect(ids(news.take([notice("old")]))).toEqual([]);
    expect(ids(news.take([notice("a"), notice("old")]))).toEqual(["a"]);
    expect(ids(news.take([notice("a"), notice("old")]))).toEqual([]);
    expect(ids(news.take([notice("c"), notice("b"), notice("a")]))).toEqual(["c", "b"]);
  });

  it("is not what was read elsewhere already", () => {
    const news = new News();
    news.take([]);
    expect(ids(news.take([notice("a", true)]))).toEqual([]);
    expect(ids(news.take([notice("a")]))).toEqual([]);
  });
});

describe("where a notice leads", () => {
  it("is the deal that it is about, in its funnel", () => {
    const about = { deal: { id: "d", pipelineId: "p", title: "Brakes" } } as Notice;
    expect(noticePlace(about)).toEqual({
      to: "/crm/$dealId",
      params: { dealId: "d" },
      search: { pipeline: "p" },
    });
  });

  it("is the service otherwise", () => {
    expect(noticePlace({ conversationId: "c" } as Notice)).toEqual({
      to: "/sac/$conversationId",
      params: { conversationId: "c" },
    });
  });
});
