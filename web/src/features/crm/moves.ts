/** Where cards are while the server is told of a move. Pure. */
import type { Deal } from "@/api/types";

/** A deal on its way: below another one, or above all. */
export interface Move {
  deal: Deal;
  stageId: string;
  below?: string;
}

/** The cards of a stage, with the moved one out of it or in its new place. */
export function arranged(cards: readonly Deal[], stageId: string, move: Move | undefined): Deal[] {
  if (!move) return [...cards];
  const rest = cards.filter(({ id }) => id !== move.deal.id);
  if (move.stageId !== stageId) return rest;
  const at = move.below ? rest.findIndex(({ id }) => id === move.below) + 1 : 0;
  return [...rest.slice(0, at), move.deal, ...rest.slice(at)];
}

/** What a stage has altogether while a card is on its way. */
export function totals(
  stage: { id: string; deals: number; value: number },
  move: Move | undefined,
): { deals: number; value: number } {
  const { deals, value } = stage;
  if (!move || move.deal.stage.id === move.stageId) return { deals, value };
  if (stage.id === move.stageId) return { deals: deals + 1, value: value + move.deal.value };
  if (stage.id === move.deal.stage.id) return { deals: deals - 1, value: value - move.deal.value };
  return { deals, value };
}

/** The card that one dropped on another comes below: that one itself, or the one above it; undefined for the top. */
export function placeAt(
  cards: readonly Deal[],
  moved: string,
  over: string,
  lowerHalf: boolean,
): string | undefined {
  const rest = cards.filter(({ id }) => id !== moved);
  const at = rest.findIndex(({ id }) => id === over);
  return lowerHalf ? rest[at]?.id : rest[at - 1]?.id;
}

/** Whether a move would change anything. */
export function changes(cards: readonly Deal[], move: Move): boolean {
  if (move.deal.stage.id !== move.stageId) return true;
  const after = arranged(cards, move.stageId, move);
  return after.some(({ id }, i) => id !== cards[i]?.id);
}
