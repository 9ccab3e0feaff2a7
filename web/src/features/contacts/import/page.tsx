import { Link, useNavigate } from "@tanstack/react-router";
import { FileSpreadsheet, LoaderCircle } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asApiError } from "@/api/problem";
import type { ContactImport } from "@/api/types";
import { upload } from "@/api/upload";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { NoPermission } from "@/ui/notice";
import { Page } from "@/ui/page";
import { History } from "./history";

/** The largest file that the server takes, in bytes. */
const most = 25 * 1024 * 1024;

/** Import of contacts: a file to choose, and the imports before. */
export function ImportsPage() {
  const { t } = useTranslation();
  const { can } = useMe();
  if (!can.import) return <NoPermission />;
  return (
    <Page
      title={t("transfer.importTitle")}
      lead={t("transfer.importLead")}
      action={
        <Button asChild>
          <Link to="/contacts">{t("contacts.back")}</Link>
        </Button>
      }
    >
      <ChooseFile />
      <History />
    </Page>
  );
}

function ChooseFile() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [sent, setSent] = useState<number>();
  const [over, setOver] = useState(false);
  const [trouble, setTrouble] = useState("");

  const offer = async (file: File | undefined) => {
    if (!file || sent !== undefined) return;
    setTrouble("");
    if (file.size > most) return setTrouble(t("transfer.tooLarge"));
    setSent(0);
    try {
      const query = new URLSearchParams({ name: file.name });
      const { id } = await upload<ContactImport>(`/api/contact-imports?${query}`, file, setSent);
      await navigate({ to: "/contacts/import/$importId", params: { importId: id } });
    } catch (thrown) {
      const error = asApiError(thrown);
      setTrouble(error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed"));
      setSent(undefined);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void offer(event.dataTransfer.files[0]);
  };

  return (
    <section
      aria-label={t("transfer.choose")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex min-h-56 flex-col items-center justify-center gap-3 rounded-card border border-line-strong/60 border-dashed bg-surface px-6 py-8 text-center transition-colors ease-quick",
        over && "border-accent bg-accent-soft",
      )}
    >
      <div className="grid size-12 place-items-center rounded-full bg-sunken text-text-3">
        {sent === undefined ? (
          <FileSpreadsheet className="size-5.5" aria-hidden />
        ) : (
          <LoaderCircle className="size-5.5 animate-spin motion-reduce:animate-none" aria-hidden />
        )}
      </div>
      <div>
        <p className="font-medium">{t("transfer.drop")}</p>
        <p className="mt-1 max-w-md text-balance text-text-2">{t("transfer.dropText")}</p>
      </div>
      <Button asChild kind="primary" className="relative" aria-disabled={sent !== undefined}>
        <label className="focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2">
          {sent === undefined
            ? t("transfer.choose")
            : sent < 1
              ? t("transfer.sending", { percent: Math.floor(sent * 100) })
              : t("transfer.reading")}
          <input
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            disabled={sent !== undefined}
            onChange={(event) => {
              void offer(event.target.files?.[0]);
              event.target.value = "";
            }}
            className="absolute inset-0 cursor-pointer opacity-0"
            data-testid="import-file"
          />
        </label>
      </Button>
      <p role="alert" className="max-w-lg text-bad-text empty:hidden" data-testid="import-trouble">
        {trouble}
      </p>
    </section>
  );
}
