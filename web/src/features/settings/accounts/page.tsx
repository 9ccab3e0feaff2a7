import { Cable, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { AccountSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { notifyBad, notifyGood } from "@/ui/notify";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { AccountCard, type Deed } from "./account-card";
import { AddAccount } from "./add-account";
import { ChangeAccount } from "./change-account";
import { CheckDialog } from "./check-dialog";
import { ReplaceSecrets } from "./replace-secrets";
import { useRefresh } from "./use-refresh";

/** What is open above the page. */
type Open = { deed: "add" } | { deed: Deed; id: string; verifyToken?: string };

/** System Settings > Account Settings: the numbers of the WhatsApp API. */
export function AccountsPage() {
  const { t } = useTranslation();
  const { user } = useMe();
  const query = $api.useQuery("get", "/api/settings/accounts", {});
  const refresh = useRefresh();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);

  const reconnect = async (account: AccountSettings) => {
    try {
      await must(
        client.POST("/api/settings/accounts/{id}/reconnect", {
          params: { path: { id: account.id } },
          body: { version: account.version },
        }),
      );
      notifyGood(t("accounts.reconnected", { name: account.name }));
    } catch (thrown) {
      notifyBad(asApiError(thrown).message || t("form.failed"));
    }
    await refresh();
  };
  const start = (deed: Deed, account: AccountSettings) =>
    deed === "reconnect" ? void reconnect(account) : setOpen({ deed, id: account.id });

  const add = (
    <Button kind="primary" onClick={() => setOpen({ deed: "add" })} data-testid="add-account">
      <Plus className="size-4" aria-hidden />
      {t("accounts.add")}
    </Button>
  );
  return (
    <Page
      title={t("accounts.title")}
      lead={user.admin ? t("accounts.lead") : `${t("accounts.lead")} ${t("settings.readOnly")}`}
      action={user.admin && query.data?.items.length ? add : undefined}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96 rounded-card" />}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Notice
                icon={<Cable />}
                title={t("accounts.emptyTitle")}
                text={t(user.admin ? "accounts.emptyText" : "accounts.emptyLook")}
                action={user.admin ? add : undefined}
              />
            ) : (
              <section aria-labelledby="whatsapp-api" className="space-y-3">
                <h2 id="whatsapp-api" className="font-semibold text-text-2">
                  {t("accounts.api")}
                </h2>
                {items.map((account) => (
                  <AccountCard key={account.id} account={account} onDo={(deed) => start(deed, account)} />
                ))}
              </section>
            )}
            <Above
              open={open}
              account={open && "id" in open ? items.find(({ id }) => id === open.id) : undefined}
              show={setOpen}
              close={close}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The dialog that is open, if any. */
function Above({
  open,
  account,
  show,
  close,
}: {
  open: Open | null;
  account: AccountSettings | undefined;
  show: (open: Open) => void;
  close: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  if (open?.deed === "add") {
    return (
      <AddAccount
        onAdded={({ id }, verifyToken) => show({ deed: "check", id, verifyToken })}
        onClose={close}
      />
    );
  }
  if (!open || !account) return null;
  switch (open.deed) {
    case "check":
      return <CheckDialog account={account} verifyToken={open.verifyToken} onClose={close} />;
    case "change":
      return <ChangeAccount account={account} onClose={close} />;
    case "replace":
      return (
        <ReplaceSecrets
          account={account}
          onReplaced={() => show({ deed: "check", id: account.id })}
          onClose={close}
        />
      );
    case "disconnect":
      return (
        <Confirm
          title={t("accounts.disconnectTitle", { name: account.name })}
          text={t("accounts.disconnectText")}
          confirm={t("accounts.disconnect")}
          onClose={close}
          onConfirm={async () => {
            try {
              await must(
                client.POST("/api/settings/accounts/{id}/disconnect", {
                  params: { path: { id: account.id } },
                  body: { version: account.version },
                }),
              );
            } finally {
              await refresh();
            }
            notifyGood(t("accounts.wasDisconnected", { name: account.name }));
          }}
        />
      );
    default:
      return null;
  }
}
