import type { ObjectRow } from "@holdfast/contracts/inventory-list";

/** What is compared of an object and its twin, in the order in which it is read. */
export type TwinFact = "health" | "status" | "replicas" | "images";

/** One fact of both, and whether it is another on the other side. Null: there is nothing to say. */
export interface TwinRow {
  readonly fact: TwinFact;
  readonly here: string | null;
  readonly there: string | null;
  readonly isDifferent: boolean;
}

type Compared = Pick<ObjectRow, "health" | "status" | "ready" | "desired" | "images">;

const textOf: Readonly<Record<TwinFact, (object: Compared) => string | null>> = {
  health: ({ health }) => health,
  status: ({ status }) => status,
  replicas: ({ ready, desired }) => (desired === null ? null : `${ready ?? 0}/${desired}`),
  images: ({ images }) => (images.length === 0 ? null : images.join("\n")),
};
const facts = Object.keys(textOf) as TwinFact[];

/** An object beside its twin of the paired cluster; what neither has is left out. */
export const twinRows = (here: Compared, there: Compared): TwinRow[] =>
  facts
    .map((fact) => ({ fact, here: textOf[fact](here), there: textOf[fact](there) }))
    .filter((row) => row.here !== null || row.there !== null)
    .map((row) => ({ ...row, isDifferent: row.here !== row.there }));

/** The clusters with which plans pair this one, in either direction, in the order of their names. */
export const pairedWith = (
  cluster: string,
  plans: readonly { readonly primaryName: string; readonly standbyName: string }[],
): readonly string[] =>
  [
    ...new Set(
      plans.flatMap(({ primaryName, standbyName }) =>
        primaryName === cluster ? [standbyName] : standbyName === cluster ? [primaryName] : [],
      ),
    ),
  ].toSorted();

const OF_ONE_CLUSTER = new Set(["pods", "replicasets.apps", "events", "nodes", "persistentvolumes"]);

/** Whether an object of this kind can have a twin: one whose name was made, or that is of its cluster alone, has none. */
export const canHaveTwin = (resource: string): boolean => !OF_ONE_CLUSTER.has(resource);
