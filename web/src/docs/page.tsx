import { CloudOff, Download, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "@/app/mark";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { RowSkeletons } from "@/ui/skeleton";
import { byTag, type Document, matches } from "./openapi";
import { OperationView } from "./operation-view";
import { Prose } from "./prose";

const source = "/api/openapi.json";

/** The API, legible: its operations by tag. */
export function DocsPage() {
  const { t } = useTranslation();
  const [document, setDocument] = useState<Document | null>(null);
  const [failed, setFailed] = useState(false);
  const [search, setSearch] = useState("");
  useEffect(() => {
    fetch(source)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((loaded: Document) => {
        setDocument(loaded);
        window.document.title = `${loaded.info.title} ${loaded.info.version}`;
      })
      .catch(() => setFailed(true));
  }, []);

  return (
    <div className="h-full overflow-y-auto">
      <header className="sticky top-0 z-10 border-line border-b bg-surface">
        <div className="mx-auto flex max-w-[68rem] items-center gap-3 px-4 py-3 md:px-6">
          <Mark className="size-7 shrink-0" />
          <div className="w-64 max-sm:hidden">
            <SearchField value={search} onChange={setSearch} label={t("docs.find")} />
          </div>
          <span className="flex-1" />
          <Button asChild>
            <a href={source} download>
              <Download className="size-4" aria-hidden />
              {t("docs.download")}
            </a>
          </Button>
          <Button asChild kind="ghost" className="max-sm:hidden">
            <a href="/">{t("docs.toConsole")}</a>
          </Button>
        </div>
      </header>
      <main className="mx-auto max-w-[68rem] px-4 py-8 md:px-6">
        {failed ? <Notice icon={<CloudOff />} title={t("docs.failed")} /> : null}
        {document ? <Operations document={document} search={search} /> : failed ? null : <RowSkeletons />}
      </main>
    </div>
  );
}

function Operations({ document, search }: { document: Document; search: string }) {
  const { t } = useTranslation();
  const groups = byTag(document, t("docs.other"))
    .map(({ tag, entries }) => ({ tag, entries: entries.filter((entry) => matches(entry, search)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <>
      <h1 className="font-semibold text-xl">
        {t("docs.title")} <span className="font-normal text-text-3">{document.info.version}</span>
      </h1>
      <Prose
        className="mt-1 mb-8 max-w-[46rem] text-text-2"
        text={document.info.description || t("docs.lead")}
      />
      {groups.length === 0 ? <Notice icon={<SearchX />} title={t("docs.none")} /> : null}
      {groups.map(({ tag, entries }) => (
        <section key={tag} className="mb-8">
          <h2 className="font-semibold text-lg">{tag}</h2>
          <p className="mb-2 text-sm text-text-2">
            {document.tags?.find((known) => known.name === tag)?.description}
          </p>
          <div className="overflow-hidden rounded-card border border-line bg-surface">
            {entries.map((entry) => (
              <OperationView key={`${entry.method} ${entry.path}`} document={document} entry={entry} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
