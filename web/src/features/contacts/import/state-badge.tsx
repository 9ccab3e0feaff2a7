import { Check, CircleStop, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ContactImport } from "@/api/types";
import { Badge, type Tone } from "@/ui/badge";

const looks: Record<ContactImport["state"], { tone: Tone; icon: typeof Check | null }> = {
  mapping: { tone: "quiet", icon: null },
  running: { tone: "info", icon: LoaderCircle },
  done: { tone: "good", icon: Check },
  stopped: { tone: "warn", icon: CircleStop },
  failed: { tone: "bad", icon: TriangleAlert },
};

/** How far an import is, in a word. */
export function StateBadge({ state }: { state: ContactImport["state"] }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[state];
  return (
    <Badge tone={tone}>
      {Icon ? <Icon className={state === "running" ? "motion-safe:animate-spin" : ""} aria-hidden /> : null}
      {t(`transfer.state.${state}`)}
    </Badge>
  );
}
