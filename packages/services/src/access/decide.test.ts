import { leastRole } from "@holdfast/contracts/least-role";
import { type Permission, permissions } from "@holdfast/contracts/permissions";
import { UserRole } from "@holdfast/contracts/roles";
import { describe, expect, it } from "vitest";
import { cedarSchema } from "./cedar-model";
import { type AccessQuestion, decide } from "./decide";

const ask = (permission: Permission, roles: UserRole[], extra: Partial<AccessQuestion> = {}) =>
  decide({
    permission,
    userId: "ana",
    isDisabled: false,
    roles,
    rolesSomewhere: roles,
    resource:
      permissions[permission] === "fleet"
        ? { kind: "fleet" }
        : { kind: "cluster", id: "c1", environment: "production", isSimulated: false },
    ...extra,
  });

describe("who may do what", () => {
  it("is as in the checked-in matrix", () => {
    const matrix = Object.fromEntries(
      (Object.keys(permissions) as Permission[]).map((permission) => [
        permission,
        UserRole.options.filter((role) => ask(permission, [role]).effect === "allow"),
      ]),
    );
    expect(matrix).toMatchInlineSnapshot(`
      {
        "access:manage": [
          "admin",
        ],
        "access:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "audit:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "audit:verify": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "automation:release": [
          "admin",
        ],
        "case:evaluate": [
          "operator",
          "admin",
        ],
        "case:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "cluster:edit": [
          "admin",
        ],
        "cluster:register": [
          "admin",
        ],
        "cluster:revoke": [
          "admin",
        ],
        "compare:manage": [
          "operator",
          "admin",
        ],
        "demo:control": [
          "operator",
          "admin",
        ],
        "elevation:decide": [
          "admin",
        ],
        "failover:approve": [
          "approver",
          "admin",
        ],
        "failover:operate": [
          "operator",
          "admin",
        ],
        "failover:override": [
          "approver",
          "admin",
        ],
        "failover:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "failover:request": [
          "operator",
          "admin",
        ],
        "fleet:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "freeze:manage": [
          "operator",
          "admin",
        ],
        "inventory:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "logs:read": [
          "operator",
          "admin",
        ],
        "object:delete": [
          "operator",
          "admin",
        ],
        "object:edit": [
          "operator",
          "admin",
        ],
        "object:operate": [
          "operator",
          "admin",
        ],
        "plan:edit": [
          "operator",
          "admin",
        ],
        "pods:exec": [
          "operator",
          "admin",
        ],
        "policy:approve": [
          "approver",
          "admin",
        ],
        "policy:edit": [
          "operator",
          "admin",
        ],
        "policy:push": [
          "operator",
          "admin",
        ],
        "policy:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "policy:release": [
          "admin",
        ],
        "recordings:read": [
          "approver",
          "admin",
        ],
        "search:save": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "search:share": [
          "operator",
          "admin",
        ],
        "self:manage": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "self:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
        "settings:manage": [
          "admin",
        ],
        "signals:read": [
          "viewer",
          "operator",
          "approver",
          "admin",
        ],
      }
    `);
  });

  it("takes the least role that is offered to who lacks it, and no lesser one", () => {
    for (const permission of Object.keys(permissions) as Permission[]) {
      const permitting = UserRole.options.filter((role) => ask(permission, [role]).effect === "allow");
      expect(leastRole[permission], permission).toBe(permitting[0]);
    }
  });

  it("is nothing without a role", () => {
    for (const permission of Object.keys(permissions) as Permission[])
      expect(ask(permission, []), permission).toEqual({ effect: "deny", policies: [] });
  });

  it("is nothing for a disabled person, whatever the roles", () => {
    for (const permission of Object.keys(permissions) as Permission[])
      expect(ask(permission, ["admin", "operator", "approver"], { isDisabled: true })).toEqual({
        effect: "deny",
        policies: ["disabled-may-nothing"],
      });
  });

  it("forbids even an admin to approve what they asked for themselves", () => {
    expect(ask("failover:approve", ["admin", "approver"], { requestedById: "ana" })).toEqual({
      effect: "deny",
      policies: ["nobody-approves-their-own-request"],
    });
    expect(ask("failover:approve", ["approver"], { requestedById: "ben" }).effect).toBe("allow");
  });

  it("knows every permission of the contracts", () => {
    for (const permission of Object.keys(permissions)) expect(cedarSchema).toContain(`"${permission}"`);
  });
});
