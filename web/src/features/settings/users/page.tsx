import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Invitation, User } from "@/api/types";
import { useMe } from "@/app/session";
import { dayAndTime } from "@/i18n/format";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { notifyBad } from "@/ui/notify";
import { Page } from "@/ui/page";
import { SearchField } from "@/ui/search-field";
import { RowMenu } from "../row-menu";
import { departmentsQuery, refreshTeam, teamQuery } from "../team";
import { InvitePerson } from "./invite-person";
import { LinkDialog } from "./link-dialog";
import { UserEditor } from "./user-editor";

type Show = "all" | "admins" | "blocked" | `in:${string}`;

/** The people who sign in, those who are invited, and the seats. */
export function UsersPage() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const team = useQuery(teamQuery());
  const departments = useQuery(departmentsQuery()).data?.items ?? [];
  const [text, setText] = useState("");
  const [show, setShow] = useState<Show>("all");
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<User>();
  const [blocking, setBlocking] = useState<User>();
  const [factorless, setFactorless] = useState<User>();
  const [withdrawing, setWithdrawing] = useState<Invitation>();
  const [link, setLink] = useState<{ token: string; invitation: Invitation }>();
  const name = (id: string) => departments.find((department) => department.id === id)?.name;

  const fits = (user: User) => {
    const wanted = text.trim().toLowerCase();
    if (wanted && !`${user.name} ${user.email} ${user.extension}`.toLowerCase().includes(wanted))
      return false;
    if (show === "admins") return user.admin;
    if (show === "blocked") return user.blocked;
    return show === "all" || user.departments.includes(show.slice(3));
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      notifyBad(asApiError(thrown).message || t("form.failed"));
    }
  };
  const block = async (user: User, blocked: boolean) => {
    await must(
      client.PATCH("/api/settings/users/{id}", {
        params: { path: { id: user.id } },
        body: { blocked, version: user.version },
      }),
    );
    await refreshTeam(cache);
  };
  const newLink = (ask: Promise<{ data?: { token: string; invitation: Invitation } }>) =>
    attempt(async () => {
      setLink(await must(ask));
      await refreshTeam(cache);
    });

  const add = (
    <Button kind="primary" onClick={() => setInviting(true)} data-testid="invite">
      <Plus className="size-4" aria-hidden />
      {t("users.invite")}
    </Button>
  );
  return (
    <Page
      title={t("users.title")}
      lead={me.user.admin ? t("users.lead") : t("settings.readOnly")}
      action={me.user.admin ? add : undefined}
    >
      <Loaded query={team}>
        {({ users, invitations, seats, taken }) => {
          const shown = users.filter(fits);
          const waiting = show === "all" && !text.trim() ? invitations : [];
          return (
            <>
              <div className="flex flex-wrap items-center gap-3">
                <div className="flex min-w-56 flex-1">
                  <SearchField value={text} onChange={setText} label={t("users.search")} />
                </div>
                <Choice
                  label={t("users.filter")}
                  value={show}
                  onChange={setShow}
                  options={[
                    { value: "all", label: t("users.all") },
                    { value: "admins", label: t("users.admins") },
                    { value: "blocked", label: t("users.blockedOnes") },
                    ...departments.map(({ id, name }) => ({ value: `in:${id}` as Show, label: name })),
                  ]}
                />
                <span className="text-sm text-text-3 tabular-nums" data-testid="seats">
                  {seats ? t("users.seats", { taken, seats }) : t("users.seatsFree", { taken })}
                </span>
              </div>
              {shown.length + waiting.length === 0 ? (
                <Notice icon={<SearchX />} title={t("form.none")} />
              ) : (
                <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
                  {shown.map((user) => (
                    <li key={user.id} className="flex items-start gap-3 px-4 py-3" data-testid="user-row">
                      <Avatar name={user.name} size="s" />
                      <div className="min-w-0 flex-1">
                        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                          <span className="font-medium">{user.name}</span>
                          {user.admin ? <Badge tone="accent">{t("users.admin")}</Badge> : null}
                          {user.blocked ? <Badge tone="bad">{t("users.blocked")}</Badge> : null}
                          {user.secondFactor ? <Badge tone="good">{t("users.factor")}</Badge> : null}
                          {user.id === me.user.id ? <Badge>{t("users.you")}</Badge> : null}
                        </div>
                        <p className="truncate text-sm text-text-2">
                          {user.email}
                          {user.extension ? ` · ${t("users.extensionIs", { number: user.extension })}` : ""}
                        </p>
                        <p className="text-sm text-text-3">
                          {user.departments.map(name).filter(Boolean).join(", ") || t("users.inNone")}
                        </p>
                      </div>
                      {me.user.admin ? (
                        <RowMenu
                          name={user.name}
                          actions={[
                            { label: t("users.edit"), run: () => setEditing(user), testId: "edit" },
                            {
                              label: t("check.ask"),
                              run: () => void navigate({ to: "/settings/check", search: { user: user.id } }),
                              testId: "check",
                            },
                            {
                              label: t("users.passwordLink"),
                              why: user.blocked ? t("users.unblockFirst") : undefined,
                              run: () =>
                                void newLink(
                                  client.POST("/api/settings/users/{id}/password-link", {
                                    params: { path: { id: user.id } },
                                  }),
                                ),
                              testId: "password-link",
                            },
                            ...(user.secondFactor && user.id !== me.user.id
                              ? [
                                  {
                                    label: t("users.removeFactor"),
                                    run: () => setFactorless(user),
                                    testId: "remove-factor",
                                  },
                                ]
                              : []),
                            user.blocked
                              ? {
                                  label: t("users.unblock"),
                                  run: () => void attempt(() => block(user, false)),
                                  testId: "unblock",
                                }
                              : {
                                  label: t("users.block"),
                                  why: user.id === me.user.id ? t("users.notYourself") : undefined,
                                  run: () => setBlocking(user),
                                  testId: "block",
                                },
                          ]}
                        />
                      ) : null}
                    </li>
                  ))}
                  {waiting.map((invitation) => (
                    <li
                      key={invitation.id}
                      className="flex items-start gap-3 px-4 py-3"
                      data-testid="invitation-row"
                    >
                      <Avatar name={invitation.name} size="s" />
                      <div className="min-w-0 flex-1">
                        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                          <span className="font-medium">{invitation.name}</span>
                          <Badge tone={invitation.expired ? "warn" : "info"}>
                            {invitation.expired
                              ? t("users.linkExpired")
                              : invitation.userId
                                ? t("users.linkOut")
                                : t("users.invited")}
                          </Badge>
                        </div>
                        <p className="truncate text-sm text-text-2">{invitation.email}</p>
                        <p className="text-sm text-text-3">
                          {t("users.until", {
                            at: dayAndTime(new Date(invitation.expiresAt), i18n.language),
                          })}
                        </p>
                      </div>
                      {me.user.admin ? (
                        <RowMenu
                          name={invitation.name}
                          actions={[
                            {
                              label: t("users.renew"),
                              run: () =>
                                void newLink(
                                  client.POST("/api/settings/invitations/{id}/renew", {
                                    params: { path: { id: invitation.id } },
                                  }),
                                ),
                              testId: "renew",
                            },
                            {
                              label: t("users.withdraw"),
                              run: () => setWithdrawing(invitation),
                              testId: "withdraw",
                            },
                          ]}
                        />
                      ) : null}
                    </li>
                  ))}
                </ul>
              )}
              {inviting ? (
                <InvitePerson
                  departments={departments}
                  onInvited={(made) => {
                    setInviting(false);
                    setLink(made);
                  }}
                  onClose={() => setInviting(false)}
                />
              ) : null}
              {editing ? (
                <UserEditor user={editing} departments={departments} onClose={() => setEditing(undefined)} />
              ) : null}
            </>
          );
        }}
      </Loaded>
      {link ? <LinkDialog {...link} onClose={() => setLink(undefined)} /> : null}
      {blocking ? (
        <Confirm
          title={t("users.blockTitle", { name: blocking.name })}
          text={t("users.blockText")}
          confirm={t("users.block")}
          onConfirm={() => block(blocking, true)}
          onClose={() => setBlocking(undefined)}
        />
      ) : null}
      {factorless ? (
        <Confirm
          title={t("users.removeFactorTitle", { name: factorless.name })}
          text={t("users.removeFactorText")}
          confirm={t("users.removeFactor")}
          onConfirm={async () => {
            await client.DELETE("/api/settings/users/{id}/second-factor", {
              params: { path: { id: factorless.id } },
            });
            await refreshTeam(cache);
          }}
          onClose={() => setFactorless(undefined)}
        />
      ) : null}
      {withdrawing ? (
        <Confirm
          title={t("users.withdrawTitle", { name: withdrawing.name })}
          text={t("users.withdrawText")}
          confirm={t("users.withdraw")}
          onConfirm={async () => {
            await client.DELETE("/api/settings/invitations/{id}", {
              params: { path: { id: withdrawing.id } },
            });
            await refreshTeam(cache);
          }}
          onClose={() => setWithdrawing(undefined)}
        />
      ) : null}
    </Page>
  );
}
