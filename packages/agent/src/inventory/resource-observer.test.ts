import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ApiFaults, MiniApi } from "../../test/mini-api";
import { RecordingOutbox, recordingLog } from "../../test/recording-outbox";
import { systemClock } from "../clock";
import { openAccess } from "../kube/access";
import { discovery } from "../kube/discovery";
import { kubeHttp } from "../kube/http";
import { wholeTargets } from "./observed-target";
import { type ObserverPorts, ResourceObserver } from "./resource-observer";
import { turnstile } from "./turnstile";

let api: MiniApi;
let folder: string;
let outbox: RecordingOutbox;
let stopping: AbortController;
const pods = wholeTargets.find((target) => target.key === "pods");
const routes = wholeTargets.find((target) => target.key === "httproutes.gateway.networking.k8s.io");

beforeEach(async () => {
  api = await MiniApi.start();
  folder = mkdtempSync(join(tmpdir(), "observer-"));
  outbox = new RecordingOutbox();
  stopping = new AbortController();
});
afterEach(async () => {
  stopping.abort();
  await api.close();
  rmSync(folder, { recursive: true });
});

async function observe(target = pods, ports: Partial<ObserverPorts> = {}) {
  if (!target) throw new Error("an observed resource");
  const http = kubeHttp(await openAccess({ kubeconfig: api.kubeconfig(join(folder, "kubeconfig")) }, systemClock.monotonicMs), "test");
  const kinds = discovery(http, systemClock.monotonicMs);
  const observer = new ResourceObserver(target, {
    ...{ http, outbox, discovery: kinds, lists: turnstile(3), findings: outbox.book },
    ...{ clock: systemClock, now: () => new Date(), log: recordingLog(), failingAfterMs: 150, onChange: () => undefined },
    linked: () => Promise.resolve(),
    known: async function* () {
      yield [...outbox.objects.values()].map((record) => [record.uid, record.digest] as const);
    },
    timing: { watch: { lastsMs: 60_000, stallMs: 60_000 }, retryBaseMs: 5, retryCapMs: 40, recheckMs: 60_000, confirmAbsentMs: 20 },
    ...ports,
  });
  void observer.run(stopping.signal);
  return Object.assign(observer, { kinds });
}

const isEqual = () => {
  const held = [...outbox.objects.keys()].sort();
  expect(held).toEqual(api.uids("pods").sort());
};
const untilEqual = () => vi.waitFor(isEqual, { timeout: 5000, interval: 5 });
const untilWatching = () => vi.waitFor(() => expect(api.watching("pods")).toBe(1), { timeout: 5000, interval: 5 });

