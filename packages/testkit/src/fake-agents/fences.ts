import { networkFence } from "@holdfast/contracts/commands/network-fence";
import { networkReadFence } from "@holdfast/contracts/queries/network-read-fence";
import { fenceName } from "@holdfast/domain/plan/fence-name";
import { type Changed, FakeRefusal } from "./fake-refusal";
import type { FakeCluster } from "./world";

/** Puts up a fence in a fake cluster, or takes it away. Throws `FakeRefusal`. */
export function setFakeFence(cluster: FakeCluster, given: unknown, isDryRun: boolean): Changed {
  const { fenced, ...fence } = networkFence.input.parse(given);
  const name = fenceName(fence);
  const object = `${fence.namespace}/${name}`;
  const state = cluster.fences.get(object);
  if (state === "other") throw new FakeRefusal("NotOurs", `${object} is not this fence`);
  const hasChanged = (state === "stands") !== fenced;
  if (hasChanged && !isDryRun) {
    if (fenced) cluster.fences.set(object, "stands");
    else cluster.fences.delete(object);
  }
  const operation = hasChanged ? (fenced ? ("create" as const) : ("delete" as const)) : ("none" as const);
  const { by: kind, namespace } = fence;
  const changes = [{ apiVersion: "networking.k8s.io/v1", kind, namespace, name, operation, fields: [], warnings: [] }];
  return { object, value: fenced ? "fenced" : "open", hasChanged, output: { hasChanged }, changes };
}

/** Whether a fence stands in a fake cluster. */
export function readFakeFence(cluster: FakeCluster, given: unknown): unknown {
  const fence = networkReadFence.input.parse(given);
  const name = fenceName(fence);
  return networkReadFence.output.parse({
    isServed: !cluster.absentKinds.has("network.fence"),
    hasNamespace: fence.namespace !== "nowhere",
    name,
    state: cluster.fences.get(`${fence.namespace}/${name}`) ?? "absent",
    holes: fence.by === "NetworkPolicy" ? [...cluster.holes] : [],
  });
}
