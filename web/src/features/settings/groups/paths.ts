/** What a permission group grants, as boxes that are ticked in a tree. Pure. */

export interface Node {
  path: string;
  later: boolean;
  below: Node[];
}

const covers = (grant: string, path: string) => path === grant || path.startsWith(`${grant}.`);

/** Whether a node is granted: itself or by one above it; `"some"` where only something below it is. */
export function stateOf(path: string, granted: readonly string[]): boolean | "some" {
  if (granted.some((grant) => covers(grant, path))) return true;
  return granted.some((grant) => covers(path, grant)) ? "some" : false;
}

/** The grants after a node was ticked: what is below it is granted with it. */
export const tick = (path: string, granted: readonly string[]): string[] => [
  ...granted.filter((grant) => !covers(path, grant)),
  path,
];

/** The grants after a node was unticked: a grant from above is kept for everything else below it. */
export function untick(path: string, granted: readonly string[], tree: readonly Node[]): string[] {
  const rest = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => {
      if (node.path === path) return [];
      return covers(node.path, path) ? rest(node.below) : [node.path];
    });
  const find = (nodes: readonly Node[], wanted: string): Node | undefined => {
    for (const node of nodes) {
      const found = node.path === wanted ? node : find(node.below, wanted);
      if (found) return found;
    }
    return undefined;
  };
  return granted.flatMap((grant) => {
    if (covers(path, grant)) return [];
    return covers(grant, path) ? rest(find(tree, grant)?.below ?? []) : [grant];
  });
}

/** Every node with how deep it stands, in the order of reading. */
export const flat = (nodes: readonly Node[], depth = 0): (Node & { depth: number })[] =>
  nodes.flatMap((node) => [{ ...node, depth }, ...flat(node.below, depth + 1)]);
