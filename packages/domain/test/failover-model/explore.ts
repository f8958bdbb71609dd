import { type Move, movesOf } from "./moves";
import { brokenRule, isEnd } from "./rules";
import type { Sabotage } from "./sabotage";
import { keyOf, normal, theBeginning, type World } from "./world";

/** What a look at every reachable world has found. */
export interface Explored {
  readonly worlds: number;
  readonly moves: number;
  /** The way to the first world that broke a rule; null when none did. */
  readonly broken: { readonly rule: string; readonly way: readonly string[] } | null;
  /** Worlds from which no end can be reached any more. */
  readonly stuck: number;
}

interface Found {
  readonly from: number;
  readonly by: string;
}

function wayTo(found: readonly Found[], last: number): string[] {
  const way: string[] = [];
  for (let at = last; at > 0; ) {
    const { from, by } = found[at] as Found;
    way.push(by);
    at = from;
  }
  return way.reverse();
}

/** Walks from the ends backwards: whatever is not met cannot end. */
function countStuck(count: number, edges: readonly number[], ends: readonly number[]): number {
  const into = new Map<number, number[]>();
  for (let i = 0; i < edges.length; i += 2) {
    const [from, to] = [edges[i] as number, edges[i + 1] as number];
    const list = into.get(to);
    if (list) list.push(from);
    else into.set(to, [from]);
  }
  const seen = new Uint8Array(count);
  const open = [...ends];
  for (const end of ends) seen[end] = 1;
  let reached = ends.length;
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const from of into.get(at) ?? [])
      if (!seen[from]) {
        seen[from] = 1;
        reached += 1;
        open.push(from);
      }
  return count - reached;
}

/** Visits every world that can be reached, breadth first, so that the way to a broken rule is a shortest one. */
export function explore(options: { sabotage?: Sabotage; most: number; from?: World }): Explored {
  const known = new Map<string, number>();
  const found: Found[] = [];
  const edges: number[] = [];
  const ends: number[] = [];
  let open: { world: World; at: number }[] = [];
  let broken: Explored["broken"] = null;

  const visit = (world: World, from: number, by: Move | null): number => {
    const key = keyOf(world);
    const before = known.get(key);
    if (before !== undefined) return before;
    const at = found.length;
    if (at >= options.most) throw new RangeError(`more than ${options.most} worlds`);
    known.set(key, at);
    found.push({ from, by: by?.name ?? "" });
    if (isEnd(world)) ends.push(at);
    const rule = brokenRule(world);
    if (rule && !broken) broken = { rule, way: wayTo(found, at) };
    next.push({ world, at });
    return at;
  };

  let next: typeof open = [];
  visit(options.from ?? theBeginning(), 0, null);
  while (next.length > 0 && !broken) {
    open = next;
    next = [];
    for (const { world, at } of open)
      for (const move of movesOf(world, options.sabotage)) edges.push(at, visit(normal(move.world), at, move));
  }
  return { worlds: found.length, moves: edges.length / 2, broken, stuck: broken ? 0 : countStuck(found.length, edges, ends) };
}