describe("observing a resource", () => {
  it("reads a list of many pages, then follows it", async () => {
    for (let i = 0; i < 95; i++) api.put("pods", `p-${i}`);
    api.pageSize = 10;
    await observe();
    await untilWatching();
    isEqual();
    expect(outbox.states("pods")).toEqual(["syncing", "synced"]);
    api.put("pods", "late");
    api.remove("pods", "p-3");
    await untilEqual();
  });

  it("sends only what differs from what the hub holds, and removes what is left over there", async () => {
    for (let i = 0; i < 20; i++) api.put("pods", `p-${i}`);
    const first = await observe();
    await untilWatching();
    stopping.abort();
    const before = outbox.upserts;
    api.put("pods", "p-0", { spec: { nodeName: "n1" } });
    api.put("pods", "new");
    api.remove("pods", "p-1");
    stopping = new AbortController();
    const second = await observe();
    await untilEqual();
    await vi.waitFor(() => expect(second.state).toBe("synced"));
    expect(outbox.upserts - before).toBe(2);
    expect(second.summary()).not.toEqual(first.summary());
    expect(second.summary().count).toBe(20);
  });

  it("says nothing of a change that is none to it", async () => {
    api.put("pods", "p", { status: { phase: "Running" } });
    await observe();
    await untilWatching();
    const before = outbox.upserts;
    api.put("pods", "p", { status: { phase: "Running" }, metadata: { managedFields: [{ manager: "x" }] } });
    api.put("pods", "q");
    await untilEqual();
    expect(outbox.upserts - before).toBe(1);
  });

  const refuse = (status: number, times: number, headers = {}) => [{ pattern: /watch/, status, times, headers }];
  it.each<[string, Partial<ApiFaults>]>([
    ["its connections are cut", {}],
    ["the watch is answered with 410", { goneWatches: { times: 1, asEvent: false } }],
    ["the watch carries 410 as an event", { goneWatches: { times: 1, asEvent: true } }],
    ["half a line comes and nothing more", { tornWatches: 2 }],
    ["a line is not JSON", { garbledWatches: 2 }],
    ["the server answers 500", { refuse: refuse(500, 3) }],
    ["the server answers 429 with a wait", { refuse: refuse(429, 2, { "retry-after": "0" }) }],
    ["the credentials are refused for a moment", { refuse: refuse(401, 3) }],
    ["a continue token expires", { expiredTokens: 1, goneWatches: { times: 1, asEvent: false } }],
  ])("goes on when %s", async (_, faults) => {
    for (let i = 0; i < 5; i++) api.put("pods", `p-${i}`);
    api.pageSize = 2;
    await observe();
    await untilWatching();
    Object.assign(api.faults, faults);
    api.cut();
    api.remove("pods", "p-0");
    api.put("pods", "after");
    await untilEqual();
    await untilWatching();
    api.put("pods", "and-alive");
    await untilEqual();
  });

  it("goes on when the server ends the watch in its time, or has forgotten what came meanwhile", async () => {
    await observe();
    await untilWatching();
    api.endWatches();
    api.put("pods", "first");
    await untilEqual();
    api.cut();
    api.put("pods", "second");
    api.compact();
    await untilEqual();
  });

  it("is alive after any number of cuts, and equal after each", async () => {
    await observe();
    for (let round = 0; round < 60; round++) {
      api.put("pods", `p-${round % 7}`, { spec: { nodeName: `n-${round}` } });
      if (round % 3 === 0) api.remove("pods", `p-${(round + 2) % 7}`);
      if (round % 5 === 0) api.compact();
      api.cut();
      if (round % 10 === 9) await untilEqual();
    }
    await untilEqual();
    const nodes = [...outbox.objects.values()].map((record) => `${record.name} ${record.node}`).sort();
    expect(nodes).toContain("p-3 n-59");
  });

  it("resumes from a bookmark without listing again", async () => {
    api.put("pods", "p");
    await observe();
    await untilWatching();
    for (let i = 0; i < 3; i++) api.put("nodes", `n-${i}`);
    const version = api.bookmark();
    api.compact();
    const before = api.requests.length;
    api.endWatches();
    await untilWatching();
    expect(api.requests.slice(before)).toEqual([expect.stringContaining(`resourceVersion=${version}`)]);
    api.put("pods", "q");
    await untilEqual();
  });

  it("notices a watch that fell silent, though its connection stands", async () => {
    await observe(pods, {
      timing: { watch: { lastsMs: 60_000, stallMs: 60 }, retryBaseMs: 5, retryCapMs: 20, recheckMs: 60_000, confirmAbsentMs: 20 },
    });
    await untilWatching();
    api.faults.isSilent = true;
    api.put("pods", "unheard");
    api.faults.isSilent = false;
    await untilEqual();
  });

  it("reads in one piece when continue tokens expire faster than pages are read", async () => {
    for (let i = 0; i < 40; i++) api.put("pods", `p-${i}`);
    api.pageSize = 10;
    api.faults.expiredTokens = 1;
    await observe();
    await untilEqual();
    expect(api.requests.some((line) => line === "GET /api/v1/pods")).toBe(true);
  });

  it("stops reading while the outbox is full, and loses nothing", async () => {
    let release: () => void = () => undefined;
    let isFull = true;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    outbox.room = () => (isFull ? released : Promise.resolve());
    for (let i = 0; i < 3000; i++) api.put("pods", `p-${i}`, { metadata: { annotations: { padding: "x".repeat(1000) } } });
    api.pageSize = 100;
    await observe();
    await vi.waitFor(() => expect(outbox.objects.size).toBeGreaterThan(0));
    const asked = api.requests.filter((line) => line.includes("limit=")).length;
    expect(asked).toBeLessThanOrEqual(2);
    expect(outbox.objects.size).toBeLessThan(200);
    isFull = false;
    release();
    await untilEqual();
  });
});

describe("a resource that cannot be read", () => {
  it("is forbidden, says which rule is missing, and is read once it may be", async () => {
    api.put("pods", "p");
    api.faults.refuse.push({ pattern: /\/pods/, status: 403, times: 1 });
    const observer = await observe();
    await vi.waitFor(() => expect(observer.state).toBe("forbidden"));
    expect(outbox.findings.get("RbacMissing pods")?.message).toContain("may not list and watch pods");
    observer.poke();
    await untilEqual();
    expect(outbox.findings.has("RbacMissing pods")).toBe(false);
  });

  it("is told as failing only when it lasts, and heals by itself", async () => {
    api.put("pods", "p");
    api.faults.refuse.push({ pattern: /\/pods/, status: 503, times: 2 });
    await observe();
    await untilEqual();
    expect(outbox.states("pods")).not.toContain("failing");
    await api.close();
    await vi.waitFor(() => expect(outbox.findings.has("ApiServerFailing pods")).toBe(true), { timeout: 5000 });
    expect(outbox.states("pods").at(-1)).toBe("failing");
    await api.listen();
    api.put("pods", "q");
    await untilEqual();
    expect(outbox.states("pods").at(-1)).toBe("synced");
    expect(outbox.findings.has("ApiServerFailing pods")).toBe(false);
  });

  it("is absent until its kind is served, and then read at once", async () => {
    const observer = await observe(routes);
    await vi.waitFor(() => expect(observer.state).toBe("absent"));
    api.faults.absent.delete("httproutes");
    api.put("httproutes", "r");
    observer.kinds.forget();
    observer.poke();
    await vi.waitFor(() => expect(outbox.objects.size).toBe(1));
    expect(outbox.states(observer.target.key)).toEqual(["absent", "syncing", "synced"]);
  });

  it("takes its objects with it when its kind goes for good, but not when it is away for a moment", async () => {
    api.faults.absent.delete("httproutes");
    api.put("httproutes", "r");
    const observer = await observe(routes);
    await vi.waitFor(() => expect(outbox.objects.size).toBe(1));
    api.faults.absent.add("httproutes");
    api.cut();
    await vi.waitFor(() => expect(observer.state).toBe("absent"), { timeout: 5000 });
    expect(outbox.objects.size).toBe(0);
  });
});
