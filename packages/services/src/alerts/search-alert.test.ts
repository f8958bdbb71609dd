import { acquireLease } from "@holdfast/db/lease";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { enqueueDeliveries } from "../notifications/enqueue-deliveries";
import { deleteSavedSearch } from "../search/delete-saved-search";
import { listSavedSearches } from "../search/list-saved-searches";
import { saveSearch } from "../search/save-search";
import { endSearchAlert } from "./end-search-alert";
import { evaluateAlerts } from "./evaluate-alerts";
import { listAlertChannels } from "./list-alert-channels";
import { setSearchAlert } from "./set-search-alert";

const db = suiteDatabase();
const NOW = Date.parse("2026-11-21T20:00:00Z");
let olga: Person;
let vera: Person;
let bootId: string;
let clusterId: Awaited<ReturnType<typeof aCluster>>["id"];
let installation: Awaited<ReturnType<typeof anInstallation>>;
let seq = 0;
let number = 0;

const report = (change: { upserts?: ReturnType<typeof anInventoryRecord>[]; deletes?: string[] }) =>
  applyReport(installation.settings, clusterId, {
    bootId,
    seq: ++seq,
    messages: [
      {
        type: "inventory.delta",
        observedAt: new Date().toISOString(),
        ...{ upserts: change.upserts ?? [], deletes: (change.deletes ?? []).map((uid) => ({ resource: "pods", uid })) },
      },
    ],
  });
/** The agent has read all pods once: what comes from now on is new. */
const readWhole = () =>
  applyReport(installation.settings, clusterId, {
    bootId,
    seq: ++seq,
    messages: [
      {
        type: "inventory.resource",
        ...{ resource: "pods", kind: "Pod", isNamespaced: true, state: "synced", message: null },
        observedAt: new Date().toISOString(),
      },
    ],
  });
const pod = (name: string) => anInventoryRecord({ uid: `uid-${name}`, name });

beforeAll(async () => {
  installation = await anInstallation(db);
  clusterId = (await aCluster(db, "prod", { labels: { team: "pay" } })).id;
  ({ bootId } = await anAgent(installation.settings, clusterId));
  olga = await aPerson(db, "olga", ["operator"]);
  vera = await aPerson(db, "vera", ["viewer"], { matchLabels: { team: "pay" } });
});
beforeEach(async () => {
  await db.prisma.lease.deleteMany();
  await db.prisma.savedSearch.deleteMany();
  await db.prisma.notificationChannel.deleteMany();
});

const watch = async (person: Person, query: string, change: Partial<Parameters<typeof setSearchAlert>[1]> = {}) => {
  const { id } = await saveSearch(person.as(), { name: `search-${++number}`, query, isShared: false });
  await setSearchAlert(person.as(), { searchId: id, condition: "moreThan", threshold: 0, holdSeconds: 0, channelIds: [], ...change });
  return id;
};
const lease = async () => {
  const held = await acquireLease(db, "search-alerts", "hub-1", 60_000);
  if (!held) throw new Error("the lease was free");
  return held;
};
/** What a hub does, so many seconds after the beginning. */
const look = async (seconds: number) =>
  evaluateAlerts(
    theSystem(db, () => new Date(NOW + seconds * 1000)),
    await lease(),
  );
const alertOf = async (person: Person, id: string) => (await listSavedSearches(person.as())).find((each) => each.id === id)?.alert;
const said = async (id: string) =>
  (
    await db.prisma.event.findMany({
      where: { subjectId: id, type: { in: ["search-alert.firing", "search-alert.resolved"] } },
      orderBy: { id: "asc" },
    })
  ).map(({ type }) => type);

