import { DecisionFilter } from "@holdfast/contracts/decision-log";
import type { Permission } from "@holdfast/contracts/permissions";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { authorise } from "../access/authorise";
import { MOST_ANONYMOUS, MOST_DENIALS } from "../access/count-denial";
import { settleDenials } from "../access/settle-denials";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { lookAtInvitation } from "../identity/accept-invitation";
import { bearerContext, findBearer } from "../identity/bearer";
import { createApiToken } from "../identity/create-api-token";
import { endGrant } from "../identity/end-grant";
import { giveGrant } from "../identity/give-grant";
import { listDecisions } from "./list-decisions";

const db = suiteDatabase();
const DR = { matchLabels: { "holdfast.dev/environment": "dr" } };
let people: Record<"root" | "vera" | "olga" | "partly", Person>;
let prod: string;
beforeAll(async () => {
  prod = (await aCluster(db, "prod", { environment: "production" })).id;
  await aCluster(db, "dr", { environment: "dr" });
  people = {
    root: await aPerson(db, "Root", ["admin"]),
    vera: await aPerson(db, "Vera", ["viewer"]),
    olga: await aPerson(db, "Olga", ["operator", "viewer"]),
    partly: await aPerson(db, "Partly", ["operator"], DR),
  };
});

const list = (filter: object = {}, as = people.root.as()) => listDecisions(as, DecisionFilter.parse(filter));
const give = (as: Person, to: Person) => giveGrant(as.as(), { userId: to.id, grant: { role: "viewer", selector: DR, expiresAt: null } });
const attempt = (permission: Permission, action: string) => ({
  ...{ permission, action },
  target: { kind: "cluster", id: prod, name: "prod", clusterId: prod },
});
const refused = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ code: "Forbidden" });

describe("the decision log", () => {
  it("has a viewer's refused change, with what was asked for and that nothing permitted it", async () => {
    await refused(give(people.vera, people.olga));
    const [row] = (await list({ actor: people.vera.id })).rows;
    expect(row).toMatchObject({
      ...{ effect: "deny", outcome: "refused", permission: "access:manage", policies: [], grants: [], times: 1, clusterName: null },
      actor: { kind: "user", name: "Vera" },
    });
    expect(row?.reason).toMatch(/^Forbidden: /);
  });

  it("has an allowed change with its policy and the grants that sufficed, also when one ended since", async () => {
    await give(people.root, people.vera);
    const [row] = (await list({ permission: "access:manage", effect: "allow" })).rows;
    const own = await db.prisma.grant.findFirstOrThrow({ where: { userId: people.root.id } });
    expect(row).toMatchObject({ effect: "allow", outcome: "succeeded", actor: { name: "Root" }, policies: ["admin-may"] });
    expect(row?.grants).toEqual([{ id: own.id, role: "admin", selector: {}, isElevation: false }]);

    const other = await aPerson(db, "Second", ["admin"]);
    const passing = await db.prisma.grant.findFirstOrThrow({ where: { userId: other.id } });
    await give(other, people.olga);
    await endGrant(people.root.as(), passing.id);
    expect((await list({ actor: other.id })).rows[0]?.grants).toMatchObject([{ id: passing.id, role: "admin" }]);
  });

  it("names on a cluster only the grants that decided there, and the cluster", async () => {
    const [row] = (
      await visibleCluster(people.olga.as(), prod).then(async (cluster) => {
        await refused(authorise(people.vera.as(), { ...attempt("object:edit", "object.edit"), clusters: [cluster] }));
        const decision = await authorise(people.olga.as(), { ...attempt("object:edit", "object.edit"), clusters: [cluster] });
        const operator = await db.prisma.grant.findFirstOrThrow({ where: { userId: people.olga.id, role: "operator" } });
        expect(decision).toEqual({ effect: "allow", policies: ["operator-operates"], permission: "object:edit", grants: [operator.id] });
        return list({ clusterId: prod, permission: "object:edit" });
      })
    ).rows;
    expect(row).toMatchObject({ effect: "deny", clusterName: "prod", actor: { name: "Vera" } });
  });

  it("has who looked for a cluster that does not exist for them, who learns nothing by it", async () => {
    const unknown = await visibleCluster(people.partly.as(), "0192f0c0-0000-7000-8000-000000000000").catch((cause) => cause.message);
    const hidden = await visibleCluster(people.partly.as(), prod).catch((cause) => cause.message);
    expect(hidden).toBe(unknown);
    expect((await list({ actor: people.partly.id })).rows).toMatchObject([
      { effect: "deny", permission: "fleet:read", clusterName: "prod", action: "cluster.see" },
    ]);
  });

  it("tells a program with a token from its owner, and names the policy that kept it in its scope", async () => {
    const { token } = await createApiToken(people.olga.as(), {
      ...{ name: "backup", permissions: ["fleet:read"], selector: {}, expiresAt: new Date(Date.now() + 3_600_000) },
    });
    const bearer = await findBearer({ db, now: () => new Date() }, token);
    if (!bearer) throw new Error("the token is good");
    const ctx = bearerContext({ db, now: () => new Date(), log: silentLog, requestId: "by-token" }, bearer);
    await refused(authorise(ctx, attempt("case:evaluate", "case.evaluate")));
    const [row] = (await list({ permission: "case:evaluate" })).rows;
    expect(row).toMatchObject({ requestId: "by-token", effect: "deny", policies: ["token-stays-in-its-scope"] });
    expect(row?.actor).toEqual({ kind: "token", id: people.olga.id, name: "Olga via backup" });
  });

  it("is narrowed by effect, person, permission and time, and comes page by page, newest first, each once", async () => {
    const all = (await list()).rows;
    expect(all.length).toBeGreaterThan(4);
    expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).sort((a, b) => b - a));
    for (const effect of ["allow", "deny"] as const)
      expect((await list({ effect })).rows).toEqual(all.filter((row) => row.effect === effect));
    expect((await list({ actor: "vER" })).rows).toEqual(all.filter((row) => row.actor.name === "Vera"));
    expect((await list({ permission: "access:manage" })).rows).toEqual(all.filter((row) => row.permission === "access:manage"));
    expect((await list({ to: new Date(Date.now() - 3_600_000) })).total).toBe(0);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows]).toEqual(all.slice(0, 4));
    expect(first.total).toBe(all.length);
  });

  it("is not shown to who may not read the audit trail", async () => {
    await refused(list({}, people.partly.as()));
  });
});

