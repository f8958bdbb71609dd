import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault, FaultCode } from "@holdfast/contracts/fault";
import type { Gate } from "@holdfast/contracts/gate";
import type { ServiceContext } from "../context/service-context";
import { refuse } from "./refuse";

/** The fault that a gate's refusal becomes at the edge of a verb. */
export const gateFault = (gate: Extract<Gate, { isMet: false }>): Fault =>
  new Fault(FaultCode.catch("GateRefused").parse(gate.reason), gate);

/** Passes when the gate is met; else the refusal is written into the audit chain and thrown. */
export async function refuseByGate(
  ctx: ServiceContext,
  attempt: { readonly action: string; readonly target: AuditTarget },
  gate: Gate,
  decision: AuditDecision | null = null,
): Promise<void> {
  if (!gate.isMet) await refuse(ctx, attempt, gateFault(gate), decision);
}
