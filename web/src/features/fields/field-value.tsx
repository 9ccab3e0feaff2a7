import { useTranslation } from "react-i18next";
import type { CustomField } from "@/api/types";
import { day } from "@/i18n/format";

/** Says a value of a custom field as people read it. */
export function useFieldWords() {
  const { t, i18n } = useTranslation();
  return (field: CustomField, value: string): string => {
    if (field.type === "date") return day(value, i18n.language);
    return field.type === "yes_no" ? t(`fields.${value}`) : value;
  };
}

/** What a custom field holds, as people read it. */
export function FieldValue({ field, value }: { field: CustomField; value?: string }) {
  const words = useFieldWords();
  if (!value) return null;
  if (field.type === "url") {
    return (
      <a href={value} target="_blank" rel="noreferrer noopener" className="text-accent-text hover:underline">
        {value}
      </a>
    );
  }
  return words(field, value);
}
