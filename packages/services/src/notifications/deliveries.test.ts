import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NewChannel } from "@holdfast/contracts/notification";
import { acquireLease, type Lease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { hookServer } from "@holdfast/testkit/hook-server";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { type CloudEvent, HTTP } from "cloudevents";
import { Webhook } from "standardwebhooks";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { putFinding } from "../agents/put-finding";
import { giveGrant } from "../identity/give-grant";
import { nothingAllowed, readAllowedTargets } from "../outbound/allowed-targets";
import { systemResolver } from "../outbound/resolve-host";
import { sealer } from "../pki/sealer";
import { type AttemptSettings, attemptDeliveries } from "./attempt-deliveries";
import { createChannel } from "./create-channel";
import { deleteChannel } from "./delete-channel";
import { editChannel } from "./edit-channel";
import { enqueueDeliveries } from "./enqueue-deliveries";
import { getChannel } from "./list-channels";
import { listDeliveries } from "./list-deliveries";
import { sendAgain } from "./send-again";
import { testChannel } from "./test-channel";

const db = suiteDatabase();
const settings: AttemptSettings = {
  sealer: sealer(mkdtempSync(join(tmpdir(), "holdfast-notify-"))),
  allowed: readAllowedTargets("127.0.0.1"),
  consoleUrl: "https://holdfast.example.com",
  resolve: systemResolver,
  deadlineMs: 2000,
  chance: () => 0.5,
};
let admin: Person;
const hook = hookServer();
const { heard } = hook;
let number = 0;

beforeAll(async () => {
  admin = await aPerson(db, "ada", ["admin"]);
});
beforeEach(async () => {
  await db.prisma.notificationChannel.deleteMany();
  await db.prisma.lease.deleteMany();
});

const about = (change: Partial<NewChannel> = {}): NewChannel => ({
  ...{
    name: `channel-${++number}`,
    destination: { kind: "webhook", url: hook.url },
    topics: ["finding.critical", "access.changed", "cluster.lost"],
  },
  ...{ selector: {}, language: "en", isForAlerts: false },
  ...change,
});
const make = (change: Partial<NewChannel> = {}) => createChannel(admin.as(), settings, about(change));
const lease = async (owner = "hub-1") => {
  const held = await acquireLease(db, "notifications", owner, 60_000);
  if (!held) throw new Error("the lease was free");
  return held;
};
/** Another hub has the lease from now on. */
const takeOver = async (lost: Lease): Promise<Lease> => {
  const held = { ...lost, owner: "hub-2", epoch: lost.epoch + 1n };
  await db.prisma.lease.updateMany({ where: { name: lost.name }, data: { owner: held.owner, epoch: held.epoch } });
  return held;
};
/** What a hub does in one turn. */
const turn = async (now = () => new Date()) => {
  const held = await lease();
  await enqueueDeliveries(theSystem(db, now), held);
  return attemptDeliveries(theSystem(db, now), held, settings);
};
const find = (clusterId: string, code: string, severity: "critical" | "warning" = "critical", isResolved = false) =>
  transact(
    db,
    () => new Date(),
    (unit) =>
      putFinding(unit, new Date(), clusterId, { code, object: "node/n1 <!channel>", severity, message: "disk\n& <b>full</b>", isResolved }),
  );
const deliveriesOf = async (id: string) => (await listDeliveries(admin.as(), { channelId: id, cursor: null, limit: 50 })).rows;

describe("an event that a channel asked for", () => {
  it("arrives once, signed, with what happened, where, and the way to its screen", async () => {
    const { id, secret } = await make();
    const cluster = await aCluster(db, `prod-${++number}`);
    await find(cluster.id, "DiskFull");
    await find(cluster.id, "Slow", "warning");
    await turn();
    await turn();
    expect(heard).toHaveLength(1);
    const [call] = heard;
    expect(call?.path).toBe("/hook/s3cret-path");
    // Throws when the signature is not the secret's, or too old.
    const body = new Webhook(secret ?? "").verify(call?.body ?? "", call?.headers as Record<string, string>) as Record<string, unknown>;
    expect(body).toMatchObject({
      ...{ type: "finding.critical", title: `Critical finding on ${cluster.name}: DiskFull`, clusters: [cluster] },
      link: `https://holdfast.example.com/clusters/${cluster.name}`,
      event: { type: "cluster.finding-changed" },
    });
    expect(body.id).toBe(call?.headers["webhook-id"]);
    expect(() => new Webhook(secret ?? "").verify(`${call?.body} `, call?.headers as Record<string, string>)).toThrow();
    expect(await deliveriesOf(id)).toMatchObject([{ state: "delivered", attempts: 1, answer: { message: "It answered 200." } }]);
  });

  it("says who gave whom what, and nothing of people's own sign-ins", async () => {
    await make();
    const paul = await aPerson(db, "paul", ["viewer"]);
    await giveGrant(admin.as(), { userId: paul.id, grant: { role: "operator", selector: {}, expiresAt: null } });
    await transact(
      db,
      () => new Date(),
      async (unit) => unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: paul.id }, payload: {} }),
    );
    await turn();
    await turn();
    expect(heard.map(({ body }) => JSON.parse(body))).toMatchObject([{ title: "Access changed: grant.give for paul", actor: "ada" }]);
  });

  it("is told of the channel's clusters alone, and of nothing before the channel was made", async () => {
    const before = await aCluster(db, `early-${++number}`, { labels: { team: "pay" } });
    await find(before.id, "Early");
    await make({ selector: { matchLabels: { team: "pay" } } });
    const mine = await aCluster(db, `mine-${++number}`, { labels: { team: "pay" } });
    const other = await aCluster(db, `other-${++number}`);
    await find(other.id, "Theirs");
    await find(mine.id, "Ours");
    await turn();
    await turn();
    expect(heard.map(({ body }) => JSON.parse(body).title)).toEqual([`Critical finding on ${mine.name}: Ours`]);
  });

  it("is a CloudEvent 1.0 in either mode, with the event's id", async () => {
    for (const mode of ["structured", "binary"] as const) {
      const cluster = await aCluster(db, `cloud-${++number}`);
      const { id, secret } = await make({ destination: { kind: "cloudevents", mode, url: hook.url } });
      await find(cluster.id, "DiskFull");
      await turn();
      const call = heard.pop();
      const event = HTTP.toEvent({ headers: call?.headers ?? {}, body: call?.body });
      if (Array.isArray(event)) throw new Error("one event was expected");
      expect((event as CloudEvent<unknown>).validate()).toBe(true);
      const row = await db.prisma.notificationDelivery.findFirstOrThrow({ where: { channelId: id } });
      expect(event).toMatchObject({ specversion: "1.0", type: "dev.holdfast.finding.critical", id: String(row.eventId) });
      expect(event.data).toMatchObject({ type: "finding.critical", clusters: [cluster] });
      new Webhook(secret ?? "").verify(call?.body ?? "", call?.headers as Record<string, string>);
      await deleteChannel(admin.as(), id);
    }
  });

  it("can't mention or format anything in Slack, whatever a cluster says", async () => {
    await make({ destination: { kind: "slack", url: hook.url }, language: "zh-CN" });
    const cluster = await aCluster(db, `slack-${++number}`);
    await find(cluster.id, "DiskFull");
    await turn();
    const [call] = heard;
    expect(call?.headers["webhook-signature"]).toBeUndefined();
    const { blocks } = JSON.parse(call?.body ?? "{}") as { blocks: { type: string; text?: { type: string; text: string } }[] };
    expect(blocks[0]?.text?.text).toBe(`集群 ${cluster.name} 出现严重发现：DiskFull`);
    const marked = blocks.filter(({ text }) => text?.type === "mrkdwn");
    expect(marked.map(({ text }) => text?.text)).toEqual([`<https://holdfast.example.com/clusters/${cluster.name}|在 Holdfast 中打开>`]);
    expect(call?.body).not.toContain("<!channel>");
    expect(call?.body).toContain("&lt;!channel&gt;");
  });
});

