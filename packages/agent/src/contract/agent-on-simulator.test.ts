import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { createClusterApi } from "@holdfast/simulator/kube/create-cluster-api";
import { allRules } from "@holdfast/simulator/kube/http/access";
import { type KubeApiServer, startApiServer } from "@holdfast/simulator/kube/http/api-server";
import type { ServedCluster } from "@holdfast/simulator/kube/http/served-cluster";
import { silentLogs } from "@holdfast/simulator/kube/log-source";
import { WatchHub } from "@holdfast/simulator/kube/read/watch-hub";
import { afterAll, beforeAll } from "vitest";
import { testFolder } from "../../test/an-agent";
import { recordingLog } from "../../test/recording-outbox";
import { clusterRole } from "../rbac/cluster-role";
import type { ContractCluster } from "./contract-cluster";
import { describeAgent } from "./describe-agent";

let server: KubeApiServer | undefined;
let cluster: ContractCluster | undefined;
const folder = testFolder();

function kubeconfig(url: string): string {
  const file = join(folder.path, "kubeconfig");
  const clusters = [{ name: "simulated", cluster: { server: url } }];
  const contexts = [{ name: "simulated", context: { cluster: "simulated", user: "agent" } }];
  writeFileSync(
    file,
    JSON.stringify({ clusters, contexts, users: [{ name: "agent", user: { token: "agent" } }], "current-context": "simulated" }),
  );
  return file;
}

beforeAll(async () => {
  const api = createClusterApi({ name: "contract", now: () => new Date(), random: Math.random });
  const tokens = new Map([
    ["admin", { user: "admin", rules: allRules }],
    ["agent", { user: "agent", rules: clusterRole().rules }],
  ]);
  const served: ServedCluster = { name: "contract", api, hub: new WatchHub(api.store), logs: silentLogs, tokens, isReachable: true };
  const listening = await startApiServer(new Map([["contract", served]]), 0, recordingLog());
  server = listening;
  const url = `${listening.url}/clusters/contract`;
  cluster = {
    kubeconfig: kubeconfig(url),
    request: async <T = KubeObject>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: "Bearer admin", "content-type": "application/json", connection: "close", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      // The case names the shape that this path answers with.
      return { status: answer.status, body: (await answer.json()) as T };
    },
    cut: async () => {
      served.isReachable = false;
      listening.cutConnections("contract");
      // Who resumes from before now has to list again, as after a compaction.
      api.store.compact();
      served.isReachable = true;
    },
  };
});
afterAll(async () => {
  await server?.close();
  folder.remove();
});

describeAgent("the simulator", () => {
  if (!cluster) throw new Error("the cluster is there from beforeAll on");
  return cluster;
});
