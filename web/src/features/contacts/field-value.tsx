import { useTranslation } from "react-i18next";
import type { ContactField } from "@/api/types";
import { day } from "@/i18n/format";

/** What a custom field holds, as people read it. */
export function FieldValue({ field, value }: { field: ContactField; value?: string }) {
  const { t, i18n } = useTranslation();
  if (!value) return null;
  if (field.type === "date") return day(value, i18n.language);
  if (field.type === "yes_no") return t(`fields.${value}`);
  if (field.type === "url") {
    return (
      <a href={value} target="_blank" rel="noreferrer noopener" className="text-accent-text hover:underline">
        {value}
      </a>
    );
  }
  return value;
}
