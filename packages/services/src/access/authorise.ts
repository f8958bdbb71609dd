import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { Permission } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import type { ClusterRow } from "./cluster-row";
import { explained, mostGrants } from "./explained";
import { permittedOn, permittedOnFleet } from "./permitted";
import { refuse } from "./refuse";

/** What somebody is about to do. `clusters` are all that it touches: each must permit it; none means the fleet. */
export interface Attempt {
  readonly permission: Permission;
  /** The verb, for the audit trail: `failover.approve`. */
  readonly action: string;
  readonly target: AuditTarget;
  readonly clusters?: readonly ClusterRow[];
  readonly requestedById?: string;
}

const ALLOWED_SYSTEM: AuditDecision = { effect: "allow", policies: ["system"] };

/** Lets the attempt pass and returns why, or writes the refusal into the audit chain and throws `Forbidden`. */
export async function authorise(ctx: ServiceContext, attempt: Attempt): Promise<AuditDecision> {
  if (ctx.actor.kind === "system") return ALLOWED_SYSTEM;
  const subject = await ctx.subject();
  const { permission, requestedById } = attempt;
  const policies = new Set<string>();
  const grants = new Set<string>();
  if (attempt.clusters?.length === 0)
    return refuse(ctx, attempt, new Fault("NotFound", worded("ClusterAbsent")), { effect: "deny", policies: [], permission });
  for (const cluster of attempt.clusters ?? [undefined]) {
    const decision = explained(subject, permission, (of) =>
      cluster ? permittedOn(of, permission, cluster, requestedById) : permittedOnFleet(of, permission, requestedById),
    );
    if (decision.effect === "deny") return refuse(ctx, attempt, denial(attempt, decision, cluster), decision);
    for (const policy of decision.policies) policies.add(policy);
    for (const grant of decision.grants ?? []) grants.add(grant);
  }
  const { tokenId } = subject;
  const by = { permission, grants: [...grants].slice(0, mostGrants), ...(tokenId === undefined ? {} : { tokenId }) };
  return { effect: "allow", policies: [...policies].sort(), ...by };
}

function denial(attempt: Attempt, decision: AuditDecision, cluster: ClusterRow | undefined): Fault {
  if (decision.policies.includes("nobody-approves-their-own-request")) return new Fault("ApproverIsRequester", worded("OwnRequest"));
  if (decision.policies.includes("disabled-may-nothing")) return new Fault("Forbidden", worded("AccountDisabled"));
  const { permission } = attempt;
  return new Fault(
    "Forbidden",
    cluster ? worded("PermissionMissing", { permission, cluster: cluster.name }) : worded("FleetPermissionMissing", { permission }),
  );
}
