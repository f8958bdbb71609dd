import { beforeAll } from "vitest";
import { createServiceAccount } from "../testbed/service-account";
import { sharedCluster, suiteNamespace } from "../testbed/shared-cluster";
import { describeKubeApi } from "./describe-kube-api";
import type { KubeTarget } from "./kube-target";

const cluster = sharedCluster("test");
const namespace = suiteNamespace("test");
let target: KubeTarget | undefined;

const everything = [
  { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
  { nonResourceURLs: ["*"], verbs: ["*"] },
];
const readPods = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }];

beforeAll(async () => {
  const bearer = async (name: string, rules: typeof everything) => {
    const { token } = await createServiceAccount(cluster, { namespace, name, rules });
    return { authorization: `Bearer ${token}` };
  };
  target = {
    baseUrl: cluster.url,
    tls: { ca: cluster.caPem },
    headers: await bearer("everything", everything),
    podReaderHeaders: await bearer("pod-reader", readPods as typeof everything),
  };
});

describeKubeApi("a real API server", () => {
  if (!target) throw new Error("the target is there from beforeAll on");
  return target;
});
