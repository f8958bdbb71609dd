import { randomUUID } from "node:crypto";
import { warrantHold } from "@holdfast/contracts/commands/warrant-hold";
import { warrantRevoke } from "@holdfast/contracts/commands/warrant-revoke";
import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import { Warrant } from "@holdfast/contracts/warrant";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { expect, it, vi } from "vitest";
import { recordingLog } from "../recording-outbox";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, workload } from "./fixtures";
import { contractSuite } from "./suite";

interface Scaled extends KubeObject {
  readonly metadata?: KubeObject["metadata"] & { readonly generation?: number };
  readonly spec?: { readonly replicas?: number };
}

const until = (isMet: () => boolean | Promise<boolean>) => vi.waitUntil(isMet, { timeout: 20_000, interval: 20 });
const target = (name: string) => ({ kind: "Deployment" as const, namespace: NAMESPACE, name });

/** What an agent finishes by itself when its hub is gone, in a real cluster and over a real link. */
export function describeDeadHub(cluster: () => ContractCluster): void {
  let leapMs = 0;
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() + leapMs };
  const log = recordingLog();
  const suite = contractSuite(cluster, { clock, log });
  const downs = () => log.lines.filter((line) => line.message === "link down").length;
  /** The hub is gone, and has been for longer than the warrant asks for. */
  async function silence(): Promise<void> {
    const before = downs();
    await suite.hub.kill();
    await until(() => downs() > before);
    leapMs += 31_000;
  }
  const live = async (name: string): Promise<Scaled | undefined> => suite.read(paths.deployments, name);
  const replicasOf = async (name: string) => (await live(name))?.spec?.replicas;

  const scale = (runId: string, name: string, replicas: number) => ({
    ...{ name, use: "workload.scale", timeoutSeconds: 60 },
    order: {
      ...{ commandId: randomUUID(), name: workloadScale.name, idempotencyKey: `run:${runId}:${name}:1:do` },
      input: { ...target(name), replicas, expectReplicas: 1 },
    },
    check: { query: workloadRead.name, input: target(name), expect: [{ at: "/replicas", is: replicas }] },
  });
  /** A warrant to scale these up, one after the other, held by the agent. */
  async function held(...names: string[]): Promise<Warrant> {
    for (const name of names) await suite.create(paths.deployments, workload(name, 1));
    const runId = randomUUID();
    const warrant = Warrant.parse({
      ...{
        id: randomUUID(),
        runId,
        number: 1,
        clusterId: suite.agent.id,
        planName: "core",
        planVersion: 1,
        scope: `group:${runId}`,
        epoch: 1,
      },
      ...{ planContentHash: "a".repeat(64), subjectHash: "b".repeat(64), silentSeconds: 30 },
      ...{ issuedAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 900_000).toISOString() },
      steps: names.map((name) => scale(runId, name, 3)),
    });
    const envelope = suite.hub.signed(JSON.stringify(warrant));
    expect(await suite.hub.order(suite.agent, warrantHold.name, { envelope }, { scope: warrant.scope, epoch: 1 })).toMatchObject({
      outcome: "succeeded",
    });
    return warrant;
  }
  const said = (id: string) => (suite.agent.warrants.get(id) ?? []).map(({ step, did }) => (step === null ? did : `${step} ${did}`));
  const whole = (...names: string[]) => [...names.flatMap((name) => [`${name} ordered`, `${name} answered`, `${name} verified`]), "ended"];
  it("goes on in order once no hub answers, tells of it before it answers anything, and repeats no effect for a late order", async () => {
    const warrant = await held("alone-one", "alone-two");
    const beats = suite.agent.beats;
    await until(() => suite.agent.beats > beats + 2);
    expect(await replicasOf("alone-one")).toBe(1);
    await silence();
    await until(async () => (await replicasOf("alone-two")) === 3);
    expect(await replicasOf("alone-one")).toBe(3);
    const asked = suite.hub.ask(suite.agent, workloadRead, target("alone-two"), 30_000).then(() => said(warrant.id).length);
    const late = warrant.steps[1]!.order;
    const id = suite.hub.send(suite.agent, late.name, late.input, { scope: warrant.scope, epoch: 1, idempotencyKey: late.idempotencyKey });
    await suite.hub.open();
    expect(await asked).toBeGreaterThan(0);
    await until(() => said(warrant.id).at(-1) === "ended" || said(warrant.id).length >= 5);
    expect(await suite.hub.receiptOf(suite.agent, id)).toMatchObject({ outcome: "succeeded", output: { previous: 1, hasChanged: true } });
    expect((await live("alone-two"))?.metadata?.generation).toBe(2);
  });

  it("goes on where it was after its own restart, and comes to the end of it", async () => {
    const warrant = await held("anew-one", "anew-two");
    await suite.hub.kill();
    await suite.restart();
    leapMs += 31_000;
    await until(async () => (await replicasOf("anew-one")) === 3);
    await suite.restart();
    leapMs += 31_000;
    await until(async () => (await replicasOf("anew-two")) === 3);
    await suite.restart();
    await suite.hub.open();
    await until(() => said(warrant.id).length > 0);
    for (const name of ["anew-one", "anew-two"]) expect((await live(name))?.metadata?.generation).toBe(2);
    expect(whole("anew-one", "anew-two")).toEqual(expect.arrayContaining(said(warrant.id)));
  });

  it("does nothing of what the hub had it drop before it died", async () => {
    const warrant = await held("dropped-one");
    expect(
      await suite.hub.order(suite.agent, warrantRevoke.name, { runId: warrant.runId }, { scope: warrant.scope, epoch: 1 }),
    ).toMatchObject({
      outcome: "succeeded",
      output: { isKnown: true, end: null },
    });
    const other = await held("dropped-two");
    await silence();
    // The other one shows that it goes on, so this one had its time.
    await until(async () => (await replicasOf("dropped-two")) === 3);
    expect(await replicasOf("dropped-one")).toBe(1);
    await suite.hub.open();
    await until(() => said(other.id).length > 0);
    expect(said(warrant.id)).toEqual(["ended"]);
  });
}
