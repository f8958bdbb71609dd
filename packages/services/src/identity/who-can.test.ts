import { AskWhatCan, AskWhoCan } from "@holdfast/contracts/access";
import { type Permission, permissions } from "@holdfast/contracts/permissions";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { authorise } from "../access/authorise";
import { visibleCluster } from "../clusters/visible-cluster";
import { whatCan } from "./what-can";
import { whoCan } from "./who-can";

const db = suiteDatabase();
const DR = { matchLabels: { "holdfast.dev/environment": "dr" } };
let prod: string;
let dr: string;
let people: Record<"ada" | "olga" | "partly" | "gone" | "root", Awaited<ReturnType<typeof aPerson>>>;
beforeAll(async () => {
  prod = (await aCluster(db, "prod", { environment: "production" })).id;
  dr = (await aCluster(db, "dr", { environment: "dr" })).id;
  people = {
    ada: await aPerson(db, "Ada", ["approver", "viewer"]),
    olga: await aPerson(db, "Olga", ["operator"]),
    partly: await aPerson(db, "Partly", ["approver"], DR),
    gone: await aPerson(db, "Gone", ["admin"]),
    root: await aPerson(db, "Root", ["admin"]),
  };
  await db.prisma.user.update({ where: { id: people.gone.id }, data: { disabledAt: new Date() } });
});

const ask = (permission: Permission, clusterId: string | null, more: object = {}) =>
  whoCan(people.root.as(), AskWhoCan.parse({ permission, clusterId, ...more }));
const names = async (permission: Permission, clusterId: string | null) => (await ask(permission, clusterId)).rows.map((row) => row.name);

describe("who can do something", () => {
  it("is who may on this cluster by the grants of now, by name, without the disabled", async () => {
    expect(await names("failover:approve", prod)).toEqual(["Ada", "Root"]);
    expect(await names("failover:approve", dr)).toEqual(["Ada", "Partly", "Root"]);
    expect(await names("object:edit", prod)).toEqual(["Olga", "Root"]);
    expect(await names("audit:read", null)).toEqual(["Ada", "Olga", "Root"]);
    expect(await names("self:read", null)).toEqual(["Ada", "Olga", "Partly", "Root"]);
  });

  it("names the policy and only those grants that suffice by themselves", async () => {
    const [ada] = (await ask("failover:approve", prod)).rows;
    expect(ada).toMatchObject({ policies: ["approver-approves"], grants: [{ role: "approver" }] });
    expect(ada?.grants).toHaveLength(1);
    const reads = (await ask("fleet:read", prod)).rows.find((row) => row.name === "Ada");
    expect(reads?.grants.map((grant) => grant.role).sort()).toEqual(["approver", "viewer"]);
  });

  it("comes page by page, each once, with the whole count on each", async () => {
    const first = await ask("fleet:read", dr, { limit: 2 });
    expect([first.rows.map((row) => row.name), first.total, first.isTotalCapped]).toEqual([["Ada", "Olga"], 4, false]);
    const second = await ask("fleet:read", dr, { limit: 2, cursor: first.nextCursor });
    expect([second.rows.map((row) => row.name), second.nextCursor]).toEqual([["Partly", "Root"], null]);
  });

  it("needs a cluster where the permission is of one, and a role on the whole fleet to ask", async () => {
    await expect(ask("object:edit", null)).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(ask("object:edit", "0192f0c0-0000-7000-8000-000000000000")).rejects.toMatchObject({ code: "NotFound" });
    const question = AskWhoCan.parse({ permission: "object:edit", clusterId: dr });
    await expect(whoCan(people.partly.as(), question)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(whatCan(people.partly.as(), AskWhatCan.parse({ userId: people.root.id }))).rejects.toMatchObject({ code: "Forbidden" });
  });
});

describe("what a user can do", () => {
  it("is what every verb would decide, for every permission and cluster", async () => {
    for (const person of Object.values(people)) {
      const told = await whatCan(people.root.as(), AskWhatCan.parse({ userId: person.id }));
      const attempt = { action: "test", target: { kind: "test", id: "test", name: "test", clusterId: null } };
      for (const { permission, isAllowed, policies } of told.fleet) {
        const decided = await authorise(person.as(), { ...attempt, permission }).catch(() => null);
        expect([permission, isAllowed, isAllowed ? policies : []]).toEqual([permission, decided !== null, decided?.policies ?? []]);
      }
      for (const { clusterId, decisions } of told.rows) {
        const cluster = await visibleCluster(people.root.as(), clusterId);
        for (const { permission, isAllowed } of decisions) {
          const decided = await authorise(person.as(), { ...attempt, permission, clusters: [cluster] }).catch(() => null);
          expect([person.name, permission, isAllowed]).toEqual([person.name, permission, decided !== null]);
        }
      }
      expect(told.fleet.length + (told.rows[0]?.decisions.length ?? 0)).toBe(Object.keys(permissions).length);
    }
  });

  it("says which policy forbids a disabled user everything, and pages and narrows the clusters", async () => {
    const told = await whatCan(people.root.as(), AskWhatCan.parse({ userId: people.gone.id, limit: 1 }));
    expect(told.rows.map((row) => row.clusterName)).toEqual(["dr"]);
    expect(told.rows[0]?.decisions.every((each) => !each.isAllowed && each.policies.includes("disabled-may-nothing"))).toBe(true);
    const next = await whatCan(people.root.as(), AskWhatCan.parse({ userId: people.gone.id, limit: 1, cursor: told.nextCursor }));
    expect([next.rows.map((row) => row.clusterName), next.nextCursor, next.total]).toEqual([["prod"], null, 2]);
    const narrowed = await whatCan(people.root.as(), AskWhatCan.parse({ userId: people.ada.id, text: "PRO" }));
    expect(narrowed.rows.map((row) => [row.clusterName, row.roles])).toEqual([["prod", ["viewer", "approver"]]]);
    await expect(whatCan(people.root.as(), AskWhatCan.parse({ userId: "nobody" }))).rejects.toMatchObject({ code: "NotFound" });
  });
});
