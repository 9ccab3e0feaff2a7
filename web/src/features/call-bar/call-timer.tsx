import { useNow } from "@/app/clock";
import { timer } from "@/i18n/format";

/** The time since the answer. */
export function CallTimer({ since }: { since: string }) {
  const now = useNow(500);
  return (
    <span data-testid="call-timer" className="font-medium text-lg tabular-nums">
      {timer((now.getTime() - Date.parse(since)) / 1000)}
    </span>
  );
}
