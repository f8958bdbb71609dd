import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import type { Fault } from "@holdfast/contracts/fault";
import type { Gate } from "@holdfast/contracts/gate";
import { transact, type Unit } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { refuse } from "./refuse";
import { gateFault } from "./refuse-by-gate";

/** A gate that was met when it was first asked, and is not once the rows are locked. */
class GateLost extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** Passes when the gate is met; else the work that `gated` runs is taken back, and its refusal is on record. */
export function holdGate(gate: Gate): void {
  if (!gate.isMet) throw new GateLost(gateFault(gate));
}

/**
 * `transact`, for a verb that asks its gate again where the rows are locked: of two who are let through at once, whoever comes second is
 * refused like anybody, in the audit chain as well.
 */
export async function gated<T>(
  ctx: ServiceContext,
  attempt: { readonly action: string; readonly target: AuditTarget },
  decision: AuditDecision | null,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  try {
    // Not audited: the work is, which the source rule asks of whoever hands it in.
    return await transact(ctx.db, ctx.now, work);
  } catch (cause) {
    if (!(cause instanceof GateLost)) throw cause;
    return refuse(ctx, attempt, cause.fault, decision);
  }
}
