/**
 * Holdfast's own authorisation in Cedar: default deny, a forbid beats every permit. Checked strictly against the schema
 * when a process starts. A person's roles are those on the cluster that is asked about, so they come with each question.
 */
export const cedarSchema = `
namespace Holdfast {
  entity Role;
  entity User in [Role] = { "isDisabled": Bool, "isOutsideToken": Bool, "rolesSomewhere": Set<String> };
  entity Fleet;
  entity Cluster = { "environment": String, "isSimulated": Bool };

  action "read";
  action "inventory:read", "fleet:read", "signals:read", "failover:read" in ["read"]
    appliesTo { principal: [User], resource: [Cluster] };
  action "audit:read", "audit:verify", "access:read" in ["read"]
    appliesTo { principal: [User], resource: [Fleet] };

  action "share";
  action "self:read", "self:manage", "policy:read", "case:read", "search:save" in ["share"]
    appliesTo { principal: [User], resource: [Fleet] };

  action "operate";
  action "policy:push", "failover:request", "failover:operate", "plan:edit", "object:operate", "object:edit", "object:delete", "logs:read", "pods:exec" in ["operate"]
    appliesTo { principal: [User], resource: [Cluster] };
  action "compare:manage", "freeze:manage" in ["operate"]
    appliesTo { principal: [User], resource: [Cluster, Fleet] };
  action "policy:edit", "case:evaluate", "search:share", "demo:control" in ["operate"]
    appliesTo { principal: [User], resource: [Fleet] };

  action "approve";
  action "failover:approve", "policy:approve" in ["approve"]
    appliesTo { principal: [User], resource: [Cluster], context: { "requestedBy"?: User } };

  action "review";
  action "recordings:read", "failover:override" in ["review"]
    appliesTo { principal: [User], resource: [Cluster] };

  action "manage";
  action "cluster:edit", "cluster:revoke" in ["manage"]
    appliesTo { principal: [User], resource: [Cluster] };
  action "cluster:register", "access:manage", "settings:manage", "automation:release", "policy:release" in ["manage"]
    appliesTo { principal: [User], resource: [Fleet] };
  action "elevation:decide" in ["manage"]
    appliesTo { principal: [User], resource: [Fleet], context: { "requestedBy"?: User } };
}
`;

/** The policies by id; the ids are what the audit trail names as the reason of a decision. */
export const cedarPolicies: Readonly<Record<string, string>> = {
  "everyone-sees-what-is-shared": `permit (principal, action in Holdfast::Action::"share", resource)
    when { !principal.rolesSomewhere.isEmpty() };`,
  "viewer-reads": `permit (principal in Holdfast::Role::"viewer", action in Holdfast::Action::"read", resource);`,
  "operator-reads": `permit (principal in Holdfast::Role::"operator", action in Holdfast::Action::"read", resource);`,
  "approver-reads": `permit (principal in Holdfast::Role::"approver", action in Holdfast::Action::"read", resource);`,
  "operator-operates": `permit (principal in Holdfast::Role::"operator", action in Holdfast::Action::"operate", resource);`,
  "approver-approves": `permit (principal in Holdfast::Role::"approver", action in Holdfast::Action::"approve", resource);`,
  "approver-reviews": `permit (principal in Holdfast::Role::"approver", action in Holdfast::Action::"review", resource);`,
  "admin-may": `permit (principal in Holdfast::Role::"admin", action, resource);`,
  "nobody-approves-their-own-request": `forbid (principal, action in [Holdfast::Action::"approve", Holdfast::Action::"elevation:decide"], resource)
    when { context has requestedBy && context.requestedBy == principal };`,
  "token-stays-in-its-scope": `forbid (principal, action, resource) when { principal.isOutsideToken };`,
  "disabled-may-nothing": `forbid (principal, action, resource) when { principal.isDisabled };`,
};