describe("the alert of a saved search", () => {
  it("fires when what it looks for appears, is over when that is gone, and says each once", async () => {
    const id = await watch(olga, "appearing");
    await look(0);
    expect(await alertOf(olga, id)).toMatchObject({ state: "ok", found: 0 });
    await report({ upserts: [pod("appearing-1"), pod("appearing-2")] });
    await look(5);
    await look(10);
    expect(await alertOf(olga, id)).toMatchObject({ state: "firing", found: 2, since: new Date(NOW + 5000) });
    await report({ deletes: ["uid-appearing-1", "uid-appearing-2"] });
    await look(15);
    expect(await alertOf(olga, id)).toMatchObject({ state: "ok", found: 0 });
    expect(await said(id)).toEqual(["search-alert.firing", "search-alert.resolved"]);
  });

  it("fires at more than so many and not at so many, or when nothing is left", async () => {
    await report({ upserts: [pod("counted-1"), pod("counted-2")] });
    const two = await watch(olga, "counted", { threshold: 2 });
    const one = await watch(olga, "counted", { threshold: 1 });
    const none = await watch(olga, "nowhere-to-be-found", { condition: "none" });
    const some = await watch(olga, "counted", { condition: "none" });
    await look(0);
    const states = await Promise.all([two, one, none, some].map(async (id) => (await alertOf(olga, id))?.state));
    expect(states).toEqual(["ok", "firing", "firing", "ok"]);
  });

  it("waits until the condition has held for its time, and begins anew when it did not meanwhile", async () => {
    const id = await watch(olga, "held", { holdSeconds: 60 });
    await report({ upserts: [pod("held-1")] });
    await look(0);
    await look(59);
    expect(await said(id)).toEqual([]);
    await report({ deletes: ["uid-held-1"] });
    await look(59.5);
    await report({ upserts: [pod("held-1")] });
    await look(60);
    await look(119);
    expect(await said(id)).toEqual([]);
    await look(120);
    expect(await said(id)).toEqual(["search-alert.firing"]);
  });

  it("fires for what was not found before, knows it then, and is told of it by the number of new ones", async () => {
    await readWhole();
    await report({ upserts: [pod("fresh-1"), pod("fresh-2")] });
    const id = await watch(olga, "fresh", { condition: "new", threshold: 7 });
    await look(0);
    expect(await alertOf(olga, id)).toMatchObject({ state: "ok", found: 0, threshold: 0 });
    await report({ upserts: [pod("fresh-3")], deletes: ["uid-fresh-1"] });
    await look(5);
    expect(await alertOf(olga, id)).toMatchObject({ state: "firing", found: 1 });
    await look(10);
    expect(await alertOf(olga, id)).toMatchObject({ state: "ok", found: 0 });
    await report({ upserts: [pod("fresh-1")] });
    await look(15);
    expect(await said(id)).toEqual(["search-alert.firing", "search-alert.resolved", "search-alert.firing"]);
    const [first] = await db.prisma.event.findMany({ where: { subjectId: id, type: "search-alert.firing" }, orderBy: { id: "asc" } });
    expect(first?.payload).toEqual({ found: 1, isCapped: false });
    const row = await db.prisma.searchAlert.findUniqueOrThrow({ where: { searchId: id } });
    expect(row.knownResults).toHaveLength(3 * 8);
  });

  it("fires for what is new only when that has stayed for its time", async () => {
    await readWhole();
    const id = await watch(olga, "staying", { condition: "new", holdSeconds: 60 });
    await look(0);
    await report({ upserts: [pod("staying-1")] });
    await look(10);
    await report({ deletes: ["uid-staying-1"] });
    await look(20);
    await report({ upserts: [pod("staying-2")] });
    await look(30);
    await look(89);
    expect(await said(id)).toEqual([]);
    await look(90);
    expect(await said(id)).toEqual(["search-alert.firing"]);
  });

  it("takes nothing for new that its owner has come to see by a grant", async () => {
    await readWhole();
    await report({ upserts: [pod("granted-1")] });
    await db.prisma.cluster.update({ where: { id: clusterId }, data: { labels: { team: "other" } } });
    const other = await aCluster(db, `seen-${++number}`, { labels: { team: "pay" } });
    await anAgent(installation.settings, other.id);
    const id = await watch(vera, "granted", { condition: "new" });
    await look(0);
    await db.prisma.cluster.update({ where: { id: clusterId }, data: { labels: { team: "pay" } } });
    await look(5);
    expect(await alertOf(vera, id)).toMatchObject({ state: "ok", found: 0 });
    await report({ upserts: [pod("granted-2")] });
    await look(10);
    expect(await alertOf(vera, id)).toMatchObject({ state: "firing", found: 1 });
    await db.prisma.cluster.update({ where: { id: other.id }, data: { labels: {} } });
  });

  it("counts what its owner may see at that moment, and says so when that is nothing, instead of firing", async () => {
    await report({ upserts: [pod("rights-1")] });
    const id = await watch(vera, "rights");
    const gone = await watch(vera, "rights", { condition: "none" });
    await look(0);
    expect(await alertOf(vera, id)).toMatchObject({ state: "firing", found: 1 });
    await db.prisma.cluster.update({ where: { id: clusterId }, data: { labels: { team: "other" } } });
    await look(5);
    await db.prisma.cluster.update({ where: { id: clusterId }, data: { labels: { team: "pay" } } });
    expect(await alertOf(vera, id)).toMatchObject({ state: "unknown", problem: { message: "vera may see no cluster any more." } });
    expect(await alertOf(vera, gone)).toMatchObject({ state: "unknown" });
    expect(await said(gone)).toEqual([]);
  });

  it("can't be evaluated while its owner is disabled, and goes on afterwards", async () => {
    const id = await watch(vera, "rights");
    await db.prisma.user.update({ where: { id: vera.id }, data: { disabledAt: new Date() } });
    await look(0);
    const row = await db.prisma.searchAlert.findUniqueOrThrow({ where: { searchId: id } });
    await db.prisma.user.update({ where: { id: vera.id }, data: { disabledAt: null } });
    expect(row.problem).toContain("disabled");
    await look(5);
    expect(await alertOf(vera, id)).toMatchObject({ state: "firing", problem: null });
  });

  it("is its owner's to switch on and off, and that is on record; nobody else sees how it stands", async () => {
    const { id } = await saveSearch(olga.as(), { name: `shared-${++number}`, query: "kind:Pod", isShared: true });
    const ask = { searchId: id, condition: "moreThan", threshold: 3, holdSeconds: 60, channelIds: [] } as const;
    await expect(setSearchAlert(vera.as(), { ...ask, channelIds: [] })).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "search-alert.set")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: vera.id } });
    await setSearchAlert(olga.as(), { ...ask, channelIds: [] });
    expect([await alertOf(olga, id), await alertOf(vera, id)]).toMatchObject([{ threshold: 3 }, null]);
    await endSearchAlert(olga.as(), id);
    await expect(endSearchAlert(olga.as(), id)).rejects.toMatchObject({ code: "NotFound" });
    expect((await auditOf(db, "search-alert.set")).at(-1)).toMatchObject({ outcome: "succeeded", after: { threshold: 3 } });
    expect((await auditOf(db, "search-alert.end")).at(-1)).toMatchObject({ outcome: "succeeded", before: { threshold: 3 } });
    await setSearchAlert(olga.as(), { ...ask, channelIds: [] });
    await deleteSavedSearch(olga.as(), id);
    expect(await db.prisma.searchAlert.count({ where: { searchId: id } })).toBe(0);
  });

  it("is told by the channels that it names and that an admin opened to alerts, and by no others", async () => {
    const channel = (isForAlerts: boolean) =>
      db.prisma.notificationChannel.create({
        data: {
          ...{
            id: uuid(),
            name: `channel-${++number}`,
            kind: "webhook",
            settings: { kind: "webhook", origin: "https://x.test" },
            sealed: "",
          },
          ...{
            topics: ["cluster.lost"],
            selector: {},
            language: "en",
            isForAlerts,
            createdById: "a",
            createdByName: "a",
            createdAt: new Date(0),
          },
        },
      });
    const [named, other, closed] = [await channel(true), await channel(true), await channel(false)];
    expect((await listAlertChannels(olga.as())).map(({ id }) => id).sort()).toEqual([named.id, other.id].sort());
    await report({ upserts: [pod("told-1")] });
    await expect(watch(olga, "told", { channelIds: [closed.id] })).rejects.toMatchObject({ code: "InvalidInput" });
    await watch(olga, "told", { channelIds: [named.id] });
    await look(0);
    const held = await acquireLease(db, "notifications", "hub-1", 60_000);
    if (!held) throw new Error("the lease was free");
    while ((await enqueueDeliveries(theSystem(db), held)) > 0);
    const rows = await db.prisma.notificationDelivery.findMany();
    expect(rows).toMatchObject([{ channelId: named.id, topic: "search-alert.firing", content: { gaps: { found: "1" }, actor: "olga" } }]);
  });

  it("may not be more than twenty a person", async () => {
    for (let i = 0; i < 20; i++) await watch(olga, "kind:Pod");
    await expect(watch(olga, "kind:Pod")).rejects.toMatchObject({ code: "TooLarge" });
  });

  it("is not written about by a hub that has lost the lease", async () => {
    const id = await watch(olga, "kind:Pod");
    const held = await lease();
    await db.prisma.lease.updateMany({ where: { name: held.name }, data: { owner: "hub-2", epoch: held.epoch + 1n } });
    await expect(evaluateAlerts(theSystem(db), held)).rejects.toMatchObject({ name: "LeaseLost" });
    expect((await alertOf(olga, id))?.evaluatedAt).toBeNull();
  });
});
