import { policyFamilies } from "@holdfast/contracts/policy-kinds";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { SharedTestbed } from "@holdfast/testkit/testbed/real-setup";
import { createServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import { afterAll, beforeAll, inject } from "vitest";
import type { CaseAnswer, ContractCluster } from "../../test/contract/contract-cluster";
import { describeAgent } from "../../test/contract/describe-agent";
import { EDITABLE, onlyReading } from "../../test/contract/fixtures";
import { clusterRole } from "../rbac/cluster-role";

let real: TestCluster | undefined;
let cluster: ContractCluster | undefined;

beforeAll(async () => {
  const testbed: SharedTestbed = inject("testbed");
  if (!testbed.clusters) return;
  // One of its own: its API server is restarted, and kinds are added that other tests must not see.
  const started = await startCluster({
    ...{ name: "agent-contract", nodes: 1, components: ["etcd", "apiserver", "controllerManager"] },
    // The cases make pods on a node that does not exist, which this controller takes away some time later.
    extraArguments: { controllerManager: ["--controllers=*,-pod-garbage-collector-controller"] },
  });
  real = started;
  const account = await createServiceAccount(started, {
    namespace: "holdfast",
    name: "agent",
    rules: clusterRole([], EDITABLE, true, true, policyFamilies).rules,
  });
  const reader = await createServiceAccount(started, { namespace: "holdfast", name: "reader", rules: onlyReading(clusterRole().rules) });
  cluster = {
    kubeconfig: account.kubeconfigPath,
    readerKubeconfig: reader.kubeconfigPath,
    request: async <T = KubeObject>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => {
      // The cases use only the methods that the harness knows.
      const { status, body: answer } = await started.request<T>(method as "GET", path, body, headers);
      return { status, body: answer } satisfies CaseAnswer<T>;
    },
    cut: () => started.restart("apiserver"),
  };
}, 180_000);
afterAll(() => real?.stop());

describeAgent("a real API server", () => {
  if (!cluster) throw new Error("the cluster is there from beforeAll on");
  return cluster;
});
