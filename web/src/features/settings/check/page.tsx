import { useNavigate, useSearch } from "@tanstack/react-router";
import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { CallCheck } from "@/api/types";
import { useMe } from "@/app/session";
import { Authorization } from "@/features/call-action/authorization";
import { usePhoneNumber } from "@/i18n/phone";
import { Choice } from "@/ui/choice";
import { Loaded } from "@/ui/loaded";
import { NoPermission, Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { SearchChoice } from "@/ui/search-choice";
import { GateChain } from "./gate-chain";

/** System Settings > Can they call?: every gate between a person and a contact, as it stands at this moment. */
export function CheckPage() {
  const { t } = useTranslation();
  const { can } = useMe();
  const navigate = useNavigate();
  const { user, contact, account } = useSearch({ from: "/frame/settings/check" });
  const choose = (change: { user?: string; contact?: string; account?: string }) =>
    void navigate({ to: "/settings/check", search: (before) => ({ ...before, ...change }), replace: true });
  const query = $api.useQuery(
    "get",
    "/api/settings/check",
    {
      params: {
        query: { userId: user ?? "", contactId: contact ?? "", ...(account ? { accountId: account } : {}) },
      },
    },
    { enabled: Boolean(user && contact), placeholderData: (before) => before },
  );
  if (!can.check) return <NoPermission reason="no_settings" />;
  return (
    <Page title={t("check.title")} lead={t("check.lead")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <UserChoice chosen={user} onChoose={(id) => choose({ user: id })} />
        <ContactChoice chosen={contact} onChoose={(id) => choose({ contact: id })} />
      </div>
      {user && contact ? (
        <Loaded query={query}>
          {(check) => <Answer check={check} onAccount={(id) => choose({ account: id })} />}
        </Loaded>
      ) : (
        <Notice icon={<CircleHelp />} title={t("check.pickTitle")} text={t("check.pickText")} />
      )}
    </Page>
  );
}

function Answer({ check, onAccount }: { check: CallCheck; onAccount: (id: string) => void }) {
  const { t } = useTranslation();
  const names = { user: check.user.name, contact: check.contact.displayName };
  const open = [...check.access, ...check.call].every(({ allowed }) => allowed);
  const Icon = open ? CircleCheck : CircleX;
  return (
    <>
      <div
        className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-surface p-4"
        data-testid="check-answer"
        data-open={open}
      >
        <Icon className={`size-6 shrink-0 ${open ? "text-good" : "text-bad"}`} aria-hidden />
        <h2 className="min-w-0 flex-1 basis-56 font-semibold text-lg" aria-live="polite">
          {t(open ? "check.yes" : "check.no", names)}
        </h2>
        <Authorization authorization={check.authorization} />
        {check.accounts.length > 1 ? (
          <Choice
            label={t("check.account")}
            value={check.account.id}
            onChange={onAccount}
            options={check.accounts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <span className="text-text-3">{t("check.on", { account: check.account.name })}</span>
        )}
      </div>
      <GateChain title={t("check.access")} gates={check.access} check={check} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <GateChain title={t("check.request")} gates={check.request} check={check} />
        <GateChain title={t("check.call")} gates={check.call} check={check} />
      </div>
      <p className="text-sm text-text-3">{t("check.same", names)}</p>
    </>
  );
}

function UserChoice({ chosen, onChoose }: { chosen?: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const users = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const wanted = search.trim().toLowerCase();
  return (
    <SearchChoice
      label={t("check.user")}
      placeholder={t("check.pickUser")}
      chosen={users.find(({ id }) => id === chosen)?.name ?? ""}
      options={users.filter(({ name }) => name.toLowerCase().includes(wanted))}
      search={search}
      onSearch={setSearch}
      onChoose={onChoose}
      testId="check-user"
    />
  );
}

function ContactChoice({ chosen, onChoose }: { chosen?: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(search.trim()), 150);
    return () => clearTimeout(timer);
  }, [search]);
  const found = $api.useQuery(
    "get",
    "/api/contacts",
    { params: { query: { search: asked, limit: 20 } } },
    { placeholderData: (before) => before },
  );
  const one = $api.useQuery(
    "get",
    "/api/contacts/{id}",
    { params: { path: { id: chosen ?? "" } } },
    { enabled: Boolean(chosen) },
  );
  const number = usePhoneNumber(one.data?.waId || one.data?.phone || "");
  const name = one.data?.displayName ?? "";
  return (
    <SearchChoice
      label={t("check.contact")}
      placeholder={t("check.pickContact")}
      chosen={name && number && name !== number ? `${name} · ${number}` : name}
      options={(found.data?.items ?? []).map((contact) => ({
        id: contact.id,
        name: contact.displayName,
        note: contact.waId || contact.phone,
      }))}
      search={search}
      onSearch={setSearch}
      onChoose={onChoose}
      testId="check-contact"
    />
  );
}
