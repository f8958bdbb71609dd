import type { ReportMessage } from "@holdfast/contracts/agent-link";
import { type ChangeRow, ListChanges } from "@holdfast/contracts/history";
import type { ObjectUid } from "@holdfast/contracts/ids";
import type { InventoryRecord } from "@holdfast/contracts/inventory";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { scaleObject } from "../objects/scale-object";
import { getChange } from "./get-change";
import { listChanges } from "./list-changes";
import { listObjectChanges } from "./list-object-changes";
import { objectAsOf } from "./object-as-of";

const db = suiteDatabase();
const START = Date.parse("2026-11-21T14:00:00.000Z");
const instant = (second: number) => new Date(START + second * 1000);
let nowMs = START;
const now = () => new Date(nowMs);
type Site = Awaited<ReturnType<typeof aSite>>;
let [prod, dr] = [] as unknown as [Site, Site];
let [olga, vera] = [] as unknown as [Person, Person];
let settings: Awaited<ReturnType<typeof anInstallation>>["settings"];

const workload = (part: Partial<InventoryRecord> = {}) =>
  anInventoryRecord({ uid: "web", name: "web", resource: "deployments.apps", kind: "Deployment", node: null, restarts: null, ...part });
const pod = (uid: string, part: Partial<InventoryRecord> = {}) =>
  anInventoryRecord({ uid, name: uid, namespace: "pay", owner: { kind: "ReplicaSet", name: "web-1", uid: "rs" }, ...part });

async function aSite(name: string, labels: Record<string, string>) {
  nowMs = START;
  const cluster = await aCluster(db, name, { labels });
  const { bootId } = await anAgent(settings, cluster.id);
  let seq = 0;
  const say = (second: number, ...messages: ReportMessage[]) => {
    nowMs = START + second * 1000;
    return applyReport(settings, cluster.id, { bootId, seq: ++seq, messages });
  };
  const resource = (key: string): ReportMessage => ({
    ...{ type: "inventory.resource", resource: key, kind: key, isNamespaced: true, state: "synced", message: null },
    observedAt: instant(0).toISOString(),
  });
  await say(0, resource("deployments.apps"), resource("pods"));
  const report = (second: number, upserts: InventoryRecord[], deletes: InventoryRecord[] = []) =>
    say(second, {
      ...{ type: "inventory.delta", observedAt: instant(second).toISOString(), upserts },
      deletes: deletes.map(({ resource, uid }) => ({ resource, uid })),
    });
  return { ...cluster, say, report };
}

beforeAll(async () => {
  ({ settings } = await anInstallation(db, now));
  prod = await aSite("prod", { team: "pay" });
  dr = await aSite("dr", {});
  await prod.report(10, [workload({ desired: 2 })]);
  await prod.report(20, [pod("web-a"), pod("web-b"), workload({ desired: 2, health: "Progressing" })]);
  await prod.report(30, [workload({ desired: 3, health: "Progressing", labels: { app: "bank", tier: "core" } })]);
  await prod.report(40, [pod("web-a", { health: "Degraded", restarts: 1 })], [pod("web-b")]);
  await prod.report(50, [], [workload()]);
  await dr.report(35, [workload({ uid: "dr-web", namespace: "other" })]);
  nowMs = START + 3_600_000;
  olga = await aPerson(db, "olga", ["operator"], { matchLabels: { team: "pay" } }, now);
  vera = await aPerson(db, "vera", ["viewer"], { matchLabels: { team: "none" } }, now);
});

const asked = (part: object = {}, person?: Person) =>
  listChanges(person?.as() ?? theSystem(db, now), ListChanges.parse({ clusterIds: [prod.id, dr.id], ...part }));
const said = (rows: readonly ChangeRow[]) => rows.map((row) => `${row.operation} ${row.name}`);
const asOf = (second: number, uid = "web") =>
  objectAsOf(theSystem(db, now), { clusterId: prod.id, uid: uid as ObjectUid, at: instant(second) });

