import { ExternalLink, Receipt, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { RateCard } from "@/api/types";
import { useMe } from "@/app/session";
import { day } from "@/i18n/format";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { notifyGood } from "@/ui/notify";
import { Page } from "@/ui/page";
import { SearchField } from "@/ui/search-field";
import { Skeleton } from "@/ui/skeleton";
import { RowMenu } from "../row-menu";
import { ImportDialog } from "./import-dialog";
import { MonthCard } from "./month-card";
import { RateTable } from "./rate-table";

const source = "https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/pricing/";

/** System Settings > Pricing: Meta's rate cards, and what they make of the month. */
export function PricingPage() {
  const { t, i18n } = useTranslation();
  const { user } = useMe();
  const query = $api.useQuery("get", "/api/settings/rates", {});
  const [importing, setImporting] = useState(false);
  const [deleting, setDeleting] = useState<RateCard>();
  const [chosen, setChosen] = useState("");
  const [search, setSearch] = useState("");
  const button = (
    <Button kind="primary" onClick={() => setImporting(true)} data-testid="import-rates">
      <Upload className="size-4" aria-hidden />
      {t("pricing.import")}
    </Button>
  );
  const named = (card: RateCard) =>
    t("pricing.from", { day: day(card.effective, i18n.language) }) +
    (card.effective === query.data?.inForce ? ` · ${t("pricing.inForce")}` : "");
  return (
    <Page
      wide
      title={t("pricing.title")}
      lead={user.admin ? t("pricing.lead") : `${t("pricing.lead")} ${t("settings.readOnly")}`}
      action={user.admin && query.data?.cards.length ? button : undefined}
    >
      <div className="rounded-card border border-line bg-surface p-4">
        <p className="max-w-[60rem] text-text-2">{t("pricing.how")}</p>
        <Button asChild kind="ghost" size="s" className="mt-2 -ml-2">
          <a href={source} target="_blank" rel="noreferrer">
            <ExternalLink className="size-4" aria-hidden />
            {t("pricing.source")}
          </a>
        </Button>
      </div>
      <Loaded query={query} skeleton={<Skeleton className="h-96 rounded-card" />}>
        {({ cards, inForce, month }) => {
          const shown =
            cards.find(({ effective }) => effective === (chosen || inForce)) ?? cards[0] ?? undefined;
          return shown ? (
            <>
              <MonthCard month={month} />
              <section aria-label={t("pricing.table")} className="space-y-3">
                <div className="flex flex-wrap items-center gap-3">
                  <Choice
                    label={t("pricing.card")}
                    value={shown.effective}
                    onChange={setChosen}
                    options={cards.map((card) => ({ value: card.effective, label: named(card) }))}
                  />
                  {shown.example ? (
                    <Badge tone="warn" data-testid="example">
                      {t("pricing.example")}
                    </Badge>
                  ) : null}
                  <div className="flex min-w-48 flex-1">
                    <SearchField value={search} onChange={setSearch} label={t("pricing.search")} />
                  </div>
                  {user.admin ? (
                    <RowMenu
                      name={named(shown)}
                      actions={[
                        {
                          label: t("pricing.delete"),
                          run: () => setDeleting(shown),
                          testId: "delete-rates",
                        },
                      ]}
                    />
                  ) : null}
                </div>
                <RateTable card={shown} search={search} />
                <p className="text-sm text-text-3">
                  {t("pricing.file", { file: shown.source })}{" "}
                  {shown.example ? t("cost.madeUp") : t("pricing.estimate")}
                </p>
              </section>
            </>
          ) : (
            <Notice
              icon={<Receipt />}
              title={t("pricing.emptyTitle")}
              text={t(user.admin ? "pricing.emptyText" : "pricing.emptyLook")}
              action={user.admin ? button : undefined}
            />
          );
        }}
      </Loaded>
      {importing ? (
        <ImportDialog
          days={query.data?.cards.map(({ effective }) => effective) ?? []}
          onClose={() => setImporting(false)}
          onDone={(effective) => {
            setImporting(false);
            setChosen(effective);
            void query.refetch();
          }}
        />
      ) : null}
      {deleting ? (
        <Confirm
          title={t("pricing.deleteTitle", { day: day(deleting.effective, i18n.language) })}
          text={t("pricing.deleteText")}
          confirm={t("pricing.delete")}
          onClose={() => setDeleting(undefined)}
          onConfirm={async () => {
            await must(
              client.DELETE("/api/settings/rates/{day}", { params: { path: { day: deleting.effective } } }),
            );
            setChosen("");
            await query.refetch();
            notifyGood(t("pricing.deleted"));
          }}
        />
      ) : null}
    </Page>
  );
}
