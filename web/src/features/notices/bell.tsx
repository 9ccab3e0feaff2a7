import { Link } from "@tanstack/react-router";
import { ArrowRightLeft, AtSign, Ban, Bell as BellIcon, Handshake, Phone, PhoneCall } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import type { Notice } from "@/api/types";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Hint } from "@/ui/hint";
import { Moment } from "@/ui/moment";
import { noticePlace, noticeWords } from "./news";
import { useCallBack } from "./use-call-back";
import { useNotices } from "./use-notices";

/** What one was told. Opening it marks all of it as read. */
export function Bell() {
  const { t } = useTranslation();
  const query = useNotices();
  const { call, busy } = useCallBack();
  const [open, setOpen] = useState(false);
  const items = query.data?.items ?? [];
  const unread = query.data?.unread ?? 0;
  const toggle = (next: boolean) => {
    setOpen(next);
    const newest = items[0];
    if (next && unread > 0 && newest) {
      void client.POST("/api/notices/read", { body: { until: newest.at } }).catch(() => undefined);
    }
  };
  const label = unread > 0 ? t("notices.unread", { count: unread }) : t("notices.label");
  return (
    <Popover.Root open={open} onOpenChange={toggle}>
      <Hint text={label}>
        <Popover.Trigger asChild>
          <Button kind="ghost" size="icon" aria-label={label} className="relative" data-testid="bell">
            <BellIcon className="size-[18px]" aria-hidden />
            {unread > 0 ? (
              <span
                aria-hidden
                className="absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[0.6875rem] text-on-accent leading-none"
              >
                {unread > 9 ? "9+" : unread}
              </span>
            ) : null}
          </Button>
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("notices.label")}
          className="fade z-40 max-h-[70dvh] w-[22rem] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-line bg-raised py-1.5 shadow-2"
        >
          {items.length === 0 ? (
            <p className="px-4 py-6 text-center text-text-2">{t("notices.none")}</p>
          ) : (
            <ul>
              {items.map((notice) => (
                <Entry
                  key={notice.id}
                  notice={notice}
                  onLeave={() => setOpen(false)}
                  onCall={busy ? undefined : () => call(notice)}
                />
              ))}
            </ul>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const looks: Record<Notice["kind"], { icon: typeof Ban; tone: string }> = {
  call_allowed: { icon: PhoneCall, tone: "bg-good-soft text-good-text" },
  call_declined: { icon: Ban, tone: "bg-bad-soft text-bad-text" },
  handed_over: { icon: ArrowRightLeft, tone: "bg-info-soft text-info-text" },
  mentioned: { icon: AtSign, tone: "bg-warn-soft text-warn-text" },
  deal_given: { icon: Handshake, tone: "bg-info-soft text-info-text" },
};

function Entry({ notice, onLeave, onCall }: { notice: Notice; onLeave: () => void; onCall?: () => void }) {
  const { t } = useTranslation();
  const { icon: Icon, tone } = looks[notice.kind];
  return (
    <li className="flex items-center gap-2 pr-3 hover:bg-hover" data-testid="notice" data-kind={notice.kind}>
      <Link
        {...noticePlace(notice)}
        onClick={onLeave}
        className="flex min-w-0 flex-1 items-center gap-3 py-2 pl-4 outline-offset-[-2px]"
      >
        <span
          className={cn("grid size-8 shrink-0 place-items-center rounded-full [&_svg]:size-4", tone)}
          aria-hidden
        >
          <Icon />
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn("block", !notice.read && "font-medium")}>{noticeWords(notice, t)}</span>
          <Moment at={notice.at} className="text-sm text-text-3" />
        </span>
      </Link>
      {notice.kind === "call_allowed" && onCall ? (
        <Button
          size="s"
          onClick={() => {
            onLeave();
            onCall();
          }}
          data-testid="notice-call"
        >
          <Phone className="size-3.5" aria-hidden />
          {t("notices.call")}
        </Button>
      ) : null}
    </li>
  );
}
