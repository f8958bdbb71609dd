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

const isOf = (source: WriteSource, place: { readonly cluster: string; readonly namespace: string }): boolean =>
  place.cluster === source.cluster && place.namespace === source.namespace;

/**
 * Whether a step that is done keeps this source from writing: its demotion, a fence of the storage, or a fence around its pods. A fence
 * around other pods of the namespace proves nothing about it, and one whose step lets in again is none.
 */
export function endsWrites(step: PlanStep, source: WriteSource): boolean {
  if (step.use === "storage.fence") return step.with.state === "Fenced";
  if (step.use === "postgres.demote") return isOf(source, step.with) && step.with.name === source.name;
  if (step.use !== "network.fence" || !step.with.fenced || !isOf(source, step.with)) return false;
  return Object.entries(step.with.pods).every(([label, value]) => POD_LABELS.includes(label) && value === source.name);
}