describe("who is refused again and again", () => {
  it("fills the chain with so many entries a minute only, and each denial beyond is counted into it", async () => {
    const noisy = await aPerson(db, "Noisy", ["viewer"]);
    const more = 7;
    for (let i = 0; i < MOST_DENIALS + more; i++) await refused(authorise(noisy.as(), attempt("policy:edit", "policy.create")));
    expect(await auditOf(db, "policy.create")).toHaveLength(MOST_DENIALS);

    expect(await settleDenials(theSystem(db))).toBe(0);
    const later = () => new Date(Date.now() + 120_000);
    expect(await settleDenials(theSystem(db, later))).toBeGreaterThan(0);
    expect(await settleDenials(theSystem(db, later))).toBe(0);
    const { rows } = await list({ actor: noisy.id });
    expect(rows.reduce((sum, row) => sum + row.times, 0)).toBe(MOST_DENIALS + more);
    expect(rows[0]).toMatchObject({ effect: "deny", permission: "policy:edit", actor: { name: "Noisy" }, target: { id: "several" } });
  });

  it("though nobody knows them: invitations, set-up links and sign-ins that they try fill no chain either, and each is counted", async () => {
    const nobody: ServiceContext = { ...theSystem(db), actor: { kind: "anonymous", id: "anonymous", name: "unknown" } };
    const more = 5;
    for (let i = 0; i < MOST_ANONYMOUS + more; i++)
      await expect(lookAtInvitation(nobody, `guess-${i}`)).rejects.toMatchObject({ code: "TokenInvalid" });
    expect(await auditOf(db, "user.accept-invitation")).toHaveLength(MOST_ANONYMOUS);
    await refused(give(people.vera, people.olga));
    await settleDenials(theSystem(db, () => new Date(Date.now() + 120_000)));
    expect((await auditOf(db, "user.accept-invitation")).at(-1)).toMatchObject({
      ...{ outcome: "refused", decision: null, actor: { kind: "anonymous" }, after: { times: more } },
      target: { id: "several" },
    });
  });

  it("silences nobody else", async () => {
    const before = (await list({ actor: people.vera.id })).total;
    await refused(give(people.vera, people.olga));
    expect((await list({ actor: people.vera.id })).total).toBe(before + 1);
  });
});
