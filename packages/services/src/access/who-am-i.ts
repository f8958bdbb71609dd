import { ActiveElevation } from "@holdfast/contracts/elevation";
import { type Permission, permissions } from "@holdfast/contracts/permissions";
import type { UserRole } from "@holdfast/contracts/roles";
import type { ServiceContext } from "../context/service-context";
import { type ConfirmingProvider, confirmingProvider } from "../sign-in/confirming-provider";
import { lacksApproverFactor } from "../sign-in/lacks-approver-factor";
import { factorFields } from "../sign-in/require-fresh-factor";
import { holding, rolesSomewhere } from "./access-subject";
import { permittedOnFleet, permittedSomewhere } from "./permitted";

/** The caller, as the frame of every page draws them. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly roles: UserRole[];
  readonly permissions: Permission[];
  /** Approving a failover asks them for a code of their authenticator. */
  readonly hasSecondFactor: boolean;
  readonly hasPasskey: boolean;
  /** They have no second factor, and whoever approves needs one here. */
  readonly lacksApproverFactor: boolean;
  /** At which provider they sign in anew before what asks for a fresh factor, having no password here; null for everybody else. */
  readonly confirmsBy: ConfirmingProvider | null;
  /** What they are elevated to for some hours; what ends first comes first. None for a program. */
  readonly elevations: ActiveElevation[];
}

/** The caller: name, the roles held anywhere, and what they would permit somewhere. For drawing; every verb asks again. */
export async function whoAmI(ctx: ServiceContext): Promise<Me> {
  const subject = await ctx.subject();
  const all = Object.keys(permissions) as Permission[];
  const may = (permission: Permission) =>
    (permissions[permission] === "cluster" ? permittedSomewhere : permittedOnFleet)(subject, permission).effect === "allow";
  const user = await ctx.db.prisma.user.findUnique({ where: { id: ctx.actor.id }, select: factorFields });
  const active = { userId: ctx.actor.id, elevationId: { not: null }, ...holding(ctx.now()) };
  const elevated =
    subject.tokenPermissions === undefined ? await ctx.db.prisma.grant.findMany({ where: active, orderBy: { expiresAt: "asc" } }) : [];
  return {
    id: ctx.actor.id,
    name: ctx.actor.name,
    roles: rolesSomewhere(subject),
    permissions: all.filter(may),
    hasSecondFactor: user?.twoFactorEnabled ?? false,
    hasPasskey: (user?._count.passkeys ?? 0) > 0,
    lacksApproverFactor: await lacksApproverFactor(ctx),
    confirmsBy: await confirmingProvider(ctx),
    elevations: elevated.map(({ elevationId, role, selector, expiresAt }) =>
      ActiveElevation.parse({ id: elevationId, role, selector, endsAt: expiresAt }),
    ),
  };
}
