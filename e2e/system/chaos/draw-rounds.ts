import { type Random, randomOf } from "./random";

/** The sites whose workloads change. */
export const SITES = ["chaos-prod", "chaos-dr"] as const;
export type Site = (typeof SITES)[number];

/** What may die. */
export type Victim = "console" | "hub" | "database" | Site;

/** One change of one site's workloads, by its owners. */
export type Change = { readonly site: Site; readonly name: string } & (
  | { readonly does: "create"; readonly replicas: number }
  | { readonly does: "scale"; readonly replicas: number }
  | { readonly does: "label"; readonly value: string }
  | { readonly does: "delete" }
);

/** One round: changes, with deaths in their midst. */
export interface Round {
  readonly changes: readonly Change[];
  readonly victims: readonly Victim[];
  /** The deaths come before the change of this index. */
  readonly killBefore: number;
  /** Whether everything is whole again before the next round begins; else only the dead are back. */
  readonly waitsForHealing: boolean;
}

// Each bag holds every victim, so that few rounds have killed everything, and nothing dies more often than its supervisor allows.
const BAG: readonly Victim[] = ["console", "hub", "hub", "database", "database", "chaos-prod", "chaos-dr", "chaos-dr"];
const MOST_WORKLOADS = 25;

function drawChange(random: Random, names: Record<Site, string[]>, number: () => number): Change {
  const site = random.one(SITES);
  const known = names[site];
  const dice = random.below(10);
  if (known.length === 0 || (dice < 4 && known.length < MOST_WORKLOADS)) {
    const name = `app-${number()}`;
    known.push(name);
    return { site, name, does: "create", replicas: random.below(4) };
  }
  const name = random.one(known);
  if (dice < 7) return { site, name, does: "scale", replicas: random.below(4) };
  if (dice < 8) return { site, name, does: "label", value: `v${number()}` };
  known.splice(known.indexOf(name), 1);
  return { site, name, does: "delete" };
}

/** All rounds at once, so that they depend on the seed alone and on nothing that happens meanwhile. */
export function drawRounds(seed: number, count: number): Round[] {
  const random = randomOf(seed);
  const names: Record<Site, string[]> = { "chaos-prod": [], "chaos-dr": [] };
  let last = 0;
  let bag: Victim[] = [];
  return Array.from({ length: count }, () => {
    if (bag.length === 0) bag = random.shuffled(BAG);
    const changes = Array.from({ length: 2 + random.below(5) }, () => drawChange(random, names, () => ++last));
    const first = bag.pop() as Victim;
    const also = random.below(5) === 0 ? bag.pop() : undefined;
    const victims = also === undefined || also === first ? [first] : [first, also];
    return { changes, victims, killBefore: random.below(changes.length + 1), waitsForHealing: random.below(3) > 0 };
  });
}
