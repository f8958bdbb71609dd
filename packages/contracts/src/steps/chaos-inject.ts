import { z } from "zod";
import { Chaos } from "../commands/chaos-inject";
import { DnsLabel } from "../ids";

/** `chaos.inject`: Chaos Mesh makes something go wrong with the pods of a namespace with these labels, for a time. Only a drill may take it; undone by recovery. */
export const ChaosInject = z.strictObject({
  cluster: DnsLabel,
  namespace: Chaos.shape.namespace,
  pods: Chaos.shape.pods.describe("the labels of the pods; one at least"),
  fault: Chaos.shape.fault.describe("what goes wrong"),
  mode: Chaos.shape.mode.default("all").describe("with one pod, or with all of them"),
  mostPods: Chaos.shape.mostPods.default(10).describe("refused when more pods have these labels"),
  durationSeconds: Chaos.shape.durationSeconds.describe("after that Chaos Mesh recovers the pods by itself, whatever became of the run"),
});
export type ChaosInject = z.infer<typeof ChaosInject>;
