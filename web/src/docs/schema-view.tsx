import { useTranslation } from "react-i18next";
import { type Document, resolve, type Schema, typeOf } from "./openapi";

/** How deep an answer's parts are unfolded. */
const deepest = 3;

/** The properties of a shape, with their types; nested ones are indented. */
export function SchemaView({
  document,
  schema,
  depth = 0,
  asked = false,
}: {
  document: Document;
  schema?: Schema;
  depth?: number;
  /** Whether it is a request: only there it matters what must be given. */
  asked?: boolean;
}) {
  const { t } = useTranslation();
  const shape = resolve(document, schema?.items ? schema.items : schema);
  const properties = Object.entries(shape.properties ?? {});
  if (properties.length === 0) return depth === 0 ? <Type schema={schema} /> : null;
  return (
    <ul className={depth > 0 ? "mt-1 ml-1 border-line border-l pl-4" : ""}>
      {properties.map(([name, property]) => (
        <li key={name} className="py-1">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <code className="font-medium font-mono text-sm">{name}</code>
            <Type schema={property} />
            {asked && shape.required?.includes(name) ? (
              <span className="text-warn-text text-xs">{t("docs.required")}</span>
            ) : null}
          </div>
          {property.description ? <p className="text-sm text-text-2">{property.description}</p> : null}
          {depth < deepest ? (
            <SchemaView document={document} schema={property} depth={depth + 1} asked={asked} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export function Type({ schema }: { schema?: Schema }) {
  return <code className="break-words font-mono text-sm text-text-3">{typeOf(schema)}</code>;
}
