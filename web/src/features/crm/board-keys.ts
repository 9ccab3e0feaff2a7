import { KeyboardCode, type KeyboardCoordinateGetter } from "@dnd-kit/core";

/** Left and right move what is drawn by keys to the stage beside it, up and down past the card above or below. */
export const boardKeys: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const here = context.collisionRect;
  if (!here) return undefined;
  const rects = [...context.droppableRects.entries()].filter(([, { width }]) => width > 0);
  const middle = here.left + here.width / 2;
  const within = ({ left, right }: { left: number; right: number }) => middle >= left && middle <= right;
  const stages = rects
    .filter(([id]) => String(id).startsWith("stage:"))
    .map(([, rect]) => rect)
    .sort((a, b) => a.left - b.left);
  const beside = { [KeyboardCode.Right]: 1, [KeyboardCode.Left]: -1 }[event.code];
  if (beside) {
    event.preventDefault();
    const to = stages[stages.findIndex(within) + beside];
    return to ? { x: to.left + 8, y: to.top + 44 } : undefined;
  }
  const down = event.code === KeyboardCode.Down;
  if (!down && event.code !== KeyboardCode.Up) return undefined;
  event.preventDefault();
  const cards = rects
    .filter(([id, rect]) => String(id).startsWith("card:") && within(rect))
    .map(([, rect]) => rect)
    .sort((a, b) => a.top - b.top);
  const to = down
    ? cards.find(({ top }) => top > here.top + 4)
    : cards.findLast(({ top }) => top < here.top - 4);
  return to ? { ...currentCoordinates, y: down ? to.top + 6 : to.top - 6 } : undefined;
};
