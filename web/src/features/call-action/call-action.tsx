import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, LayoutTemplate, MessagesSquare, Phone, PhoneOutgoing, User } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { usePhone, usePhoneState } from "@/app/live";
import { TemplateDialog } from "@/features/templates/template-dialog";
import { isBusy } from "@/softphone/state";
import { Button } from "@/ui/button";
import { Explained } from "@/ui/explained";
import { Hint } from "@/ui/hint";
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from "@/ui/menu";
import { Skeleton } from "@/ui/skeleton";
import { Authorization } from "./authorization";
import { PerMinute } from "./per-minute";
import { useCallAction } from "./use-call-action";
import { useCallRequest } from "./use-call-request";
import { useGranted } from "./use-granted";
import { Why } from "./why";

export interface CallActionProps {
  contactId: string;
  name: string;
  phone?: string;
  /** The account of the service on show; without it the server chooses. */
  accountId?: string;
  /** Where the component stands, so that its menu does not lead there. */
  place: "service" | "contact" | "deal" | "call" | "search";
  /** Called when a call begins or another page opens, for whatever is open around it. */
  onLeave?: () => void;
}

/** The call action: authorization, price, call button and options. The same one wherever a contact can be called. */
export function CallAction(props: CallActionProps) {
  return useGranted() ? <Granted {...props} /> : null;
}

function Granted({ contactId, name, phone, accountId, place, onLeave }: CallActionProps) {
  const { t } = useTranslation();
  const query = useCallAction(contactId, accountId);
  const accounts = $api.useQuery("get", "/api/accounts", {});
  const softphone = usePhone();
  const state = usePhoneState();
  const request = useCallRequest(name);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const action = query.data;

  if (!action && query.isPending) {
    return (
      <div className="flex items-center gap-2" aria-hidden>
        <Skeleton className="h-6 w-20 rounded-full" />
        <Skeleton className="h-8 w-20 rounded-soft" />
        <Skeleton className="size-8 rounded-soft" />
      </div>
    );
  }

  const busyHere = isBusy(state);
  const withThis = busyHere && state.party?.contactId === contactId;
  let why: ReactNode = null;
  if (!action) why = <Why verdict={{}} extra={t("action.unknown")} />;
  else if (busyHere) why = <Why verdict={{ reason: "operator_busy" }} />;
  else if (!action.call.allowed) {
    const who = action.call.reason === "contact_busy" ? action.live?.operator?.name : undefined;
    why = <Why verdict={action.call} extra={who ? t("action.with", { name: who }) : undefined} />;
  }

  const dial = () => {
    if (!action) return;
    onLeave?.();
    const account = accounts.data?.items?.find((one) => one.id === action.accountId);
    void softphone.dial({
      contactId,
      name,
      phone,
      accountId: action.accountId,
      accountName: account?.name ?? "",
    });
  };

  const openService = (conversationId = "") => {
    onLeave?.();
    void navigate({ to: "/sac/$conversationId", params: { conversationId } });
  };
  const openContact = () => {
    onLeave?.();
    void navigate({ to: "/contacts/$contactId", params: { contactId } });
  };

  const requestWhy = !action ? (
    <Why verdict={{}} extra={t("action.unknown")} />
  ) : action.request.allowed && action.conversationId ? null : (
    <Why verdict={action.request.allowed ? { reason: "no_service" } : action.request} />
  );

  // Without a service, or behind its closed window, the question can go out as a template.
  const byTemplate = ["no_service", "window_closed"].includes(action?.request.reason ?? "");

  return (
    <div className="flex flex-wrap items-center gap-2">
      {action ? <Authorization authorization={action.authorization} /> : null}
      {action ? <PerMinute estimate={action.estimate} /> : null}
      <Explained why={why}>
        <Button
          kind="primary"
          onClick={dial}
          data-testid="call-button"
          data-shortcut="call"
          aria-label={withThis ? t("action.calling") : t("action.callName", { name })}
        >
          {withThis ? (
            <PhoneOutgoing className="size-4" aria-hidden />
          ) : (
            <Phone className="size-4" aria-hidden />
          )}
          {withThis ? t("action.calling") : t("action.call")}
        </Button>
      </Explained>
      <Menu>
        <Hint text={t("action.options")}>
          <MenuTrigger asChild>
            <Button size="icon" aria-label={t("action.options")} data-testid="options">
              <Ellipsis className="size-4" aria-hidden />
            </Button>
          </MenuTrigger>
        </Hint>
        <MenuContent align="end" className="w-80">
          <MenuItem
            icon={<PhoneOutgoing />}
            why={requestWhy}
            data-testid="send-call-request"
            disabled={request.sending}
            onSelect={() => action?.conversationId && void request.send(action.conversationId)}
          >
            {t("action.send")}
            {requestWhy ? null : (
              <span className="block text-sm text-text-3">{t("action.sendHint", { name })}</span>
            )}
          </MenuItem>
          {byTemplate ? (
            <MenuItem
              icon={<LayoutTemplate />}
              onSelect={() => setAsking(true)}
              data-testid="request-by-template"
            >
              {t("template.ask")}
            </MenuItem>
          ) : null}
          <MenuLine />
          {place !== "contact" ? (
            <MenuItem icon={<User />} onSelect={openContact}>
              {t("action.openContact")}
            </MenuItem>
          ) : null}
          {action?.conversationId && place !== "service" ? (
            <MenuItem icon={<MessagesSquare />} onSelect={() => openService(action.conversationId)}>
              {t("action.openService")}
            </MenuItem>
          ) : null}
        </MenuContent>
      </Menu>
      {asking && action ? (
        <TemplateDialog
          contactId={contactId}
          name={name}
          accountId={action.accountId}
          asking
          onSent={(conversationId) => {
            setAsking(false);
            openService(conversationId);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
