import { Fault } from "@holdfast/contracts/fault";
import type { Permission } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import { refuse } from "./refuse";

/** Refuses a program what only a person who signed in may do, on record. */
export async function refuseWithoutSession(ctx: ServiceContext, permission: Permission, procedure: string): Promise<never> {
  const { tokenId } = await ctx.subject();
  return refuse(
    ctx,
    { action: procedure, target: { kind: "procedure", id: procedure, name: procedure, clusterId: null } },
    new Fault("Forbidden", worded("SessionOnly")),
    { effect: "deny", policies: ["people-with-a-session-only"], permission, ...(tokenId === undefined ? {} : { tokenId }) },
  );
}
