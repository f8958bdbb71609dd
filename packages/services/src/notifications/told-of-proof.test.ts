import { randomUUID } from "node:crypto";
import { worded } from "@holdfast/contracts/worded";
import { phraseInPayload } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { aPlan } from "@holdfast/testkit/a-plan";
import { aCluster } from "@holdfast/testkit/installation";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { readEvents } from "../events/read-events";
import { contentOfEvent } from "./event-content";
import { messageOf } from "./message";

const db = suiteDatabase();
const MINUTE = 60_000;
const start = Date.now();
beforeAll(async () => {
  await aCluster(db, "prod", { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
});

/** What channels are told of one event that happened so many minutes after the beginning. */
async function told(event: Parameters<Unit["emit"]>[0], minute = 0) {
  // Not audited: a test plays the hub.
  await transact(
    db,
    () => new Date(start + minute * MINUTE),
    async (unit) => unit.emit(event),
  );
  const { seq } = await db.prisma.eventHead.findUniqueOrThrow({ where: { id: 1 } });
  const [read] = await readEvents(db, seq - 1n);
  if (!read) throw new Error("the event was to be there");
  return (await contentOfEvent(db, read))?.content ?? null;
}
const inChinese = (content: NonNullable<Awaited<ReturnType<typeof told>>>) =>
  messageOf(content, { name: "值班", language: "zh-CN" }, "https://holdfast.example.com");

describe("a drill that has been judged", () => {
  const judged = (outcome: string) => {
    const text = worded("DrillSkipped", { why: { message: "errors did not hold" } });
    const subject = { kind: "run", id: randomUUID() };
    const payload = { outcome, plan: "pay", message: text.message, ...phraseInPayload(text) };
    return { type: "drill.changed" as const, clusterIds: [], subject, payload };
  };

  it.each(["failed", "unproven"])("and %s is told with its reason, its run, and in the channel's language", async (outcome) => {
    const event = judged(outcome);
    const content = await told(event);
    expect(content).toMatchObject({ topic: "drill.not-proven", path: `/failover/runs/${event.subject.id}`, actor: null });
    expect(content && inChinese(content)).toMatchObject({ title: "pay 的演练未能证明预案有效", severity: "warning" });
    expect(content && inChinese(content).detail).toContain("errors did not hold");
  });

  it("and passed is nobody's alarm", async () => {
    expect(await told(judged("passed"))).toBeNull();
  });
});

describe("a data store", () => {
  /** The verdicts of one store of a plan of its own, each a minute after the last or as it says. */
  async function aStore() {
    const name = `plan-${randomUUID().slice(0, 8)}`;
    const { id } = await aPlan(db, { name, primary: "prod", standby: "dr" });
    const verdict = (from: string | null, to: string, minute = 0, store = "ledger") =>
      told(
        {
          ...{ type: "store.verdict-changed", clusterIds: [], subject: { kind: "plan", id } },
          payload: { store, from, to, message: to === "within" ? "" : "lags by 9 s" },
        },
        minute,
      );
    return { id, name, verdict };
  }

  it("that leaves its RPO is told with its plan and what is wrong; that it is back is not", async () => {
    const { id, name, verdict } = await aStore();
    const content = await verdict("within", "over");
    expect(content).toMatchObject({
      ...{ topic: "store.beyond-rpo", gaps: { store: "ledger", plan: name }, path: `/failover/plans/${id}` },
      ...{ detail: "lags by 9 s", actor: null },
    });
    expect(content && inChinese(content).title).toBe(`${name} 的数据存储 ledger 不在其 RPO 之内`);
    expect(await verdict("over", "within", 1)).toBeNull();
  });

  it.each(["over", "broken", "stale", "unmeasured"])("that was within and is %s has left it", async (to) => {
    const { verdict } = await aStore();
    expect(await verdict("within", to)).not.toBeNull();
  });

  it("that is beyond it in another way has not left it again, and one that nobody has measured yet has not left it", async () => {
    const { verdict } = await aStore();
    expect(await verdict("over", "stale")).toBeNull();
    expect(await verdict(null, "unmeasured")).toBeNull();
    expect(await verdict(null, "within")).toBeNull();
    expect(await verdict(null, "broken", 0, "files")).not.toBeNull();
  });

  it("that swings around its RPO is told once in ten minutes, and keeps no other store from being told", async () => {
    const { verdict } = await aStore();
    expect(await verdict("within", "over", 0)).not.toBeNull();
    await verdict("over", "within", 1);
    expect(await verdict("within", "over", 2)).toBeNull();
    expect(await verdict("within", "over", 2, "files")).not.toBeNull();
    await verdict("over", "within", 3);
    expect(await verdict("within", "over", 13)).not.toBeNull();
  });
});
