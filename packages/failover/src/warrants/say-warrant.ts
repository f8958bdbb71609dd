import type { Json } from "@holdfast/contracts/json";
import type { Unit } from "@holdfast/db/transact";
import type { LoadedRun } from "../runner/load-run";
import { hubActor, type RunContext, runRequestId } from "../runner/run-context";

/** What is said of a warrant: that it was signed, or that its agent was told to drop it. */
export interface WarrantNews {
  readonly action: "failover.warrant-issued" | "failover.warrant-revoked";
  readonly warrantId: string;
  readonly number: number;
  readonly reason: string | null;
  readonly after: Json;
}

/** Says in the audit trail and to the pages what became of a warrant. */
export function sayWarrant(unit: Unit, ctx: RunContext, run: LoadedRun, { action, warrantId, number, reason, after }: WarrantNews): void {
  const [, standby] = run.plan.sites;
  unit.audit({
    actor: hubActor(ctx.hubId),
    action,
    target: { kind: "run", id: run.row.id, name: run.plan.planName, clusterId: standby.id },
    outcome: "succeeded",
    reason,
    before: null,
    after: { warrantId, number, ...(after as Record<string, Json>) },
    decision: null,
    requestId: runRequestId(run.row.id),
  });
  unit.emit({
    type: "failover.warrant-changed",
    clusterIds: run.plan.sites.map((site) => site.id),
    subject: { kind: "run", id: run.row.id },
    payload: { warrantId, number, did: action },
  });
}
