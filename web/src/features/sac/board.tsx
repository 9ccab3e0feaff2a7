import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { notifyBad } from "@/ui/notify";
import { Segments } from "@/ui/segments";
import { BoardColumn, CardFace } from "./board-column";
import { besideKeys } from "./board-keys";
import { type Move, moveOf } from "./board-move";
import { CloseDialog } from "./close-dialog";
import { HandOverDialog } from "./hand-over-dialog";
import { Narrowed } from "./narrow-menu";
import { type Narrowing, readNarrowing } from "./narrowing";
import { ServicesHead } from "./services-head";
import { stateWords } from "./state-words";
import { useServing } from "./use-serving";

export const columns = ["waiting", "in_service", "closed"] as const;
type Column = (typeof columns)[number];
const isColumn = (value: unknown): value is Column => columns.some((column) => column === value);

/** The services as a board: a column for each state. What is drawn from one to another is taken, handed over, closed or reopened. */
export function Board({ selected }: { selected?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const by = useSearch({ from: "/frame/sac" });
  const counts = $api.useQuery("get", "/api/service-counts", {}).data;
  const [drawn, setDrawn] = useState<Conversation>();
  const [asking, setAsking] = useState<{ move: Move; conversation: Conversation }>();
  const serving = useServing(asking?.conversation.id ?? drawn?.id ?? "");
  const narrow = (change: Narrowing) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }), replace: true });
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: besideKeys }),
  );
  const columnName = (id: unknown) => (isColumn(id) ? t(stateWords[id]) : "");
  const cardName = (data: unknown) =>
    (data as { conversation?: Conversation } | undefined)?.conversation?.contact.displayName ?? "";
  const announcements: Announcements = {
    onDragStart: ({ active }) => t("board.picked", { name: cardName(active.data.current) }),
    onDragOver: ({ active, over }) =>
      over
        ? t("board.over", { name: cardName(active.data.current), column: columnName(over.id) })
        : undefined,
    onDragEnd: ({ active, over }) =>
      over
        ? t("board.dropped", { name: cardName(active.data.current), column: columnName(over.id) })
        : undefined,
    onDragCancel: ({ active }) => t("board.put", { name: cardName(active.data.current) }),
  };
  const drop = ({ over }: DragEndEvent) => {
    const conversation = drawn;
    setDrawn(undefined);
    if (!conversation || !isColumn(over?.id)) return;
    const move = moveOf(conversation.state, over.id);
    if (move === "take") void serving.take();
    else if (move === "reopen") void serving.reopen();
    else if (move === "no") notifyBad(t("board.no"));
    else if (move) setAsking({ move, conversation });
  };
  const shown: Column = by.state ?? "waiting";
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-col gap-2.5 border-line border-b bg-surface px-4 py-3">
        <ServicesHead by={by} onChange={narrow} mine={counts?.mine} />
        <Narrowed by={by} onChange={narrow} />
        <div className="md:hidden">
          <Segments
            label={t("sac.filter")}
            value={shown}
            onChange={(state) => narrow({ state })}
            options={columns.map((value) => ({ value, label: t(stateWords[value]) }))}
          />
        </div>
      </header>
      <DndContext
        sensors={sensors}
        accessibility={{
          announcements,
          screenReaderInstructions: { draggable: t("board.instructions") },
        }}
        onDragStart={({ active }) =>
          setDrawn((active.data.current as { conversation: Conversation }).conversation)
        }
        onDragEnd={drop}
        onDragCancel={() => setDrawn(undefined)}
      >
        <div className="flex min-h-0 flex-1 gap-3 overflow-x-auto p-3">
          {columns.map((column) => (
            <BoardColumn
              key={column}
              column={column}
              by={{ ...readNarrowing({ ...by }), state: column }}
              count={
                column === "waiting"
                  ? counts?.waiting
                  : column === "in_service"
                    ? counts?.inService
                    : undefined
              }
              target={drawn ? moveOf(drawn.state, column) : undefined}
              selected={selected}
              hidden={column !== shown}
            />
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {drawn ? (
            <div className="rounded-soft border border-accent bg-surface shadow-2">
              <CardFace conversation={drawn} />
            </div>
          ) : null}
        </DragOverlay>
      </DndContext>
      {asking?.move === "hand_over" ? (
        <HandOverDialog
          conversation={asking.conversation}
          first="department"
          onClose={() => setAsking(undefined)}
        />
      ) : null}
      {asking?.move === "close" ? (
        <CloseDialog id={asking.conversation.id} onClose={() => setAsking(undefined)} />
      ) : null}
    </div>
  );
}
