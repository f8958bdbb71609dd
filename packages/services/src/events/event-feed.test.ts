import type { StreamMessage } from "@holdfast/contracts/event";
import { transact } from "@holdfast/db/transact";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { eventFeed } from "./event-feed";
import { openWakes, type Wakes } from "./wakes";

const db = suiteDatabase();
let wakes: Wakes;
beforeAll(async () => {
  wakes = await openWakes(db.url, silentLog);
});
afterAll(() => wakes.close());

const say = (subject: string, clusterIds: string[]) =>
  transact(
    db,
    () => new Date(),
    async (unit) => unit.emit({ type: "plan.saved", clusterIds, subject: { kind: "plan", id: subject }, payload: {} }),
  );
const move = (clusterId: string, resource: string) =>
  transact(
    db,
    () => new Date(),
    async (unit) => unit.wake({ topic: "inventory", key: clusterId, detail: [resource] }),
  );

/** What comes comes at once; the time only ends what hangs. */
const eventually = (look: () => void) => vi.waitFor(look, { timeout: 15_000, interval: 20 });

function tab(person: Person, lastEventId?: string) {
  const ended = new AbortController();
  const heard: { id: string; message: StreamMessage }[] = [];
  const done = (async () => {
    for await (const each of eventFeed({ wakes, context: async () => person.as() }, lastEventId, ended.signal)) heard.push(each);
  })();
  const subjects = () => heard.flatMap(({ message }) => (message.type === "event" ? [message.event.subject.id] : []));
  const moves = () => heard.flatMap(({ message }) => (message.type === "inventory" ? [message.change] : []));
  const close = async () => {
    ended.abort();
    await done;
  };
  return { heard, subjects, moves, close };
}

describe("a tab's stream", () => {
  it("goes on after the last event that was seen, without a gap or a repeat", async () => {
    const ana = await aPerson(db, "ana", ["viewer"]);
    const first = tab(ana);
    await eventually(() => expect(first.heard[0]?.message.type).toBe("ready"));
    await say("one", []);
    await eventually(() => expect(first.subjects()).toEqual(["one"]));
    const last = first.heard.at(-1)?.id;
    await first.close();
    await say("two", []);
    await say("three", []);

    const again = tab(ana, last);
    await eventually(() => expect(again.subjects()).toEqual(["two", "three"]));
    await say("four", []);
    await eventually(() => expect(again.subjects()).toEqual(["two", "three", "four"]));
    await again.close();
  });

  it("tells only of clusters that the caller may see, also of those added while it is open", async () => {
    const mine = await aCluster(db, "mine", { labels: { team: "pay" } });
    const other = await aCluster(db, "other");
    const paul = await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } });
    const open = tab(paul);
    await eventually(() => expect(open.heard).toHaveLength(1));
    await say("secret", [other.id]);
    await move(other.id, "pods");
    await say("own", [mine.id]);
    await move(mine.id, "pods");
    const later = await aCluster(db, "later", { labels: { team: "pay" } });
    await say("later", [later.id]);
    await eventually(() => expect(open.subjects()).toContain("later"));
    await eventually(() => expect(open.moves()).toEqual([{ clusterId: mine.id, resources: ["pods"] }]));
    expect(open.subjects()).not.toContain("secret");
    await open.close();
  });

  it("sees a revoked role within two seconds", async () => {
    const cluster = await aCluster(db, "guarded");
    const gone = await aPerson(db, "gone", ["viewer"]);
    const open = tab(gone);
    await eventually(() => expect(open.heard).toHaveLength(1));
    await say("before", [cluster.id]);
    await eventually(() => expect(open.subjects()).toEqual(["before"]));
    await transact(
      db,
      () => new Date(),
      async (unit) => {
        await unit.tx.grant.updateMany({ where: { userId: gone.id }, data: { revokedAt: new Date() } });
        unit.wake({ topic: "access", key: gone.id });
      },
    );
    await say("after", [cluster.id]);
    await say("for all", []);
    await vi.waitFor(() => expect(open.subjects()).toContain("for all"), { timeout: 2000 });
    expect(open.subjects()).not.toContain("after");
    await open.close();
  });

  it("gathers a storm of movements into few messages", async () => {
    const cluster = await aCluster(db, "busy");
    const ana = await aPerson(db, "ana-2", ["viewer"]);
    const open = tab(ana);
    await eventually(() => expect(open.heard).toHaveLength(1));
    for (let i = 0; i < 100; i++) await move(cluster.id, i % 2 ? "pods" : "nodes");
    await eventually(() => expect(new Set(open.moves().flatMap((change) => change.resources))).toEqual(new Set(["pods", "nodes"])));
    expect(open.moves().length).toBeLessThan(40);
    await open.close();
  });
});
