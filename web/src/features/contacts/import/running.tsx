import { Link } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { ContactImport } from "@/api/types";
import { exact } from "@/i18n/format";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { done } from "./plan";
import { StateBadge } from "./state-badge";

/** How far an import is, or what became of it. */
export function Running({ one }: { one: ContactImport }) {
  const { t, i18n } = useTranslation();
  const [stopping, setStopping] = useState(false);
  const running = one.state === "running";
  const ready = done(one);
  const number = (n: number) => n.toLocaleString(i18n.language);
  return (
    <>
      <section className="rounded-card border border-line bg-surface p-4" data-testid="import-progress">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <StateBadge state={one.state} />
          <span className="text-text-2 tabular-nums" data-testid="import-done">
            {t("transfer.done", { done: number(ready), rows: number(one.rows) })}
          </span>
        </div>
        <div
          role="progressbar"
          aria-label={t("transfer.progress")}
          aria-valuemin={0}
          aria-valuemax={one.rows}
          aria-valuenow={ready}
          className="mt-3 h-2 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className="h-full rounded-full bg-accent transition-[width] duration-200 motion-reduce:transition-none"
            style={{ width: `${(ready / Math.max(one.rows, 1)) * 100}%` }}
          />
        </div>
        <dl className="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
          {(["added", "changed", "unchanged", "refused"] as const).map((what) => (
            <div key={what} className="rounded-soft bg-sunken px-3 py-2">
              <dt className="text-sm text-text-2">{t(`transfer.number.${what}`)}</dt>
              <dd className="font-semibold text-xl tabular-nums" data-testid={`import-${what}`}>
                {number(one[what])}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-4 text-text-2" aria-live="polite">
          {one.problem || t(`transfer.say.${one.state}`)}
        </p>
        <p className="mt-1 text-sm text-text-3">
          {[one.author, one.startedAt ? exact(new Date(one.startedAt), i18n.language) : ""]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </section>
      <div className="flex flex-wrap gap-2">
        {running ? (
          <Button onClick={() => setStopping(true)} data-testid="import-stop">
            {t("transfer.stop")}
          </Button>
        ) : (
          <>
            <Button asChild kind="primary">
              <Link to="/contacts" search={{ sort: "-created" }}>
                {t("transfer.look")}
              </Link>
            </Button>
            <Button asChild>
              <Link to="/contacts/import">{t("transfer.another")}</Link>
            </Button>
          </>
        )}
        {one.report ? (
          <Button asChild>
            <a
              href={`/api/contact-imports/${one.id}/report?${new URLSearchParams({ language: i18n.language })}`}
              download
              data-testid="import-report"
            >
              <Download className="size-4" aria-hidden />
              {t("transfer.report", { count: one.refused })}
            </a>
          </Button>
        ) : null}
      </div>
      {one.report ? <p className="text-sm text-text-3">{t("transfer.reportHint")}</p> : null}
      {stopping && running ? (
        <Confirm
          title={t("transfer.stopTitle")}
          text={t("transfer.stopText")}
          confirm={t("transfer.stop")}
          onConfirm={async () => {
            await must(client.POST("/api/contact-imports/{id}/stop", { params: { path: { id: one.id } } }));
          }}
          onClose={() => setStopping(false)}
        />
      ) : null}
    </>
  );
}
