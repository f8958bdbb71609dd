import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import type { Fault } from "@holdfast/contracts/fault";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";

/** Writes a refusal into the audit chain, in a transaction of its own, and throws the fault. Returns never. */
export async function refuse(
  ctx: ServiceContext,
  attempt: { readonly action: string; readonly target: AuditTarget },
  fault: Fault,
  decision: AuditDecision | null = null,
): Promise<never> {
  await transact(ctx.db, ctx.now, async (unit) => {
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: attempt.target,
      outcome: "refused",
      reason: `${fault.code}: ${fault.message}`.slice(0, 1024),
      before: null,
      after: null,
      decision,
      requestId: ctx.requestId,
    });
  });
  throw fault;
}
