import { Fault } from "@holdfast/contracts/fault";
import type { Gate } from "@holdfast/contracts/gate";
import type { UserView } from "@holdfast/contracts/identity";
import { worded } from "@holdfast/contracts/worded";
import {
  canDisableUser,
  canEnableUser,
  canEndGrant,
  canGiveGrant,
  canInviteAgain,
  canResetFactor,
  canResetPassword,
} from "@holdfast/domain/gates/can-manage-user";
import { allMet, gateView, met, refused } from "@holdfast/domain/gates/gate";
import { authorise } from "../access/authorise";
import { permittedOnFleet } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { isLastAdminGrant, knownUser } from "./user-facts";
import { userRows } from "./user-rows";

const MANAGE = "access:manage";

async function mayManage(ctx: ServiceContext): Promise<Gate> {
  if (ctx.actor.kind === "system") return met;
  const isPermitted = permittedOnFleet(await ctx.subject(), MANAGE).effect === "allow";
  return isPermitted ? met : refused("Forbidden", worded("FleetPermissionMissing", { permission: MANAGE }));
}

/** One user: the grants, and what the caller may do about them now. Throws `NotFound` for an id that nobody has. */
export async function getUser(ctx: ServiceContext, userId: string): Promise<UserView> {
  await authorise(ctx, {
    permission: "access:read",
    action: "user.get",
    target: { kind: "user", id: userId, name: userId, clusterId: null },
  });
  const { prisma } = ctx.db;
  const [known, [row], invitation, manage] = await Promise.all([
    knownUser(ctx, prisma, userId),
    userRows(ctx, [userId]),
    prisma.invitation.findFirst({ where: { userId, usedAt: null, expiresAt: { gt: ctx.now() } }, orderBy: { expiresAt: "desc" } }),
    mayManage(ctx),
  ]);
  if (!row) throw new Fault("NotFound", worded("UserAbsent"));
  return {
    ...row,
    disabledAt: known.disabledAt,
    hasSecondFactor: known.facts.hasSecondFactor,
    invitedUntil: invitation?.expiresAt ?? null,
    grants: row.grants.map((grant) => ({
      ...grant,
      canEnd: gateView(allMet(manage, canEndGrant(known.facts, isLastAdminGrant(known, grant.id)))),
    })),
    allowed: {
      invite: gateView(allMet(manage, canInviteAgain(known.facts))),
      disable: gateView(allMet(manage, canDisableUser(known.facts))),
      enable: gateView(allMet(manage, canEnableUser(known.facts))),
      grant: gateView(allMet(manage, canGiveGrant(known.facts))),
      resetFactor: gateView(allMet(manage, canResetFactor(known.facts))),
      resetPassword: gateView(allMet(manage, canResetPassword(known.facts))),
    },
  };
}
