import type { RunMode } from "@holdfast/contracts/run-mode";
import { atLeast, bareShape, podShape } from "@holdfast/domain/capacity/pod-shape";
import type { RoomDemand } from "@holdfast/domain/capacity/room-demand";
import type { CapacityFacts } from "../checks/capacity-facts";
import { type RoomAsked, replicasAfter } from "../checks/room-asked";

/** What a step of a plan asks of the room of a site, and in which runs. */
export interface StepAsked extends RoomAsked {
  readonly step: string;
  /** When it is done, by its stage. */
  readonly stage: number;
  /** Absent: in both. */
  readonly mode?: RunMode;
  /** It is a step of another plan, which has an evaluation of its own. */
  readonly isOfChild: boolean;
}

/** A demand that remembers whose it is. */
export interface StepDemand extends RoomDemand {
  readonly isOfChild: boolean;
}

/**
 * What the steps of one site ask for as demands, in their order: of several steps that set the same workload each adds what the ones
 * before it have not.
 */
export function demandsOf(asked: readonly StepAsked[], facts: CapacityFacts): StepDemand[] {
  const replicas = new Map<string, number>();
  return [...asked]
    .sort((a, b) => a.stage - b.stage)
    .map((each) => {
      const { workload, step, stage, object, isOfChild } = each;
      const key = `${workload.kind} ${workload.namespace}/${workload.name}`;
      const before = replicas.get(key) ?? each.replicas;
      const after = replicasAfter(each, before);
      replicas.set(key, after);
      const template = facts.templateOf(workload);
      const shape = template ? atLeast(podShape(template, facts.defaultsOf(workload.namespace)), each.need) : bareShape(each.need);
      return { step, stage, object, isOfChild, namespace: workload.namespace, more: after - before, standing: before, shape };
    });
}
