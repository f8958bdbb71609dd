import { Fault } from "@holdfast/contracts/fault";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { FollowLogs, LogMessage } from "@holdfast/contracts/logs";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import type { LivePort } from "../live/live-port";
import { followLogs } from "./follow-logs";
import { logSources } from "./log-sources";

const db = suiteDatabase();
let [here, there] = [] as unknown as [{ id: ClusterId }, { id: ClusterId }];
let [operator, viewer, partly] = [] as unknown as [Person, Person, Person];
const hurried = { pauseMs: 1, longestPauseMs: 5 };
const uid = (name: string) => name as ObjectUid;
const target = (cluster: { id: ClusterId }, pod = "pod") => ({ clusterId: cluster.id, uid: uid(pod), container: "app" });
const question = (part: Partial<FollowLogs> = {}): FollowLogs => ({
  ...{ of: { clusterId: here.id, uid: uid("web") }, targets: [target(here)], isPrevious: false, sinceSeconds: null },
  ...part,
});

type Asked = { sources: { pod: string; after: string | null; tailLines: number | null }[]; limitBytes: number };
type Answer = { lines?: [string, string][]; isCut?: boolean; problem?: { reason: string; message: string } | null };
/** Agents that answer each round of each cluster as the case says. */
function agents(answers: (clusterId: string, round: number) => Answer | Fault): LivePort & { readonly asked: Map<string, Asked[]> } {
  const asked = new Map<string, Asked[]>();
  return {
    asked,
    ask: async (clusterId, contract, input) => {
      const before = asked.get(clusterId) ?? [];
      // The only question of these cases.
      asked.set(clusterId, [...before, input as Asked]);
      const answer = answers(clusterId, before.length);
      if (answer instanceof Fault) throw answer;
      const each = { lines: [], isCut: false, problem: null, ...answer };
      return contract.output.parse({ refusal: null, message: "", answers: (input as Asked).sources.map(() => each) });
    },
  };
}
/** Reads a stream until it has brought so many messages, then goes. */
async function read(person: Person, live: LivePort, input: FollowLogs, most: number, limits = {}): Promise<LogMessage[]> {
  const gone = new AbortController();
  const messages: LogMessage[] = [];
  for await (const message of followLogs(person.as(), live, input, gone.signal, { ...hurried, ...limits })) {
    messages.push(message);
    if (messages.length >= most) break;
  }
  gone.abort();
  return messages;
}

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  here = await aCluster(db, "here", { labels: { team: "pay" } });
  there = await aCluster(db, "there");
  const web = { uid: "web", name: "web", resource: "deployments.apps", kind: "Deployment", desired: 1 };
  const owned = (owner: string, kind: string) => ({ owner: { kind, name: owner, uid: owner } });
  for (const cluster of [here, there]) {
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = [
      anInventoryRecord(web),
      anInventoryRecord({ uid: "set", name: "web-5d", resource: "replicasets.apps", kind: "ReplicaSet", ...owned("web", "Deployment") }),
      anInventoryRecord({
        uid: "pod",
        name: "web-5d-1",
        facts: { containers: [{ name: "app" }, { name: "proxy" }] },
        ...owned("set", "ReplicaSet"),
      }),
      anInventoryRecord({ uid: "other", name: "other-1", facts: { containers: [{ name: "app" }] } }),
    ];
    const observedAt = new Date().toISOString();
    await applyReport(settings, cluster.id, { bootId, seq: 1, messages: [{ type: "inventory.delta", observedAt, upserts, deletes: [] }] });
  }
  operator = await aPerson(db, "olga", ["operator"]);
  viewer = await aPerson(db, "vera", ["viewer"]);
  partly = await aPerson(db, "pat", ["viewer"]);
  await db.prisma.grant.create({
    data: {
      id: "01a1ff37-5b94-753c-bbb0-ebcc01a122b3",
      userId: partly.id,
      role: "operator",
      selector: { matchLabels: { team: "pay" } },
      grantedById: "t",
    },
  });
});

