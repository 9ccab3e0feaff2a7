import {
  type Announcements,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Deal, Pipeline } from "@/api/types";
import { Choice } from "@/ui/choice";
import { Loaded } from "@/ui/loaded";
import { BoardColumn } from "./board-column";
import { boardKeys } from "./board-keys";
import { CardFace } from "./deal-card";
import { changes, type Move, placeAt } from "./moves";
import { useDeals } from "./use-deals";

/** A card under the pointer counts before the stage around it; by keys, the stage that the card is in and its nearest card. */
const under: CollisionDetection = (args) => {
  const hits = args.pointerCoordinates ? pointerWithin(args) : [];
  if (args.pointerCoordinates) {
    return [...hits].sort((a, b) => Number(isCard(b.id)) - Number(isCard(a.id)));
  }
  const { left, width } = args.collisionRect;
  const middle = left + width / 2;
  const column = args.droppableContainers.filter(({ id }) => {
    const rect = args.droppableRects.get(id);
    return rect && rect.width > 0 && middle >= rect.left && middle <= rect.right;
  });
  const cards = column.filter(({ id }) => isCard(id) && id !== `card:${args.active.id}`);
  return closestCenter({ ...args, droppableContainers: cards.length > 0 ? cards : column });
};
const isCard = (id: unknown) => String(id).startsWith("card:");

/** A funnel as a board: a column for each stage, cards that are drawn from one to another by pointer, finger or keys. */
export function Board({
  pipeline,
  mine,
  selected,
  shown,
  onShow,
}: {
  pipeline: Pipeline;
  mine: boolean;
  selected?: string;
  /** The stage on show where there is room for one only. */
  shown?: string;
  onShow: (stageId: string) => void;
}) {
  const { t } = useTranslation();
  const query = $api.useQuery(
    "get",
    "/api/pipelines/{id}/board",
    { params: { path: { id: pipeline.id }, query: { limit: 1, mine: mine || undefined } } },
    { placeholderData: (before) => before },
  );
  const deals = useDeals();
  const cards = useRef(new Map<string, Deal[]>());
  const [drawn, setDrawn] = useState<Deal>();
  const [target, setTarget] = useState<{ stageId: string; below?: string }>();
  const [move, setMove] = useState<Move>();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: boardKeys }),
  );
  const dealIn = (data: unknown) => (data as { deal?: Deal } | undefined)?.deal;
  const stageName = (data: unknown) => {
    const { stageId } = (data ?? {}) as { stageId?: string };
    return pipeline.stages.find(({ id }) => id === stageId)?.name ?? "";
  };
  // Said once for each stage that it comes over, so that the first words are not cut off at once.
  const said = useRef("");
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      const deal = dealIn(active.data.current);
      said.current = deal?.stage.name ?? "";
      return t("crm.picked", { title: deal?.title });
    },
    onDragOver: ({ active, over }) => {
      const stage = stageName(over?.data.current);
      if (!stage || stage === said.current) return undefined;
      said.current = stage;
      return t("crm.overStage", { title: dealIn(active.data.current)?.title, stage });
    },
    onDragEnd: ({ active, over }) =>
      over
        ? t("crm.dropped", { title: dealIn(active.data.current)?.title, stage: stageName(over.data.current) })
        : undefined,
    onDragCancel: ({ active }) => t("crm.put", { title: dealIn(active.data.current)?.title }),
  };
  const where = ({ active, over }: DragMoveEvent) => {
    const data = over?.data.current as { stageId?: string; card?: string } | undefined;
    if (!over || !data?.stageId) return undefined;
    const known = cards.current.get(data.stageId) ?? [];
    if (!data.card) {
      // Beside the cards: at the end where the pointer is below them, else above all.
      const top = active.rect.current.translated?.top ?? 0;
      const last = known.filter(({ id }) => id !== active.id).at(-1)?.id;
      return { stageId: data.stageId, below: top > over.rect.top + 120 ? last : undefined };
    }
    const rect = active.rect.current.translated;
    const lower = rect ? rect.top + rect.height / 2 > over.rect.top + over.rect.height / 2 : false;
    return { stageId: data.stageId, below: placeAt(known, String(active.id), data.card, lower) };
  };
  const drop = (event: DragMoveEvent) => {
    const to = where(event);
    const deal = dealIn(event.active.data.current);
    setDrawn(undefined);
    setTarget(undefined);
    if (!to || !deal) return;
    const next = { deal, ...to };
    if (!changes(cards.current.get(to.stageId) ?? [], next)) return;
    setMove(next);
    void deals.move(deal, to.stageId, to.below).finally(() => setMove(undefined));
  };
  const onMove = (event: DragMoveEvent) => {
    const to = where(event);
    setTarget((before) => (before?.stageId === to?.stageId && before?.below === to?.below ? before : to));
  };
  return (
    <Loaded query={query}>
      {({ stages }) => {
        const one = stages.some(({ stage }) => stage.id === shown) ? shown : stages[0]?.stage.id;
        return (
          <div className="flex min-h-0 flex-1 flex-col">
            <div className="px-3 pt-3 md:hidden">
              <Choice
                label={t("crm.stage")}
                value={one ?? ""}
                onChange={onShow}
                options={stages.map(({ stage, deals: n }) => ({
                  value: stage.id ?? "",
                  label: `${stage.name} · ${n}`,
                }))}
                className="h-9 w-full"
              />
            </div>
            <DndContext
              sensors={sensors}
              collisionDetection={under}
              accessibility={{
                announcements,
                screenReaderInstructions: { draggable: t("crm.instructions") },
              }}
              onDragStart={({ active }) => setDrawn(dealIn(active.data.current))}
              onDragMove={onMove}
              onDragEnd={drop}
              onDragCancel={() => {
                setDrawn(undefined);
                setTarget(undefined);
              }}
            >
              <div className="flex min-h-0 flex-1 gap-3 overflow-x-auto p-3" data-testid="deal-board">
                {stages.map((column) => (
                  <BoardColumn
                    key={column.stage.id}
                    column={column}
                    pipeline={pipeline}
                    mine={mine}
                    selected={selected}
                    hidden={column.stage.id !== one}
                    move={move}
                    target={drawn ? target : undefined}
                    onCards={(stageId, list) => cards.current.set(stageId, list)}
                  />
                ))}
              </div>
              <DragOverlay dropAnimation={null}>
                {drawn ? (
                  <div className="rounded-soft border border-accent bg-surface shadow-2">
                    <CardFace deal={drawn} />
                  </div>
                ) : null}
              </DragOverlay>
            </DndContext>
          </div>
        );
      }}
    </Loaded>
  );
}
