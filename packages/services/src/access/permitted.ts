import type { AuditDecision } from "@holdfast/contracts/audit";
import { neverElevated, type Permission } from "@holdfast/contracts/permissions";
import type { UserRole } from "@holdfast/contracts/roles";
import { type AccessSubject, rolesOn, rolesOnFleet, rolesSomewhere, unelevated } from "./access-subject";
import type { ClusterRow } from "./cluster-row";
import { type AccessQuestion, decide } from "./decide";

// A decision depends on nothing but the question, so equal questions about clusters of one kind are asked once.
const known = new Map<string, AuditDecision>();
const MAX_KNOWN = 10_000;

function answer(question: AccessQuestion): AuditDecision {
  const { permission, isDisabled, roles, resource, requestedById, userId } = question;
  const kind = resource.kind === "fleet" ? "fleet" : `${resource.environment}/${resource.isSimulated}`;
  const requester = requestedById === undefined ? "" : requestedById === userId ? "self" : "other";
  const key = [permission, isDisabled, question.isOutsideToken, roles.join("+"), question.rolesSomewhere.join("+"), kind, requester].join(
    "|",
  );
  const before = known.get(key);
  if (before) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const decision = decide(question);
  known.set(key, decision);
  return decision;
}

const ask = (
  subject: AccessSubject,
  permission: Permission,
  roles: readonly UserRole[],
  resource: AccessQuestion["resource"],
  requestedById?: string,
) =>
  answer({
    permission,
    userId: subject.userId,
    isDisabled: subject.isDisabled,
    isOutsideToken: subject.tokenPermissions !== undefined && !subject.tokenPermissions.has(permission),
    roles,
    rolesSomewhere: rolesSomewhere(subject),
    resource,
    ...(requestedById === undefined ? {} : { requestedById }),
  });

/** Whether the person may do this on this cluster. */
export const permittedOn = (subject: AccessSubject, permission: Permission, cluster: ClusterRow, requestedById?: string): AuditDecision =>
  ask(
    subject,
    permission,
    rolesOn(subject, cluster),
    { kind: "cluster", id: cluster.id, environment: cluster.environment, isSimulated: cluster.isSimulated },
    requestedById,
  );

const isNeverElevated = (permission: Permission) => (neverElevated as readonly Permission[]).includes(permission);

/**
 * Whether the person may do this on the fleet as a whole. What they are elevated to for some hours counts, but not for deciding about
 * identities: else a few hours could be made into for ever.
 */
export function permittedOnFleet(subject: AccessSubject, permission: Permission, requestedById?: string): AuditDecision {
  const standing = isNeverElevated(permission) ? unelevated(subject) : subject;
  return ask(standing, permission, rolesOnFleet(standing), { kind: "fleet" }, requestedById);
}

/** Whether the roles that the person holds anywhere would permit this on some cluster: a first, coarse answer. */
export const permittedSomewhere = (subject: AccessSubject, permission: Permission): AuditDecision =>
  ask(subject, permission, rolesSomewhere(subject), { kind: "cluster", id: "any", environment: "test", isSimulated: false });
