import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Notice } from "@/api/types";
import { newsOutside } from "@/app/preferences";
import { notifyNews } from "@/ui/notify";
import { News, noticePlace, noticeWords } from "./news";
import { soundNews } from "./sounds";
import { useCallBack } from "./use-call-back";
import { useNotices } from "./use-notices";

/** Calls news out on whatever page one is: in the corner, by a sound, and beside the browser. Counts in the window's title. */
export function Herald() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { call, busy } = useCallBack();
  const { data } = useNotices();
  const news = useRef(new News());
  const unread = data?.unread ?? 0;

  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${t("app.name")}` : t("app.name");
    return () => {
      document.title = t("app.name");
    };
  }, [unread, t]);
  useEffect(() => {
    if (!data) return;
    const fresh = news.current.take(data.items);
    for (const notice of fresh) {
      // Who looks at the service or the deal sees there what happened.
      if (looksAt(notice) && notice.kind !== "call_allowed") continue;
      const text = noticeWords(notice, t);
      const open = () => void navigate(noticePlace(notice));
      notifyNews(
        text,
        notice.kind === "call_allowed" && !busy
          ? { label: t("notices.call"), run: () => call(notice) }
          : { label: t(notice.deal ? "notices.openDeal" : "notices.open"), run: open },
      );
      if (document.visibilityState === "hidden" && outsideWorks() && newsOutside.get() === "on") {
        // The tag lets the tabs of one person say it once.
        const outside = new Notification(text, { tag: notice.id, icon: "/icon.svg" });
        outside.onclick = () => {
          window.focus();
          open();
        };
      }
    }
    if (fresh.length > 0) soundNews();
  }, [data, t, navigate, call, busy]);
  return null;
}

const looksAt = ({ deal, conversationId }: Notice) =>
  document.visibilityState === "visible" &&
  window.location.pathname === (deal ? `/crm/${deal.id}` : `/sac/${conversationId}`);

const outsideWorks = () => "Notification" in window && Notification.permission === "granted";