describe("what changed", () => {
  it("between two times is told newest first, the first instant with it and the last one not", async () => {
    const { rows, total, keptSince } = await asked({ from: instant(20), to: instant(40) });
    expect(said(rows).sort()).toEqual(["created web", "created web-a", "created web-b", "updated web", "updated web"]);
    expect(rows.map((row) => (Number(row.observedAt) - START) / 1000)).toEqual([35, 30, 20, 20, 20]);
    expect([total, keptSince]).toEqual([5, instant(0)]);
  });

  it("is narrowed by kind, namespace, operation, name and to decisions", async () => {
    expect(said((await asked({ resources: ["pods"] })).rows).sort()).toEqual([
      "created web-a",
      "created web-b",
      "deleted web-b",
      "updated web-a",
    ]);
    expect(said((await asked({ namespace: "other" })).rows)).toEqual(["created web"]);
    expect(said((await asked({ operations: ["deleted"] })).rows)).toEqual(["deleted web", "deleted web-b"]);
    expect(said((await asked({ text: "WEB-B" })).rows)).toEqual(["deleted web-b", "created web-b"]);
    expect(said((await asked({ onlyDecisions: true, clusterIds: [prod.id] })).rows)).toEqual(["deleted web", "updated web", "created web"]);
  });

  it("is told page by page, each change once, in one order", async () => {
    const rows: ChangeRow[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof asked>> = await asked({ limit: 2, cursor });
      rows.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor);
    expect(rows).toEqual((await asked()).rows);
    expect(new Set(rows.map((row) => row.id)).size).toBe(9);
    await expect(asked({ cursor: "x" })).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("is told field by field, with the health before and after", async () => {
    const { rows } = await asked({ from: instant(30), to: instant(31) });
    expect(rows).toMatchObject([{ healthFrom: "Progressing", healthTo: "Progressing", isDecision: true, fieldCount: 2, author: null }]);
    expect(rows[0]?.fields).toEqual([
      { path: "/desired", before: 2, after: 3 },
      { path: "/labels/tier", before: null, after: "core" },
    ]);
  });

  it("is told of no cluster but those that the caller may see", async () => {
    expect(new Set((await asked({}, olga)).rows.map((row) => row.clusterName))).toEqual(new Set(["prod"]));
    expect((await asked({ clusterIds: undefined }, olga)).rows).toHaveLength(8);
    expect((await asked({}, vera)).rows).toEqual([]);
    const place = { clusterId: prod.id, uid: "web" as ObjectUid };
    const { rows } = await asked({ clusterIds: [prod.id], limit: 1 });
    const [id = ""] = rows.map((row) => row.id);
    expect(await getChange(olga.as(), { id })).toEqual(rows[0]);
    await expect(getChange(vera.as(), { id })).rejects.toMatchObject({ code: "NotFound" });
    await expect(getChange(olga.as(), { id: "1-1" })).rejects.toMatchObject({ code: "NotFound" });
    await expect(listObjectChanges(vera.as(), { ...place, cursor: null, limit: 10 })).rejects.toMatchObject({ code: "NotFound" });
    await expect(objectAsOf(vera.as(), { ...place, at: instant(30) })).rejects.toMatchObject({ code: "NotFound" });
  });

  it("of one object is told page by page, also when it is gone", async () => {
    const place = { clusterId: prod.id, uid: "web" as ObjectUid };
    const first = await listObjectChanges(olga.as(), { ...place, cursor: null, limit: 3 });
    const second = await listObjectChanges(olga.as(), { ...place, cursor: first.nextCursor, limit: 3 });
    expect(said([...first.rows, ...second.rows])).toEqual(["deleted web", "updated web", "updated web", "created web"]);
    expect([first.total, second.nextCursor]).toEqual([4, null]);
  });
});

describe("an object as of an instant", () => {
  it("is what it was, to the instant of each change", async () => {
    expect((await asOf(9.999)).state).toBe("absent");
    expect(await asOf(10)).toMatchObject({
      state: "known",
      fields: { "/desired": 2, "/health": "Healthy", "/labels/app": "bank" },
      changes: 3,
    });
    expect((await asOf(29.999)).fields).toMatchObject({ "/desired": 2, "/health": "Progressing" });
    expect((await asOf(29.999)).fields).not.toHaveProperty("/labels/tier");
    expect((await asOf(30)).fields).toMatchObject({ "/desired": 3, "/labels/tier": "core" });
    expect((await asOf(49.999)).state).toBe("known");
    expect(await asOf(50)).toMatchObject({ state: "absent", isGone: true, kind: "Deployment", name: "web" });
  });

  it("says what is different in its last state", async () => {
    expect((await asOf(10)).since).toEqual([
      { path: "/desired", before: 2, after: 3 },
      { path: "/labels/tier", before: null, after: "core" },
      { path: "/health", before: "Healthy", after: "Progressing" },
    ]);
    expect(await asOf(60, "web-a")).toMatchObject({ state: "known", since: [], changes: 0, isGone: false, fields: { "/restarts": 1 } });
  });

  it("is not known from before the history began, and not yet for an instant to come", async () => {
    expect(await asOf(-1, "web-a")).toMatchObject({ state: "beforeHistory", keptSince: instant(0), fields: {} });
    await expect(asOf(4000)).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(asOf(30, "never-was")).rejects.toMatchObject({ code: "NotFound" });
  });

  it("is in doubt while nobody watched", async () => {
    await dr.say(100, {
      ...{
        type: "inventory.resource",
        resource: "deployments.apps",
        kind: "Deployment",
        isNamespaced: true,
        state: "syncing",
        message: null,
      },
      observedAt: instant(100).toISOString(),
    });
    await dr.report(101, [workload({ uid: "dr-web", namespace: "other", desired: 9 })]);
    nowMs = START + 3_600_000;
    const at = (second: number) => objectAsOf(theSystem(db, now), { clusterId: dr.id, uid: "dr-web" as ObjectUid, at: instant(second) });
    expect(await at(60)).toMatchObject({ fields: { "/desired": 1 }, doubt: { from: instant(35), to: instant(101) } });
    expect(await at(101)).toMatchObject({ fields: { "/desired": 9 }, doubt: null });
  });
});

describe("who made a change", () => {
  it("is the person whose order's receipt says just that, and nobody where none does", async () => {
    nowMs = START + 600_000;
    const lastSeenAt = new Date(Date.now() + 3_600_000);
    await db.prisma.hubPresence.create({ data: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: now(), lastSeenAt } });
    await prod.report(600, [workload({ uid: "api", name: "api", desired: 1 })]);
    const { commandId } = await scaleObject(olga.as(), {
      ...{ clusterId: prod.id, uid: "api" as ObjectUid, key: "0".repeat(32), confirmedName: "api", replicas: 4, expectReplicas: 1 },
    });
    const fields = [{ path: "/spec/replicas", before: 1, after: 4 }];
    const about = { apiVersion: "apps/v1", kind: "Deployment", namespace: "bank", name: "api" };
    await prod.report(601, [workload({ uid: "api", name: "api", desired: 4 })]);
    await prod.say(602, {
      type: "receipt",
      receipt: {
        ...{ commandId, outcome: "succeeded", reason: null, message: null, output: null, at: instant(602).toISOString() },
        changes: [{ ...about, operation: "update", fields, warnings: [] }],
      },
    });
    await prod.report(603, [workload({ uid: "api", name: "api", desired: 5 })]);
    nowMs = START + 3_600_000;
    const { rows } = await listObjectChanges(olga.as(), { clusterId: prod.id, uid: "api" as ObjectUid, cursor: null, limit: 10 });
    expect(rows.map((row) => [row.fields[0]?.after, row.author])).toEqual([
      [5, null],
      [4, { kind: "order", id: commandId, name: "olga" }],
      [undefined, null],
    ]);
  });
});
