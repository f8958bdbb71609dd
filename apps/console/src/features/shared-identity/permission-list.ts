import type { Permission } from "@holdfast/contracts/permissions";

/** The permissions that are asked about the whole fleet, as the contract has them; a test holds the two together. */
export const fleetPermissions: readonly Permission[] = [
  "access:manage",
  "access:read",
  "audit:read",
  "audit:verify",
  "automation:release",
  "case:evaluate",
  "case:read",
  "cluster:register",
  "demo:control",
  "elevation:decide",
  "policy:edit",
  "policy:read",
  "policy:release",
  "search:save",
  "search:share",
  "self:manage",
  "self:read",
  "settings:manage",
];

/** The permissions that are asked about one cluster at a time; those that an incident makes one ask about come first. */
export const clusterPermissions: readonly Permission[] = [
  "failover:approve",
  "failover:request",
  "failover:operate",
  "failover:read",
  "failover:override",
  "freeze:manage",
  "plan:edit",
  "policy:approve",
  "policy:push",
  "object:operate",
  "object:edit",
  "object:delete",
  "inventory:read",
  "compare:manage",
  "signals:read",
  "logs:read",
  "pods:exec",
  "recordings:read",
  "fleet:read",
  "cluster:edit",
  "cluster:revoke",
];

const forPeopleOnly: readonly Permission[] = [
  "self:manage",
  "access:manage",
  "elevation:decide",
  "failover:approve",
  "failover:override",
  "automation:release",
  "policy:approve",
  "policy:release",
  "pods:exec",
];

/** What an API token may be made for, as the contract has it. */
export const tokenPermissions: readonly Permission[] = [...clusterPermissions, ...fleetPermissions].filter(
  (each) => !forPeopleOnly.includes(each),
);
