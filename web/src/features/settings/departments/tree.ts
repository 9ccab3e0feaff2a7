/** Departments as the tree that they are. Pure. */

interface Item {
  id: string;
  parent?: string;
}

/** Every department with how deep it stands, those below behind the one above. */
export function inOrder<T extends Item>(all: readonly T[]): { item: T; depth: number }[] {
  const known = new Set(all.map(({ id }) => id));
  const below = (parent: string | undefined, depth: number): { item: T; depth: number }[] =>
    all
      .filter((item) => (parent ? item.parent === parent : !item.parent || !known.has(item.parent)))
      .flatMap((item) => [{ item, depth }, ...below(item.id, depth + 1)]);
  return below(undefined, 0);
}

/** A department and all that is below it. */
export function belowOf(all: readonly Item[], id: string): Set<string> {
  const found = new Set([id]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const item of all) {
      if (item.parent && found.has(item.parent) && !found.has(item.id)) {
        found.add(item.id);
        grew = true;
      }
    }
  }
  return found;
}
