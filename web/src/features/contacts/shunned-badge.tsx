import { Ban } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Contact } from "@/api/types";
import { exact } from "@/i18n/format";
import { Badge } from "@/ui/badge";
import { Noted } from "@/ui/noted";

/** That a contact does not want to be contacted: since when, and why. */
export function ShunnedBadge({ shunned }: { shunned: NonNullable<Contact["doNotContact"]> }) {
  const { t, i18n } = useTranslation();
  return (
    <Noted
      note={[exact(new Date(shunned.at), i18n.language), shunned.reason].filter(Boolean).join(" · ")}
      data-testid="do-not-contact"
    >
      <Badge tone="bad" className="gap-1">
        <Ban className="size-3" aria-hidden />
        {t("record.shunned")}
      </Badge>
    </Noted>
  );
}
