import { useTranslation } from "react-i18next";
import type { CustomField } from "@/api/types";
import { fieldOf } from "./plan";

/** What a part of a contact is called. */
export function usePartName(fields: readonly CustomField[]): (part: string) => string {
  const { t } = useTranslation();
  return (part) => {
    const id = fieldOf(part);
    return id ? (fields.find((field) => field.id === id)?.name ?? id) : t(`transfer.part.${part || "none"}`);
  };
}
