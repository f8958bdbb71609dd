import type { EventReader } from "./event-reader";

/** What changes what somebody may do, by the audit chain's words. Signing in and out, and what people do to their own account, is none of it. */
const TOLD = [
  ...["grant.give", "grant.end", "user.create", "user.invite", "user.accept-invitation", "user.disable", "user.enable"],
  ...["user.renew-invitation", "password.reset", "second-factor.reset"],
];

/** What was done about a user's access. The event says whose; the entry of the audit chain that was written with it says what, and who did it. */
export const accessContent: EventReader = async (db, event) => {
  const entry = await db.prisma.auditEntry.findFirst({
    where: { at: event.at, targetId: event.subject.id, action: { in: TOLD }, outcome: "succeeded" },
    select: { action: true, actorName: true, targetName: true },
    orderBy: { seq: "asc" },
  });
  if (!entry) return null;
  return {
    ...{ topic: "access.changed", gaps: { action: entry.action, user: entry.targetName } },
    ...{ path: `/identity/users/${encodeURIComponent(event.subject.id)}`, actor: entry.actorName },
  };
};
