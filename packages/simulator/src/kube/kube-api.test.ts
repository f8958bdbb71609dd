import { describeKubeApi } from "@holdfast/testkit/kube-contract/describe-kube-api";
import type { KubeTarget } from "@holdfast/testkit/kube-contract/kube-target";
import { afterAll, beforeAll, expect } from "vitest";
import { parse } from "yaml";
import { createClock } from "../controllers/simulation-clock";
import { createSimulation } from "../simulation";

const readPods = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }];
const failures: unknown[] = [];
const simulation = createSimulation({
  fleet: { seed: 1, clusters: [{ name: "contract", environment: "test", region: "here", objects: [] }] },
  clock: createClock(new Date()),
  log: { info: () => undefined, warn: () => undefined, error: ({ err }) => failures.push(err) },
});
let close: (() => Promise<void>) | undefined;
let target: KubeTarget | undefined;

const bearer = (kubeconfig: string) => {
  const { users } = parse(kubeconfig) as { users: { user: { token: string } }[] };
  return { authorization: `Bearer ${users[0]?.user.token}` };
};

beforeAll(async () => {
  const listening = await simulation.listen(0);
  close = listening.close;
  simulation.start();
  target = {
    baseUrl: `${listening.url}/clusters/contract`,
    headers: bearer(simulation.kubeconfig("contract")),
    podReaderHeaders: bearer(simulation.kubeconfig("contract", { user: "pod-reader", rules: readPods })),
    compact: async () => simulation.clusters.get("contract")?.store.compact(),
  };
});

afterAll(async () => {
  simulation.stop();
  await close?.();
  // What the simulator itself could not do would look like a refusal to the cases.
  expect(failures).toEqual([]);
});

describeKubeApi("the simulator", () => {
  if (!target) throw new Error("the target is there from beforeAll on");
  return target;
});