describe("reading the logs of an object", () => {
  it("offers the pods behind it, its own first, then those of its twins, each with whether the caller may read it", async () => {
    const { sources } = await logSources(partly.as(), { clusterId: here.id, uid: uid("web") });
    expect(sources.map(({ clusterName, pod, containers, isPermitted }) => [clusterName, pod, containers.join(), isPermitted])).toEqual([
      ["here", "web-5d-1", "app,proxy", true],
      ["there", "web-5d-1", "app,proxy", false],
    ]);
    expect((await logSources(operator.as(), { clusterId: here.id, uid: uid("pod") })).sources).toMatchObject([{ clusterName: "here" }]);
  });

  it("is on record before the first line, and refused without the right on every cluster, which is on record too", async () => {
    const live = agents(() => ({ lines: [["2026-11-21T08:00:00Z", "hello"]] }));
    await expect(read(viewer, live, question(), 1)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(read(partly, live, question({ targets: [target(here), target(there)] }), 1)).rejects.toMatchObject({ code: "Forbidden" });
    expect(live.asked.size).toBe(0);
    expect((await auditOf(db, "logs.open")).map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
    expect(await read(partly, live, question(), 1)).toEqual([{ type: "lines", target: 0, lines: [["2026-11-21T08:00:00Z", "hello"]] }]);
    expect((await auditOf(db, "logs.open")).at(-1)).toMatchObject({
      outcome: "succeeded",
      actor: { id: partly.id },
      target: { id: "web", name: "Deployment bank/web" },
      after: { containers: ["here: bank/web-5d-1 app"] },
    });
  });

  it("asks each time for what came after the last line, and begins with the last lines or some time ago", async () => {
    const at = (second: number) => `2026-11-21T08:00:0${second}Z`;
    const live = agents((_, round) => ({ lines: [[at(round), `line ${round}`]] }));
    expect(await read(operator, live, question(), 3)).toHaveLength(3);
    expect(live.asked.get(here.id)?.map(({ sources: [source] }) => [source?.after ?? null, source?.tailLines ?? null])).toEqual([
      [null, 500],
      [at(0), null],
      [at(1), null],
    ]);
    const since = agents(() => ({ lines: [[at(1), "line"]] }));
    await read(operator, since, question({ sinceSeconds: 3600 }), 1);
    const [first] = since.asked.get(here.id)?.[0]?.sources ?? [];
    expect(Math.abs(Date.parse(first?.after ?? "") - (Date.now() - 3_600_000))).toBeLessThan(60_000);
    expect(first?.tailLines).toBeNull();
  });

  it("goes on with the others when a cluster is silent, says so once, and says when it speaks again", async () => {
    const live = agents((clusterId, round) => {
      if (clusterId === there.id && round < 2) return new Fault("AgentUnreachable", "The agent is not connected.");
      return { lines: [[`2026-11-21T08:00:${10 + round}Z`, `${round}`]] };
    });
    const messages = await read(operator, live, question({ targets: [target(here), target(there)] }), 7);
    expect(messages.filter(({ type }) => type === "trouble")).toEqual([
      { type: "trouble", target: 1, message: "The agent is not connected." },
      { type: "trouble", target: 1, message: null },
    ]);
    expect(messages.filter((each) => each.type === "lines" && each.target === 0).length).toBeGreaterThan(1);
  });

  it("gets past a container that writes more within a second than may be read at once, and says that it left something out", async () => {
    const last: [string, string] = ["2026-11-21T08:00:00.5Z", "much"];
    const live = agents((_, round) =>
      round === 0 ? { lines: [last], isCut: true } : round === 1 ? { isCut: true } : { lines: [["2026-11-21T08:00:01Z", "on"]] },
    );
    expect((await read(operator, live, question(), 3)).map(({ type }) => type)).toEqual(["lines", "skipped", "lines"]);
    expect(live.asked.get(here.id)?.[2]?.sources[0]?.after).toBe("2026-11-21T08:00:01.000Z");
  });

  it("reads what is there already without a pause, also of what was before a restart", async () => {
    const live = agents((_, round) => ({ lines: [[`2026-11-21T08:00:0${round}Z`, "line"]], isCut: round < 3 }));
    const messages = await read(operator, live, question({ isPrevious: true }), 9, { pauseMs: 60_000, longestPauseMs: 60_000 });
    expect(messages.map(({ type }) => type)).toEqual(["lines", "lines", "lines", "lines", "ended"]);
  });

  it("ends by itself: at once for what was before a restart, and when enough was read", async () => {
    const live = agents((_, round) => ({ lines: [[`2026-11-21T08:00:0${round}Z`, "x".repeat(100)]] }));
    expect((await read(operator, live, question({ isPrevious: true }), 9)).map(({ type }) => type)).toEqual(["lines", "ended"]);
    const messages = await read(operator, live, question(), 9, { streamBytes: 200 });
    expect(messages.at(-1)).toEqual({ type: "ended", why: "budget" });
    expect((await read(operator, live, question(), 99, { streamMs: 0 })).at(-1)).toEqual({ type: "ended", why: "time" });
  });

  it("asks nothing more while the reader has not taken what came, nor when the reader has gone", async () => {
    const live = agents((_, round) => ({ lines: [[`2026-11-21T08:00:0${round}Z`, "line"]] }));
    const gone = new AbortController();
    const stream = followLogs(operator.as(), live, question(), gone.signal, hurried);
    await stream.next();
    expect(live.asked.get(here.id)).toHaveLength(1);
    gone.abort();
    expect(await stream.next()).toEqual({ value: undefined, done: true });
    expect(live.asked.get(here.id)).toHaveLength(1);
  });
});
