import { chaosInject } from "@holdfast/contracts/commands/chaos-inject";
import { chaosRead } from "@holdfast/contracts/queries/chaos-read";
import type { Changed } from "./fake-refusal";
import type { FakeCluster } from "./world";

/** Makes an experiment in a fake cluster, or has it go, which takes until a test says so. */
export function setFakeChaos(cluster: FakeCluster, given: unknown, isDryRun: boolean): Changed {
  const { namespace, name, injected } = chaosInject.input.parse(given);
  const object = `${namespace}/${name}`;
  const live = cluster.experiments.get(object);
  const hasChanged = (live !== undefined && !live.isGoing) !== injected;
  if (hasChanged && !isDryRun) {
    if (live) live.isGoing = true;
    else cluster.experiments.set(object, { isGoing: false, isSelected: false, isInjected: false, isRecovered: false });
  }
  const operation = hasChanged ? (injected ? ("create" as const) : ("delete" as const)) : ("none" as const);
  const changes = [{ apiVersion: "chaos-mesh.org/v1alpha1", kind: "PodChaos", namespace, name, operation, fields: [], warnings: [] }];
  return { object, value: injected ? "injected" : "gone", hasChanged, output: { hasChanged }, changes };
}

/** How an experiment of a fake cluster stands. */
export function readFakeChaos(cluster: FakeCluster, given: unknown): unknown {
  const { namespace, name } = chaosRead.input.parse(given);
  const live = cluster.experiments.get(`${namespace}/${name}`);
  const none = { isGoing: false, isSelected: false, isInjected: false, isRecovered: false };
  return chaosRead.output.parse({
    isServed: !cluster.absentKinds.has("chaos.inject"),
    matching: cluster.matchingPods,
    experiment: { state: live ? "ours" : "absent", ...(live ?? none) },
  });
}
