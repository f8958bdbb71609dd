import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { driftTarget, objectName } from "./stored-drift";

interface Orphan {
  readonly id: string;
  readonly cluster_id: string;
  readonly policy_id: string;
  readonly policy: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** Ends the drifts of policies that were taken off their cluster: there is nothing that the objects are to be. */
export async function endOrphans(ctx: ServiceContext): Promise<void> {
  await transact(ctx.db, ctx.now, async (unit) => {
    const at = ctx.now();
    const ended = await unit.tx.$queryRaw<Orphan[]>`
      UPDATE policy_drift e SET ended_at = ${at}, ending = 'removed', is_held = false FROM policy p
      WHERE p.id = e.policy_id AND e.ended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM policy_deployment d WHERE d.policy_id = e.policy_id AND d.cluster_id = e.cluster_id)
      RETURNING e.id, e.cluster_id, e.policy_id, p.name AS policy, e.kind, e.namespace, e.name`;
    for (const each of ended) {
      unit.audit({
        actor: ctx.actor,
        action: "policy.drift-ended",
        target: driftTarget({ id: each.policy_id, name: each.policy }, each.cluster_id),
        outcome: "succeeded",
        reason: null,
        before: null,
        after: { object: objectName(each), ending: "removed" },
        decision: null,
        requestId: each.id,
      });
      unit.emit({
        type: "policy.drift-changed",
        clusterIds: [each.cluster_id],
        subject: { kind: "policy", id: each.policy_id },
        payload: { drift: each.id, state: "ended", ending: "removed", policy: each.policy },
      });
    }
  });
}