describe("a delivery", () => {
  it("is tried again, each time later, and given up after a day with the reason", async () => {
    hook.status = 503;
    const { id } = await make();
    await testChannel(admin.as(), id);
    let at = new Date();
    const waits: number[] = [];
    for (let i = 0; i < 60; i++) {
      await turn(() => at);
      const [row] = await deliveriesOf(id);
      if (!row?.nextAttemptAt) break;
      expect(await getChannel(admin.as(), id)).toMatchObject({ waiting: 1, retrying: 1, failed: 0 });
      waits.push(row.nextAttemptAt.getTime() - at.getTime());
      at = row.nextAttemptAt;
    }
    expect(waits.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(Math.max(...waits)).toBe(3_600_000);
    const [last] = await deliveriesOf(id);
    expect(last).toMatchObject({ state: "failed", answer: { message: "Given up after 24 h. It answered 503." } });
    expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(heard).toHaveLength(waits.length + 1);
    hook.status = 200;
    await sendAgain(admin.as(), last?.id ?? "");
    await expect(sendAgain(admin.as(), last?.id ?? "")).rejects.toMatchObject({ code: "WrongPhase" });
    await turn();
    expect(await deliveriesOf(id)).toMatchObject([{ state: "delivered", attempts: 1 }]);
    expect((await auditOf(db, "notification-delivery.send-again")).at(-1)).toMatchObject({ outcome: "succeeded", target: { id } });
  });

  it("is given up at once when its address has come to lead inside", async () => {
    const { id } = await make();
    await testChannel(admin.as(), id);
    const held = await lease();
    await attemptDeliveries(theSystem(db), held, { ...settings, allowed: nothingAllowed });
    expect(await deliveriesOf(id)).toMatchObject([
      { state: "failed", attempts: 1, answer: { message: expect.stringContaining("HOLDFAST_NOTIFY_ALLOW") } },
    ]);
    expect(heard).toEqual([]);
  });

  it("waits while its channel is off, and a slow channel does not hold up another", async () => {
    const off = await make();
    await testChannel(admin.as(), off.id);
    await editChannel(admin.as(), settings, { ...about({ destination: { kind: "webhook" } }), id: off.id, version: 1, isOn: false });
    await expect(testChannel(admin.as(), off.id)).rejects.toMatchObject({ code: "WrongPhase" });
    const on = await make();
    await testChannel(admin.as(), on.id);
    await turn();
    expect([await deliveriesOf(off.id), await deliveriesOf(on.id)]).toMatchObject([[{ state: "waiting" }], [{ state: "delivered" }]]);
  });

  it("is neither lost nor written twice when a hub dies between reading and writing, or another takes over", async () => {
    const { id } = await make();
    const cluster = await aCluster(db, `crash-${++number}`);
    await find(cluster.id, "DiskFull");
    const first = await lease("hub-1");
    const second = await takeOver(first);
    await expect(enqueueDeliveries(theSystem(db), first)).rejects.toMatchObject({ name: "LeaseLost" });
    expect(await deliveriesOf(id)).toEqual([]);
    await enqueueDeliveries(theSystem(db), second);
    expect(await deliveriesOf(id)).toHaveLength(1);
    // The cursor of before: as if the commit had been seen by nobody.
    await db.prisma.notificationCursor.update({ where: { id: 1 }, data: { eventId: 0n } });
    while ((await enqueueDeliveries(theSystem(db), second)) > 0);
    expect(await deliveriesOf(id)).toHaveLength(1);
  });

  it("that another hub has taken over is not written about by the first", async () => {
    const { id } = await make();
    await testChannel(admin.as(), id);
    const first = await lease("hub-1");
    await takeOver(first);
    await expect(attemptDeliveries(theSystem(db), first, settings)).rejects.toMatchObject({ name: "LeaseLost" });
    expect(await deliveriesOf(id)).toMatchObject([{ state: "waiting", attempts: 0 }]);
  });

  it("is listed a page at a time, the newest first, by its state", async () => {
    const { id } = await make();
    for (let i = 0; i < 5; i++) await testChannel(admin.as(), id);
    await turn();
    const first = await listDeliveries(admin.as(), { channelId: id, cursor: null, limit: 3 });
    const rest = await listDeliveries(admin.as(), { channelId: id, cursor: first.nextCursor, limit: 3 });
    const ids = [...first.rows, ...rest.rows].map((row) => row.id);
    expect([first.total, ids.length, new Set(ids).size, rest.nextCursor]).toEqual([5, 5, 5, null]);
    expect([...ids].sort().reverse()).toEqual(ids);
    const waiting = await listDeliveries(admin.as(), { channelId: id, cursor: null, limit: 50, states: ["waiting"] });
    expect(waiting.total).toBe(4);
  });
});
