import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { testFolder } from "../../test/an-agent";
import { recordingLog } from "../../test/recording-outbox";
import { Problem } from "../problem";
import { prepareDataFolder } from "./atomic-file";
import { DoorError } from "./door";
import { type EnrolRequest, enrol } from "./enrol";
import { type IdentityStore, identityStore } from "./identity-store";
import { type IdentityKeeper, identityKeeper, REFUSED_AGAIN_MS } from "./keeper";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
let hub: FakeHub;
let folder: ReturnType<typeof testFolder>;
let cluster: FakeCluster;
let store: IdentityStore;
let request: EnrolRequest;

beforeAll(async () => {
  hub = await FakeHub.start();
});
afterAll(() => hub.close());
beforeEach(() => {
  folder = testFolder();
  cluster = hub.cluster();
  store = identityStore(folder.path);
  request = {
    ...{ hubUrl: hub.enrolmentUrl, clusterId: cluster.id, token: hub.token(cluster), tokenHash: "hash", caPin: hub.caPin },
    ...{ clusterUid: "uid", kubernetesVersion: "v1.36.3", agentVersion: "1.0.0" },
  };
});
afterEach(() => folder.remove());

const isUsed = () => cluster.tokens.get(request.token)?.isUsed;

async function keeper(): Promise<IdentityKeeper & { log: ReturnType<typeof recordingLog> }> {
  const identity = await enrol(store, request);
  const current = await store.current();
  if (!current) throw new Error("an enrolled agent has its files");
  const log = recordingLog();
  return { ...identityKeeper(identity, { store, ...current, log, now: () => new Date() }), log };
}

describe("enrolling", () => {
  it("gives an identity for this cluster, and leaves files that only their owner can read", async () => {
    const identity = await enrol(store, request);
    expect(identity.trustDomain).toBe("holdfast.test");
    expect((await store.current())?.identity).toEqual(identity);
    expect(readdirSync(folder.path).sort()).toEqual(["agent.json", "identity.json"]);
    for (const file of readdirSync(folder.path)) expect(statSync(join(folder.path, file)).mode & 0o777).toBe(0o600);
  });

  it("sends nothing to a hub whose CA is not the one that the pin names", async () => {
    const attempt = enrol(store, { ...request, caPin: "0".repeat(64) });
    await expect(attempt).rejects.toThrow(/does not present the CA that --ca-pin names/);
    expect(isUsed()).toBe(false);
    expect(await store.pending()).toBeUndefined();
  });

  it.each([
    ["anotherAuthority", "does not present the CA"],
    ["theConsole", "is not a hub"],
  ] as const)("sends nothing to a server that is %s", async (disguise, message) => {
    await hub.kill();
    await hub.open(disguise);
    const attempt = enrol(store, request);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toBeInstanceOf(Problem);
    expect(isUsed()).toBe(false);
    await hub.kill();
    await hub.open();
  });

  it.each([
    ["that is used", { isUsed: true }],
    ["that is expired", { isExpired: true }],
  ])("is refused with a token %s, and says what to do", async (_, state) => {
    Object.assign(cluster.tokens.get(request.token) ?? {}, state);
    const problem = await enrol(store, request).catch((cause: unknown) => cause as Problem);
    expect(problem).toMatchObject({ name: "Problem", exitCode: 1, remedy: expect.stringContaining("new command in the console") });
    expect(await store.current()).toBeUndefined();
  });

  it("is claimed by proof of the key when the hub's answer was lost, though the token is used", async () => {
    hub.faults.lostEnrolments = 1;
    await expect(enrol(store, request)).rejects.toBeInstanceOf(DoorError);
    expect(isUsed()).toBe(true);
    await expect(enrol(store, request)).resolves.toMatchObject({ trustDomain: "holdfast.test" });
    expect(cluster.reattestations).toBe(1);
  });

  it("anew leaves the identity in hand untouched until the hub has answered", async () => {
    await enrol(store, request);
    const before = await store.current();
    await expect(enrol(store, { ...request, token: "no-such-token-at-all-here", tokenHash: "other" })).rejects.toBeInstanceOf(Problem);
    expect(await store.current()).toEqual(before);
    await enrol(store, { ...request, token: hub.token(cluster), tokenHash: "third" });
    expect((await store.current())?.key).not.toEqual(before?.key);
  });
});

