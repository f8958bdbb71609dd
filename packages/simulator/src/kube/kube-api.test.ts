import { describeKubeApi } from "@holdfast/testkit/kube-contract/describe-kube-api";
import type { KubeTarget } from "@holdfast/testkit/kube-contract/kube-target";
import { afterAll, beforeAll, expect } from "vitest";
import { createClusterApi } from "./create-cluster-api";
import { allRules } from "./http/access";
import { type KubeApiServer, startApiServer } from "./http/api-server";
import { silentLogs } from "./log-source";
import { WatchHub } from "./read/watch-hub";

const readPods = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }];
const api = createClusterApi({ name: "contract", now: () => new Date(), random: Math.random });
const failures: unknown[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: ({ err }: { err?: unknown }) => failures.push(err),
};
let server: KubeApiServer | undefined;
let target: KubeTarget | undefined;

beforeAll(async () => {
  const tokens = new Map([
    ["all", { user: "contract", rules: allRules }],
    ["pods", { user: "pod-reader", rules: readPods }],
  ]);
  const cluster = { name: "contract", api, hub: new WatchHub(api.store), logs: silentLogs, tokens, isReachable: true };
  server = await startApiServer(new Map([["contract", cluster]]), 0, log);
  target = {
    baseUrl: `${server.url}/clusters/contract`,
    headers: { authorization: "Bearer all" },
    podReaderHeaders: { authorization: "Bearer pods" },
    compact: async () => api.store.compact(),
  };
});
afterAll(async () => {
  await server?.close();
  // What the simulator itself could not do would look like a refusal to the cases.
  expect(failures).toEqual([]);
});

describeKubeApi("the simulator", () => {
  if (!target) throw new Error("the target is there from beforeAll on");
  return target;
});
