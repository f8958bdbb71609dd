import type { BulkSelection, BulkVerb } from "@holdfast/contracts/bulk";

/** An order that the reader is about to give for many objects. */
export interface AskedBulk {
  readonly verb: BulkVerb;
  readonly selection: BulkSelection;
  /** How many objects were marked; null for all that match. */
  readonly count: number | null;
}

const all: readonly BulkVerb[] = ["scale", "restart", "cordon", "uncordon", "delete"];

const byResource: Readonly<Record<string, readonly BulkVerb[]>> = {
  "deployments.apps": ["scale", "restart", "delete"],
  "statefulsets.apps": ["scale", "restart", "delete"],
  "daemonsets.apps": ["restart", "delete"],
  nodes: ["cordon", "uncordon"],
};

/** What is worth offering for objects of these resources; for every other kind a deletion, of which the preview knows more. */
export const offeredVerbs = (resources: Iterable<string>): readonly BulkVerb[] => {
  const offered = new Set<BulkVerb>();
  for (const resource of resources) for (const verb of byResource[resource] ?? ["delete"]) offered.add(verb);
  return offered.size === 0 ? all : all.filter((verb) => offered.has(verb));
};
