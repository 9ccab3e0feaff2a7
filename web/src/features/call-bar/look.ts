/** How a stage of a call looks: its colours and its icon. States are words and icons too, never colour alone. */
import {
  CircleCheck,
  CirclePause,
  LoaderCircle,
  type LucideIcon,
  Mic,
  PhoneForwarded,
  PhoneMissed,
  PhoneOff,
  TriangleAlert,
  Volume2,
} from "lucide-react";
import type { PhoneState, Stage } from "@/softphone/state";

export interface Look {
  icon: LucideIcon;
  bar: string;
  mark: string;
  moving?: "turning" | "breathing";
}

const neutral = { bar: "bg-raised", mark: "bg-sunken text-text-2" };
const looks: Record<Exclude<Stage, "ended" | "idle">, Look> = {
  microphone: { icon: Mic, ...neutral, moving: "breathing" },
  connecting: { icon: LoaderCircle, ...neutral, moving: "turning" },
  ringing: { icon: PhoneForwarded, bar: "bg-info-soft", mark: "bg-info text-surface", moving: "breathing" },
  talking: { icon: Volume2, bar: "bg-good-soft", mark: "bg-good text-surface" },
  held: { icon: CirclePause, bar: "bg-warn-soft", mark: "bg-warn text-surface" },
};

/** The look of a stage; for an ended call, that of its result. */
export function lookOf(stage: Stage, state: PhoneState): Look {
  if (stage !== "ended" && stage !== "idle") return looks[stage];
  const outcome = state.call?.outcome;
  if (outcome === "completed") return { icon: CircleCheck, ...neutral };
  if (outcome === "failed" || !state.call) {
    return { icon: TriangleAlert, bar: "bg-bad-soft", mark: "bg-bad text-on-bad" };
  }
  if (outcome === "cancelled") return { icon: PhoneOff, ...neutral };
  return { icon: PhoneMissed, bar: "bg-warn-soft", mark: "bg-warn text-surface" };
}
