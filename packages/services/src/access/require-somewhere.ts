import { Fault } from "@holdfast/contracts/fault";
import { type Permission, permissions } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import { explained } from "./explained";
import { permittedOnFleet, permittedSomewhere } from "./permitted";
import { refuse } from "./refuse";

/**
 * The first door, at the procedure: whether the caller holds the permission anywhere at all. The verb behind it asks again
 * about the very thing.
 */
export async function requireSomewhere(ctx: ServiceContext, permission: Permission, procedure: string): Promise<void> {
  if (ctx.actor.kind === "system") return;
  const subject = await ctx.subject();
  const ask = permissions[permission] === "cluster" ? permittedSomewhere : permittedOnFleet;
  if (ask(subject, permission).effect === "allow") return;
  const decision = explained(subject, permission, (of) => ask(of, permission));
  const text = subject.isDisabled ? worded("AccountDisabled") : worded("PermissionNowhere", { permission });
  await refuse(
    ctx,
    { action: procedure, target: { kind: "procedure", id: procedure, name: procedure, clusterId: null } },
    new Fault("Forbidden", text),
    decision,
  );
}
