// Which steps keep a site from writing, as a record: what counts as proof once the site itself can't be looked at any more.
import type { PlanStep } from "@holdfast/contracts/plan-step";

/** The object whose writes a promotion takes over, and where it is. */
export interface WriteSource {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** The labels by which the operators of PostgreSQL mark the pods of one object. */
const POD_LABELS = ["cnpg.io/cluster", "cluster-name"];

/** What takes back what: a promotion takes back a demotion. */
const KIND: Readonly<Partial<Record<PlanStep["use"], string>>> = {
  "storage.fence": "storage",
  "network.fence": "network",
  "postgres.demote": "role",
  "postgres.promote": "role",
};

const isOf = (source: WriteSource, place: { readonly cluster: string; readonly namespace: string }): boolean =>
  place.cluster === source.cluster && place.namespace === source.namespace;

/**
 * Whether a step that is done keeps this source from writing: its demotion, a fence of the storage that is named after its cluster, or a
 * fence around its pods. What fences other pods of the namespace, or an unnamed part of the storage, proves nothing about it; nor does a
 * policy of the mesh, which a database's own traffic need not go through. A step that lets in again is no fence.
 */
export function endsWrites(step: PlanStep, source: WriteSource): boolean {
  if (step.use === "storage.fence") return step.with.state === "Fenced" && step.with.name === source.cluster;
  if (step.use === "postgres.demote") return isOf(source, step.with) && step.with.name === source.name;
  if (step.use !== "network.fence" || !step.with.fenced || step.with.by === "AuthorizationPolicy" || !isOf(source, step.with)) return false;
  return Object.entries(step.with.pods).every(([label, value]) => POD_LABELS.includes(label) && value === source.name);
}

/** Whether a step lets this source write again, whatever kept it from that: any opening of its storage or namespace counts, of whichever fence it was. */
function letsWrite(step: PlanStep, source: WriteSource): boolean {
  if (step.use === "storage.fence") return step.with.state === "Unfenced" && step.with.name === source.cluster;
  if (step.use === "postgres.promote") return isOf(source, step.with) && step.with.name === source.name;
  return step.use === "network.fence" && !step.with.fenced && isOf(source, step.with);
}

/** Those of these steps, in the order in which they are done, that keep a source from writing still: none that a later one of its kind has taken back. */
export function endingWrites<S extends PlanStep>(steps: readonly S[], source: WriteSource): S[] {
  const isTakenBack = (step: S, later: readonly S[]) => later.some((each) => letsWrite(each, source) && KIND[each.use] === KIND[step.use]);
  return steps.filter((step, i) => endsWrites(step, source) && !isTakenBack(step, steps.slice(i + 1)));
}
