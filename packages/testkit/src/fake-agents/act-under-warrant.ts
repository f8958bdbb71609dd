import type { Warrant, WarrantEnd, WarrantLine } from "@holdfast/contracts/warrant";
import type { Database } from "@holdfast/db/database";
import { transact } from "@holdfast/db/transact";
import { applyWarrantProgress } from "@holdfast/services/agents/apply-warrant-progress";
import type { FakeAgents } from "./fake-agents";

const now = () => new Date();
const line = (step: string | null, did: WarrantLine["did"], more: Partial<WarrantLine> = {}): WarrantLine => ({
  ...{ at: now().toISOString(), step, did, outcome: null, end: null, message: "" },
  ...more,
});

/** The lines of an agent that found these steps done and does those by itself, in a world without a hub. */
export function actUnderWarrant(agents: FakeAgents, warrant: Warrant, found: readonly string[], does: readonly string[]): WarrantLine[] {
  const { clusterId, scope, epoch, expiresAt } = warrant;
  const acts = does.flatMap((name) => {
    const step = warrant.steps.find((each) => each.name === name);
    if (!step) throw new RangeError(`the warrant has no step ${name}`);
    const order = { ...step.order, scope, epoch: BigInt(epoch), expiresAt: new Date(expiresAt) };
    const { outcome, message } = agents.actAlone(clusterId, order);
    return [line(name, "ordered"), line(name, "answered", { outcome, message: message ?? "" }), line(name, "verified")];
  });
  return [...found.map((name) => line(name, "found")), ...acts];
}

/** The agent tells the hub what it did, as its link does. */
export const tellOfWarrant = (db: Database, { id, clusterId }: Warrant, lines: readonly WarrantLine[], end?: WarrantEnd): Promise<void> =>
  transact(db, now, (unit) =>
    applyWarrantProgress(unit, clusterId, { warrantId: id, lines: [...lines, ...(end ? [line(null, "ended", { end })] : [])] }, now()),
  );
