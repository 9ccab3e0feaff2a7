import { KeyboardCode, type KeyboardCoordinateGetter } from "@dnd-kit/core";

/** Left and right move what is drawn by keys to the column beside it. */
export const besideKeys: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = { [KeyboardCode.Right]: 1, [KeyboardCode.Left]: -1 }[event.code];
  if (!step) return undefined;
  event.preventDefault();
  const columns = [...context.droppableRects.values()]
    .filter(({ width }) => width > 0)
    .sort((a, b) => a.left - b.left);
  const middle =
    (context.collisionRect?.left ?? currentCoordinates.x) + (context.collisionRect?.width ?? 0) / 2;
  const here = columns.findIndex(({ left, right }) => middle >= left && middle <= right);
  const to = columns[here + step];
  return to ? { ...currentCoordinates, x: to.left + 8 } : undefined;
};
