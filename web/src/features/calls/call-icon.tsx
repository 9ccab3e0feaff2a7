import { PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing, TriangleAlert } from "lucide-react";
import type { Call } from "@/api/types";
import { cn } from "@/ui/cn";

/** A call's direction and result as an icon. The words beside it say the same. */
export function CallIcon({ call }: { call: Pick<Call, "direction" | "state" | "outcome"> }) {
  const live = call.state !== "ended";
  const way = call.direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  const [Icon, colour] = live
    ? [way, "bg-info-soft text-info-text"]
    : call.outcome === "completed"
      ? [way, "bg-good-soft text-good-text"]
      : call.outcome === "failed"
        ? [TriangleAlert, "bg-bad-soft text-bad-text"]
        : call.outcome === "cancelled"
          ? [PhoneOff, "bg-sunken text-text-2"]
          : [PhoneMissed, "bg-warn-soft text-warn-text"];
  return (
    <span className={cn("grid size-9 shrink-0 place-items-center rounded-full", colour)} aria-hidden>
      <Icon className={cn("size-[18px]", live && "breathing")} />
    </span>
  );
}
