import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/ui/cn";
import { bodyOf, type Document, type Entry } from "./openapi";
import { Prose } from "./prose";
import { SchemaView, Type } from "./schema-view";

const colours: Record<string, string> = {
  get: "bg-info-soft text-info-text",
  post: "bg-good-soft text-good-text",
  put: "bg-warn-soft text-warn-text",
  patch: "bg-warn-soft text-warn-text",
  delete: "bg-bad-soft text-bad-text",
};

/** The anchor of an operation. */
export const anchorOf = ({ method, path }: Entry) =>
  `${method}-${path.replace(/\W+/g, "-").replace(/^-|-$/g, "")}`;

/** One operation, folded until somebody wants to know. */
export function OperationView({ document, entry }: { document: Document; entry: Entry }) {
  const { t } = useTranslation();
  const { method, path, operation } = entry;
  const id = anchorOf(entry);
  const [open, setOpen] = useState(location.hash === `#${id}`);
  const body = bodyOf(operation.requestBody);
  return (
    <details
      id={id}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group scroll-mt-20 border-line border-t first:border-t-0"
    >
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 outline-offset-[-2px] hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-text-3 transition-transform ease-quick group-open:rotate-90"
          aria-hidden
        />
        <span
          className={cn(
            "w-16 rounded-tight py-0.5 text-center font-semibold text-xs uppercase",
            colours[method],
          )}
        >
          {method}
        </span>
        <code className="break-all font-mono text-sm">{path}</code>
        <span className="text-sm text-text-2">{operation.summary}</span>
      </summary>
      {open ? (
        <div className="space-y-5 px-4 pt-1 pb-5 md:pl-11">
          {operation.description ? <Prose className="max-w-[46rem]" text={operation.description} /> : null}
          {operation.parameters?.length ? (
            <Part title={t("docs.parameters")}>
              <ul>
                {operation.parameters.map((parameter) => (
                  <li key={`${parameter.in} ${parameter.name}`} className="py-1">
                    <div className="flex flex-wrap items-baseline gap-x-2">
                      <code className="font-medium font-mono text-sm">{parameter.name}</code>
                      <Type schema={parameter.schema} />
                      <span className="text-text-3 text-xs">{parameter.in}</span>
                      {parameter.required ? (
                        <span className="text-warn-text text-xs">{t("docs.required")}</span>
                      ) : null}
                    </div>
                    <p className="text-sm text-text-2">
                      {parameter.description ?? parameter.schema?.description}
                    </p>
                  </li>
                ))}
              </ul>
            </Part>
          ) : null}
          {body ? (
            <Part title={t("docs.body")} note={body.type}>
              <SchemaView document={document} schema={body.schema} asked />
            </Part>
          ) : null}
          <Part title={t("docs.answers")}>
            {Object.entries(operation.responses ?? {}).map(([status, response]) => (
              <Answer key={status} document={document} status={status} response={response} />
            ))}
          </Part>
        </div>
      ) : null}
    </details>
  );
}

function Answer({
  document,
  status,
  response,
}: {
  document: Document;
  status: string;
  response: NonNullable<Entry["operation"]["responses"]>[string];
}) {
  const { t } = useTranslation();
  const body = bodyOf(response);
  const good = status.startsWith("2");
  return (
    <div className="flex flex-wrap gap-x-3 border-line border-t py-2 first:border-t-0">
      <span className={cn("w-14 font-semibold text-sm", good ? "text-good-text" : "text-bad-text")}>
        {status}
      </span>
      <div className="min-w-0 flex-1">
        <div className="text-sm text-text-2">
          {response.description} <span className="text-text-3">{body?.type ?? t("docs.empty")}</span>
        </div>
        {body ? <SchemaView document={document} schema={body.schema} /> : null}
      </div>
    </div>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-sm text-text-3">
        {title} {note ? <span className="font-normal">{note}</span> : null}
      </h3>
      {children}
    </section>
  );
}
