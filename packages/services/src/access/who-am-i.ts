import { type Permission, permissions } from "@holdfast/contracts/permissions";
import type { UserRole } from "@holdfast/contracts/roles";
import type { ServiceContext } from "../context/service-context";
import { rolesSomewhere } from "./access-subject";
import { permittedOnFleet, permittedSomewhere } from "./permitted";

/** The caller: name, the roles held anywhere, and what they would permit somewhere. For drawing; every verb asks again. */
export async function whoAmI(ctx: ServiceContext): Promise<{ id: string; name: string; roles: UserRole[]; permissions: Permission[] }> {
  const subject = await ctx.subject();
  const all = Object.keys(permissions) as Permission[];
  const may = (permission: Permission) =>
    (permissions[permission] === "cluster" ? permittedSomewhere : permittedOnFleet)(subject, permission).effect === "allow";
  return { id: ctx.actor.id, name: ctx.actor.name, roles: rolesSomewhere(subject), permissions: all.filter(may) };
}
