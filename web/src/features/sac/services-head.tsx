import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { SearchField } from "@/ui/search-field";
import { NarrowMenu } from "./narrow-menu";
import type { Narrowing } from "./narrowing";
import { ViewChoice } from "./view-choice";

/** Above the services, as a list or a board: what they are narrowed by, how they are shown, and the search. */
export function ServicesHead({
  by,
  onChange,
  mine,
}: {
  by: Narrowing;
  onChange: (change: Narrowing) => void;
  /** How many of those in service are one's own. */
  mine?: number;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="flex h-8 items-center gap-2">
        <h2 className="mr-auto truncate font-semibold text-lg">{t("sac.title")}</h2>
        <Button
          size="s"
          aria-pressed={Boolean(by.mine)}
          onClick={() => onChange({ mine: by.mine ? undefined : true })}
          className="h-8 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          data-testid="mine"
        >
          {mine ? `${t("sac.mine")} ${mine}` : t("sac.mine")}
        </Button>
        <NarrowMenu by={by} onChange={onChange} />
        <ViewChoice />
      </div>
      <div className="md:max-w-96">
        <SearchField
          value={by.q ?? ""}
          onChange={(text) => onChange({ q: text || undefined })}
          label={t("sac.search")}
        />
      </div>
    </>
  );
}
