import { useBlocker, useNavigate, useSearch } from "@tanstack/react-router";
import { MessageCircle } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { asApiError } from "@/api/problem";
import { useMe } from "@/app/session";
import { usePhoneNumbers } from "@/i18n/phone";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { NoPermission, Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { CallHoursCard } from "./call-hours-card";
import { CountriesCard } from "./countries-card";
import { ModuleOff } from "./module-off";
import { OperatorsCard } from "./operators-card";
import { StatusCard } from "./status-card";
import { SwitchesCard } from "./switches-card";
import { settingsQuery } from "./use-call-settings";

/** WhatsApp Calls: choose an account, switch calling on, say who handles its calls and when. */
export function CallingPage() {
  const { t } = useTranslation();
  const me = useMe();
  const phoneNumber = usePhoneNumbers();
  const navigate = useNavigate();
  const { account: wanted } = useSearch({ from: "/frame/whatsapp-calls" });
  const accounts = $api.useQuery("get", "/api/accounts");
  if (!me.can.settings) return <NoPermission reason="no_settings" />;
  if (!me.modules.includes("calls")) return <ModuleOff />;
  return (
    <Page title={t("calling.title")} lead={me.user.admin ? t("calling.lead") : t("settings.readOnly")}>
      <Loaded query={accounts} skeleton={<Skeleton className="h-14 rounded-card" />}>
        {({ items }) => {
          const account = items.find(({ id }) => id === wanted) ?? items[0];
          if (!account) {
            return (
              <Notice
                icon={<MessageCircle />}
                title={t("calling.noAccountTitle")}
                text={t("calling.noAccountText")}
                action={
                  <Button kind="primary" onClick={() => void navigate({ to: "/settings/accounts" })}>
                    {t("calling.toAccounts")}
                  </Button>
                }
              />
            );
          }
          return (
            <>
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
                <span className="font-medium text-sm" id="calling-account">
                  {t("calling.account")}
                </span>
                <Choice
                  label={t("calling.account")}
                  value={account.id}
                  onChange={(id) => void navigate({ to: ".", search: { account: id }, replace: true })}
                  options={items.map(({ id, name, phone }) => ({
                    value: id,
                    label: `${name} · ${phoneNumber(phone)}`,
                  }))}
                  className="h-9 bg-surface shadow-[inset_0_0_0_1px_var(--line)]"
                />
              </div>
              <AccountCalls key={account.id} id={account.id} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** The settings of one account. Each card saves itself; what is not saved is not lost without a question. */
function AccountCalls({ id }: { id: string }) {
  const { t } = useTranslation();
  const settings = $api.useQuery("get", "/api/settings/calling/{id}", settingsQuery(id));
  const [unsaved, setUnsaved] = useState<Record<string, boolean>>({});
  const dirty = Object.values(unsaved).some(Boolean);
  const leaving = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true });
  const mark = (card: string) => (is: boolean) =>
    setUnsaved((known) => (Boolean(known[card]) === is ? known : { ...known, [card]: is }));
  if (settings.isError && asApiError(settings.error).reason === "module_off") return <ModuleOff />;
  return (
    <Loaded
      query={settings}
      skeleton={
        <>
          <Skeleton className="h-28 rounded-card" />
          <Skeleton className="h-72 rounded-card" />
        </>
      }
    >
      {(data) => (
        <div className="space-y-5" data-testid="call-settings">
          <StatusCard settings={data} />
          <OperatorsCard settings={data} onUnsaved={mark("operators")} />
          {data.meta ? (
            <>
              <SwitchesCard settings={data} meta={data.meta} />
              <CallHoursCard settings={data} meta={data.meta} onUnsaved={mark("hours")} />
              <CountriesCard settings={data} meta={data.meta} onUnsaved={mark("countries")} />
            </>
          ) : null}
          {leaving.status === "blocked" ? (
            <Confirm
              title={t("form.unsaved")}
              confirm={t("form.discard")}
              onConfirm={async () => leaving.proceed()}
              onClose={leaving.reset}
            />
          ) : null}
        </div>
      )}
    </Loaded>
  );
}
