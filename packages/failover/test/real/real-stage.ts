import { clusterRole } from "@holdfast/agent/rbac/cluster-role";
import type { JsonObject } from "@holdfast/contracts/json";
import type { Database } from "@holdfast/db/database";
import { installCrds } from "@holdfast/testkit/testbed/install-crds";
import { createNamespace, createServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import { vi } from "vitest";
import { onlyReading } from "../../../agent/test/contract/fixtures";
import { type Runner, startRunner } from "../../src/start-runner";
import { anApprovedRun, aPair, aPlan, aSite, type Pair, type StepText, savePlan, theRun } from "../approved-run";
import { fakeReceiver } from "../fake-receiver";
import { memoryLog } from "../furnish";
import { testTuning } from "../suite-hub";
import { NAMESPACE, type OperatedCase, type RealObject } from "./operated-case";
import { startRealAgents } from "./real-agents";

type Row = Awaited<ReturnType<typeof theRun>>;

/** Three real clusters with an agent each, one more agent that may only read, and a runner over a real store. */
export interface RealStage {
  readonly pair: Pair;
  /** The third cluster, where operators of several clusters run. */
  readonly hub: Pair["primary"];
  /** The standby once more, through an agent that may write nothing. */
  readonly reader: Pair["primary"];
  /** The third cluster once more, likewise. */
  readonly hubReader: Pair["primary"];
  request(
    cluster: string,
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: object,
  ): Promise<{ status: number; body: RealObject }>;
  run(steps: readonly StepText[]): Promise<string>;
  /** Waits until the run is in one of these phases. */
  reaches(runId: string, ...phases: string[]): Promise<Row>;
  stop(): Promise<void>;
}

const MERGE = { "content-type": "application/merge-patch+json" };
/** No controller of Kubernetes gets in the way of the test, which plays them all. */
const PLAIN = {
  controllerManager: ["--controllers=serviceaccount-controller,serviceaccount-token-controller,root-ca-certificate-publisher-controller"],
};

const start = (name: string) =>
  startCluster({ name, nodes: 0, components: ["etcd", "apiserver", "controllerManager"], extraArguments: PLAIN });

async function furnished(cluster: TestCluster, definitions: readonly object[]) {
  await installCrds(cluster.request, [...new Set(definitions)]);
  await createNamespace(cluster.request, NAMESPACE);
  const [agent, reader] = await Promise.all([
    createServiceAccount(cluster, { namespace: "holdfast", name: "agent", rules: clusterRole().rules }),
    createServiceAccount(cluster, { namespace: "holdfast", name: "reader", rules: onlyReading(clusterRole().rules) }),
  ]);
  return { agent: agent.kubeconfigPath, reader: reader.kubeconfigPath };
}

/** Starts the stage. The definitions of the cases are at the standby and at the third cluster; the primary serves none of them. */
export async function startRealStage(db: Database, cases: readonly OperatedCase[]): Promise<RealStage> {
  const clusters = await Promise.all(["steps-prod", "steps-dr", "steps-hub"].map(start));
  const [prod, dr, third] = clusters as [TestCluster, TestCluster, TestCluster];
  const definitionsOf = (isElsewhere: boolean) =>
    cases.filter((each) => (each.isElsewhere ?? false) === isElsewhere).flatMap(({ definitions }) => definitions);
  const accounts = await Promise.all([furnished(prod, []), furnished(dr, definitionsOf(false)), furnished(third, definitionsOf(true))]);
  const pair = await aPair(db);
  const hub = await aSite(db, "hub", "production");
  const reader = await aSite(db, "reader", "production");
  const hubReader = await aSite(db, "hubreader", "production");
  const sites = [
    { id: pair.primary.id, kubeconfig: accounts[0]?.agent ?? "" },
    { id: pair.standby.id, kubeconfig: accounts[1]?.agent ?? "" },
    { id: hub.id, kubeconfig: accounts[2]?.agent ?? "" },
    { id: reader.id, kubeconfig: accounts[1]?.reader ?? "" },
    { id: hubReader.id, kubeconfig: accounts[2]?.reader ?? "" },
  ];
  const real = await startRealAgents(db, sites);
  const ports = { db, hubId: "hub-real", agents: real.agents, links: real.links, calls: fakeReceiver(), log: memoryLog() };
  const runner: Runner = await startRunner({ ...ports, now: () => new Date(), tuning: testTuning });
  const apiOf = new Map([
    [pair.primary.name, prod],
    [pair.standby.name, dr],
    [hub.name, third],
  ]);
  return {
    ...{ pair, hub, reader, hubReader },
    request: (cluster, method, path, body) => {
      const api = apiOf.get(cluster);
      if (!api) throw new RangeError(`no cluster ${cluster}`);
      return api.request<RealObject>(method, path, body as JsonObject, method === "PATCH" ? MERGE : {});
    },
    async run(steps) {
      const text = JSON.stringify(steps);
      const others = [hub, reader, hubReader].map(({ name }) => name).filter((name) => text.includes(name));
      const plan = aPlan(pair, steps, { rtoSeconds: 3600, others });
      return anApprovedRun(db, pair, plan, await savePlan(db, plan));
    },
    reaches: (runId, ...phases) =>
      vi.waitFor(
        async () => {
          const run = await theRun(db, runId);
          if (phases.includes(run.phase)) return run;
          throw new Error(`the run is ${run.phase}: ${run.phaseMessage} (${run.steps.map((step) => `${step.state} ${step.message}`)})`);
        },
        { timeout: 20_000, interval: 25 },
      ),
    async stop() {
      await runner.stop();
      await real.stop();
      await Promise.all(clusters.map((cluster) => cluster.stop()));
    },
  };
}
