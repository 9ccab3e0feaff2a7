import { useNavigate } from "@tanstack/react-router";
import { UserPlus, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Message } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { notifyBad } from "@/ui/notify";

type Card = NonNullable<Message["contacts"]>[number];

/** People that somebody sent; each can be written down as a contact. */
export function CardsEntry({ cards }: { cards: readonly Card[] }) {
  return (
    <ul className="space-y-2">
      {cards.map((card) => (
        <CardRow key={`${card.name} ${card.phones[0]}`} card={card} />
      ))}
    </ul>
  );
}

function CardRow({ card }: { card: Card }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { can } = useMe();
  const add = async () => {
    try {
      const contact = await must(
        client.POST("/api/contacts", { body: { name: card.name, phone: card.waId || card.phones[0] || "" } }),
      );
      await navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } });
    } catch (thrown) {
      const error = asApiError(thrown);
      notifyBad(error.message || t("form.failed"));
    }
  };
  return (
    <li className="flex items-center gap-2.5" data-testid="card-entry">
      <UserRound className="size-4 shrink-0 text-accent-text" aria-hidden />
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{card.name}</div>
        <div className="truncate text-sm text-text-2 tabular-nums">{card.phones.join(", ")}</div>
      </div>
      {can.contacts ? (
        <Button
          kind="ghost"
          size="icon"
          onClick={() => void add()}
          aria-label={t("medium.addContact", { name: card.name })}
        >
          <UserPlus className="size-4" aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}
