import { Check, CheckCheck, Clock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/ui/cn";

const icons = {
  pending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: TriangleAlert,
} as const;

/** How far our message got: an icon, and its word for everybody who does not see or know the icon. */
export function Ticks({ status }: { status: string }) {
  const { t } = useTranslation();
  if (!(status in icons)) return null;
  const Icon = icons[status as keyof typeof icons];
  return (
    <span
      data-testid="message-status"
      data-status={status}
      className={cn(
        "inline-flex items-center gap-1",
        status === "read" && "font-medium text-accent-text",
        status === "failed" && "font-medium text-bad-text",
      )}
    >
      <Icon className="size-3.5" aria-hidden />
      {t(`thread.${status}`)}
    </span>
  );
}