describe("the files", () => {
  it("half written by a crash are never used", async () => {
    const identity = await enrol(store, request);
    const whole = readFileSync(join(folder.path, "identity.json"), "utf8");
    writeFileSync(join(folder.path, "identity.json.abc.tmp"), whole.slice(0, 40));
    expect((await store.current())?.identity).toEqual(identity);
    writeFileSync(join(folder.path, "identity.json"), whole.slice(0, 40));
    await expect(store.current()).rejects.toThrow(/is not what the agent wrote/);
  });

  it("of a key and a certificate that do not belong together are no identity", async () => {
    const first = await enrol(store, request);
    await enrol(store, { ...request, token: hub.token(cluster), tokenHash: "second" });
    await store.saveIdentity(first);
    expect(await store.current()).toMatchObject({ identity: undefined });
  });

  it("cannot be where nothing can be written, and the message says so", async () => {
    const file = join(folder.path, "file");
    writeFileSync(file, "");
    await expect(prepareDataFolder(join(file, "data"))).rejects.toMatchObject({
      message: expect.stringContaining("cannot be written"),
      remedy: expect.stringContaining("--data"),
    });
  });
});

describe("keeping an identity", () => {
  it("renews it with the same key, and uses the new certificate from then on", async () => {
    const kept = await keeper();
    const before = kept.current().identity.certificatePem;
    hub.faults.svidLifetimeMs = 7_200_000;
    const key = (await store.current())?.key;
    const { hubUrl } = request;
    expect(hubUrl).toBe(hub.enrolmentUrl);
    await kept.comeBack();
    hub.faults.svidLifetimeMs = 3_600_000;
    const after = kept.current().identity;
    expect(after.certificatePem).not.toBe(before);
    expect((await store.current())?.identity).toEqual(after);
    expect((await store.current())?.key).toEqual(key);
    expect(kept.renewalDueInMs()).toBeGreaterThan(0.4 * 7_200_000);
    expect(kept.renewalDueInMs()).toBeLessThan(0.6 * 7_200_000);
  });

  it("refuses what a confused hub gives: another cluster's certificate, or one for another key", async () => {
    const kept = await keeper();
    const mine = kept.current().identity;
    const other = testFolder();
    const elsewhere = hub.cluster();
    const foreign = await enrol(identityStore(other.path), { ...request, clusterId: elsewhere.id, token: hub.token(elsewhere) });
    expect(await kept.renew(() => Promise.resolve(foreign))).toBe(false);
    const twin = await enrol(identityStore(join(other.path)), { ...request, token: hub.token(cluster), tokenHash: "twin" });
    expect(await kept.renew(() => Promise.resolve(twin))).toBe(false);
    expect(kept.current().identity).toEqual(mine);
    other.remove();
  });

  it("comes back by proof of the key when the certificate ran out", async () => {
    hub.faults.svidLifetimeMs = 50;
    const kept = await keeper();
    hub.faults.svidLifetimeMs = 3_600_000;
    await vi.waitUntil(() => kept.hasExpired());
    expect(await kept.comeBack()).toBe(0);
    expect(kept.hasExpired()).toBe(false);
  });

  it("says what to do when it was revoked, and asks again only after minutes", async () => {
    const kept = await keeper();
    hub.revoke(cluster);
    expect(await kept.comeBack()).toBeGreaterThan(0.7 * REFUSED_AGAIN_MS);
    expect(kept.log.lines.at(-1)).toMatchObject({
      level: "error",
      fields: { outcome: "IdentityRevoked", reason: expect.stringContaining("enrol again") },
    });
  });

  it("tries again soon when the hub could not be asked", async () => {
    const kept = await keeper();
    await hub.kill();
    expect(await kept.comeBack()).toBeLessThan(REFUSED_AGAIN_MS / 2);
    await hub.open();
  });
});
