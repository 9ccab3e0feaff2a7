import { PhoneOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";

/** What calling is and whom to ask for it, where it is not in the plan. */
export function ModuleOff() {
  const { t } = useTranslation();
  const { salesContact } = useMe().workspace;
  const href = salesContact ? linkTo(salesContact) : undefined;
  return (
    <div data-testid="module-off" className="h-full">
      <h1 className="sr-only">{t("calling.title")}</h1>
      <Notice
        icon={<PhoneOff />}
        title={t("calling.offTitle")}
        text={t("calling.offText")}
        action={
          href ? (
            <Button asChild kind="primary">
              <a href={href} target={href.startsWith("http") ? "_blank" : undefined} rel="noreferrer">
                {t("calling.sales", { contact: salesContact })}
              </a>
            </Button>
          ) : undefined
        }
      >
        {href ? null : <p className="mt-3 text-text-2">{salesContact || t("calling.noSales")}</p>}
      </Notice>
    </div>
  );
}

/** Where a contact leads: a mail, a page, a phone. */
export function linkTo(contact: string): string | undefined {
  if (/^https?:\/\//.test(contact)) return contact;
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return `mailto:${contact}`;
  if (/^\+?[\d\s().-]{6,}$/.test(contact)) return `tel:${contact.replace(/[^\d+]/g, "")}`;
  return undefined;
}
