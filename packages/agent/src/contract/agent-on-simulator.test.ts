import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { policyFamilies } from "@holdfast/contracts/policy-kinds";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { createClock } from "@holdfast/simulator/controllers/simulation-clock";
import { createSimulation } from "@holdfast/simulator/simulation";
import { afterAll, beforeAll } from "vitest";
import { parse } from "yaml";
import { testFolder } from "../../test/an-agent";
import type { ContractCluster } from "../../test/contract/contract-cluster";
import { describeAgent } from "../../test/contract/describe-agent";
import { EDITABLE, onlyReading } from "../../test/contract/fixtures";
import { clusterRole } from "../rbac/cluster-role";

const NAME = "contract";
const folder = testFolder();
const simulation = createSimulation({
  fleet: { seed: 1, clusters: [{ name: NAME, environment: "test", region: "here", objects: [] }] },
  clock: createClock(new Date()),
});
let listening: { close(): Promise<void> } | undefined;
let cluster: ContractCluster | undefined;

/** Asks as an administrator, each time over a connection of its own: connections are cut in these cases. */
function adminRequest(): ContractCluster["request"] {
  const config = parse(simulation.kubeconfig(NAME)) as {
    clusters: { cluster: { server: string } }[];
    users: { user: { token: string } }[];
  };
  const [server, token] = [config.clusters[0]?.cluster.server, config.users[0]?.user.token];
  return async <T = KubeObject>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${server}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", connection: "close", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // The case names the shape that this path answers with.
    return { status: answer.status, body: (await answer.json()) as T };
  };
}

beforeAll(async () => {
  listening = await simulation.listen(0);
  simulation.start();
  const kubeconfig = join(folder.path, "kubeconfig");
  writeFileSync(
    kubeconfig,
    simulation.kubeconfig(NAME, { user: "agent", rules: clusterRole([], EDITABLE, true, true, policyFamilies).rules }),
  );
  const readerKubeconfig = join(folder.path, "reader-kubeconfig");
  writeFileSync(readerKubeconfig, simulation.kubeconfig(NAME, { user: "reader", rules: onlyReading(clusterRole().rules) }));
  cluster = {
    kubeconfig,
    readerKubeconfig,
    request: adminRequest(),
    cut: async () => {
      const simulated = simulation.clusters.get(NAME);
      simulated?.setApiReachable(false);
      // Who resumes from before now has to list again, as after a compaction.
      simulated?.api.store.compact();
      simulated?.setApiReachable(true);
    },
  };
});
afterAll(async () => {
  simulation.stop();
  await listening?.close();
  folder.remove();
});

describeAgent("the simulator", () => {
  if (!cluster) throw new Error("the cluster is there from beforeAll on");
  return cluster;
});
