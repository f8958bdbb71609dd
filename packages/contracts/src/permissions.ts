import { z } from "zod";

/**
 * Everything that can be permitted, as `noun:verb`. The same word is the argument of a procedure and the Cedar action.
 * `fleet` permissions are asked about the whole fleet, the others about a cluster.
 */
export const permissions = {
  "self:read": "fleet",
  "self:manage": "fleet",
  "fleet:read": "cluster",
  "inventory:read": "cluster",
  "compare:manage": "cluster",
  "object:operate": "cluster",
  "object:edit": "cluster",
  "object:delete": "cluster",
  "search:save": "fleet",
  "search:share": "fleet",
  "cluster:register": "fleet",
  "cluster:edit": "cluster",
  "cluster:revoke": "cluster",
  "logs:read": "cluster",
  "pods:exec": "cluster",
  "recordings:read": "cluster",
  "signals:read": "cluster",
  "policy:read": "fleet",
  "policy:edit": "fleet",
  "policy:push": "cluster",
  "policy:approve": "cluster",
  "policy:release": "fleet",
  "plan:edit": "cluster",
  "failover:read": "cluster",
  "failover:request": "cluster",
  "failover:approve": "cluster",
  "failover:operate": "cluster",
  "failover:override": "cluster",
  "freeze:manage": "cluster",
  "automation:release": "fleet",
  "case:read": "fleet",
  "case:evaluate": "fleet",
  "audit:read": "fleet",
  "audit:verify": "fleet",
  "access:read": "fleet",
  "access:manage": "fleet",
  "settings:manage": "fleet",
  "elevation:decide": "fleet",
  "demo:control": "fleet",
} as const satisfies Record<`${string}:${string}`, "fleet" | "cluster">;

/** One of the words above. */
export type Permission = keyof typeof permissions;
export const Permission = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);

/** What only a person who signed in may do, and no program for them: deciding about identities, and a second person's yes. */
export const sessionOnly = [
  "self:manage",
  "access:manage",
  "elevation:decide",
  "failover:approve",
  "failover:override",
  "automation:release",
  "policy:approve",
  "policy:release",
  "pods:exec",
] as const satisfies readonly Permission[];

/** Whether an API token may hold the permission. */
export const isForTokens = (permission: Permission): boolean => !(sessionOnly as readonly Permission[]).includes(permission);

/** What decides about identities: only who holds a role for good, or by their own account, may; never who is elevated to it for some hours. */
export const neverElevated = ["access:manage", "elevation:decide"] as const satisfies readonly Permission[];

/** The permissions that are asked about one cluster at a time. */
export type ClusterPermission = { [P in Permission]: (typeof permissions)[P] extends "cluster" ? P : never }[Permission];
