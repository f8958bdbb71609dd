import type { AuditDecision } from "@holdfast/contracts/audit";
import type { Permission } from "@holdfast/contracts/permissions";
import type { AccessSubject } from "./access-subject";

/** So many grants an entry names at most. */
export const mostGrants = 20;

/** The answer to a question about somebody, with what was asked and the grants that would have sufficed each by itself. */
export function explained(subject: AccessSubject, permission: Permission, ask: (of: AccessSubject) => AuditDecision): AuditDecision {
  const decision = ask(subject);
  const suffices = (grant: AccessSubject["grants"][number]) => ask({ ...subject, grants: [grant] }).effect === "allow";
  const grants = decision.effect === "allow" ? subject.grants.filter(suffices).flatMap(({ id }) => id ?? []) : [];
  const { tokenId } = subject;
  return { ...decision, permission, grants: grants.slice(0, mostGrants), ...(tokenId === undefined ? {} : { tokenId }) };
}
