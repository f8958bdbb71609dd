import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { lacksApproverFactor } from "./lacks-approver-factor";
import { requireFreshFactor } from "./require-fresh-factor";

/**
 * What `requireFreshFactor` asks, of whoever approves something or overrides a guard. Who has no second factor at all passes only where
 * the installation says so; else the refusal is written into the audit chain and thrown as `SecondFactorNeeded`.
 */
export async function requireApproverFactor(
  ctx: ServiceContext,
  attempt: { readonly action: string; readonly target: AuditTarget },
  decision: AuditDecision,
): Promise<void> {
  if (await lacksApproverFactor(ctx)) await refuse(ctx, attempt, new Fault("SecondFactorNeeded", worded("SecondFactorAbsent")), decision);
  await requireFreshFactor(ctx, attempt, decision);
}
