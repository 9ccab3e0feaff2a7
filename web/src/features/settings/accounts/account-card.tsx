import { Link } from "@tanstack/react-router";
import { Ellipsis, KeyRound, Pencil, PhoneCall, Plug, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AccountSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { Badge, type Tone } from "@/ui/badge";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from "@/ui/menu";
import { Moment } from "@/ui/moment";
import { Phone } from "@/ui/phone";
import { Copied } from "./check-dialog";
import { MetaWords, saidByMeta, Why } from "./check-list";
import { type Health, healthOf, needsLook } from "./steps";

export type Deed = "check" | "change" | "replace" | "disconnect" | "reconnect";

const tones: Record<Health, Tone> = {
  unchecked: "quiet",
  partly: "quiet",
  healthy: "good",
  warning: "warn",
  failed: "bad",
};

/** A number: how it is, what fails, and what can be done with it. Without the right to change it is there to look at. */
export function AccountCard({ account, onDo }: { account: AccountSettings; onDo: (deed: Deed) => void }) {
  const { t } = useTranslation();
  const { user } = useMe();
  const connected = account.status === "connected";
  return (
    <section
      className="rounded-card border border-line bg-surface"
      data-testid="account-card"
      data-status={account.status}
      aria-label={account.name}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 p-4">
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="break-words font-semibold text-lg">{account.name}</h2>
          <p className="text-text-2 tabular-nums">
            <Phone digits={account.phone} />
          </p>
          <div className="mt-2 flex flex-wrap gap-1.5">
            <Badge tone={connected ? "good" : "quiet"}>
              {t(connected ? "accounts.connected" : "accounts.disconnected")}
            </Badge>
            <Badge tone={account.callingEnabled ? "good" : "quiet"}>
              {t(account.callingEnabled ? "accounts.callsOn" : "accounts.callsOff")}
            </Badge>
            {account.restrictions.some(({ warning }) => !warning) ? (
              <Badge tone="warn">{t("accounts.paused")}</Badge>
            ) : null}
          </div>
        </div>
        <div className="flex max-w-full flex-wrap gap-2">
          {user.admin ? (
            <Button kind="primary" onClick={() => onDo("check")} data-testid="check-account">
              {t("accounts.check")}
            </Button>
          ) : null}
          <Button asChild>
            <Link to="/whatsapp-calls" search={{ account: account.id }}>
              <PhoneCall className="size-4" aria-hidden />
              {t("accounts.toCalls")}
            </Link>
          </Button>
          {user.admin ? <Actions account={account} onDo={onDo} /> : null}
        </div>
      </div>
      <HealthLine account={account} />
      <Facts account={account} />
    </section>
  );
}

function Actions({ account, onDo }: { account: AccountSettings; onDo: (deed: Deed) => void }) {
  const { t } = useTranslation();
  const connected = account.status === "connected";
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          size="icon"
          kind="ghost"
          aria-label={t("accounts.menu", { name: account.name })}
          data-testid="account-menu"
        >
          <Ellipsis className="size-4" aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem icon={<Pencil />} onSelect={() => onDo("change")} data-testid="change-account">
          {t("accounts.change")}
        </MenuItem>
        <MenuItem icon={<KeyRound />} onSelect={() => onDo("replace")} data-testid="replace-secrets">
          {t("accounts.replace")}
        </MenuItem>
        <MenuLine />
        {connected ? (
          <MenuItem icon={<Unplug />} onSelect={() => onDo("disconnect")} data-testid="disconnect-account">
            {t("accounts.disconnect")}
          </MenuItem>
        ) : (
          <MenuItem icon={<Plug />} onSelect={() => onDo("reconnect")} data-testid="reconnect-account">
            {t("accounts.reconnect")}
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  );
}

/** What the last checks came to, and each thing that needs a look. */
function HealthLine({ account }: { account: AccountSettings }) {
  const { t } = useTranslation();
  const health = healthOf(account);
  const looks = account.checks.filter(needsLook);
  const words =
    looks.length > 0 ? t("accounts.problems", { count: looks.length }) : t(`accounts.health_${health}`);
  const last = account.checks.map(({ at }) => at).sort();
  return (
    <div className="border-line border-t px-4 py-3" data-testid="account-health" data-health={health}>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[health]} className="h-auto min-h-6 whitespace-normal py-1">
          {words}
        </Badge>
        <Moment at={last.at(-1)} className="text-sm text-text-3" />
      </p>
      {looks.length > 0 ? (
        <ul className="mt-2 space-y-1.5">
          {looks.map((found) => (
            <li key={found.step} className="text-sm text-text-2">
              <span className="font-medium text-text">{t(`accounts.step_${found.step}`)}.</span>{" "}
              <Why found={found} />
              {saidByMeta(found) ? <MetaWords found={found} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Facts({ account }: { account: AccountSettings }) {
  const { t } = useTranslation();
  const secret = (name: string, set: boolean) =>
    t(set ? "accounts.secretSet" : "accounts.secretMissing", { name: t(`accounts.secret_${name}`) });
  return (
    <div className="border-line border-t px-4 pt-3 pb-4">
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2.5 sm:grid-cols-2">
        <Fact name={t("accounts.phoneNumberId")}>{account.phoneNumberId}</Fact>
        <Fact name={t("accounts.wabaId")}>{account.wabaId}</Fact>
        {account.appId ? <Fact name={t("accounts.appId")}>{account.appId}</Fact> : null}
        <Fact name={t("accounts.graph")}>
          {[account.graphUrl, account.graphVersion].filter(Boolean).join("/")}
        </Fact>
        <Fact name={t("accounts.heard")}>
          {account.heardAt ? <Moment at={account.heardAt} /> : t("accounts.heardNever")}
        </Fact>
        <Fact name={t("accounts.secrets")} wide>
          {[
            secret("token", account.hasToken),
            secret("appSecret", account.hasAppSecret),
            secret("verifyToken", account.hasVerifyToken),
          ].join(" · ")}
        </Fact>
      </dl>
      <Copied label={t("accounts.webhook")} text={account.webhook} />
    </div>
  );
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={cn("min-w-0", wide && "sm:col-span-2")}>
      <dt className="text-sm text-text-3">{name}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}
