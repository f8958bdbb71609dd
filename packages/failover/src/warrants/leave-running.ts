import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { StoredWarrant } from "@holdfast/db/run-warrants";
import type { RunChange } from "@holdfast/domain/run/run-change";
import type { LoadedRun } from "../runner/load-run";
import type { RunContext } from "../runner/run-context";
import type { HeldRun } from "../runner/run-leases";
import { dropWarrants } from "./drop-warrants";

/** A member of a set can lead its run elsewhere only by what ends it, and that is known when all members are read again. */
const mayLead = (changes: readonly RunChange[], isInSet: boolean) =>
  changes.some(({ phase, steps }) => phase !== null || (isInSet && steps.some((step) => ["failed", "verified"].includes(step.transition))));

/**
 * Before a run leaves `Running` its agent drops what it was let finish: a run that people or its own failure have stopped is not
 * finished behind their backs. Returns what could not be dropped, because the agent is away.
 */
export async function dropBeforeLeaving(
  ctx: RunContext,
  run: LoadedRun,
  held: HeldRun,
  changes: readonly RunChange[],
  isInSet: boolean,
): Promise<StoredWarrant[]> {
  if (!run.plan.coverage || run.progress.phase !== "Running" || !mayLead(changes, isInSet)) return [];
  const to = changes.findLast(({ phase }) => phase !== null)?.phase?.to;
  return dropWarrants(ctx, run, held, to ? `the run becomes ${to}` : "a step of a set has ended", held.signal);
}

/** The same changes, whose phase says that the agent could not be told. */
export function sayingWhatIsOpen(run: LoadedRun, changes: readonly RunChange[], [open]: readonly StoredWarrant[]): readonly RunChange[] {
  if (!open) return changes;
  const { number, expiresAt } = open.row;
  const gaps = { site: run.plan.sites[1].name, number, until: expiresAt.toISOString() };
  return changes.map((change) =>
    change.phase && change.phase.to !== "Running"
      ? { ...change, phase: { to: change.phase.to, ...worded("WarrantStillOpen", { what: textOf(change.phase), ...gaps }) } }
      : change,
  );
}
