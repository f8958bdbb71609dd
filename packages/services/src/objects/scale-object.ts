import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import type { OrderAccepted, ScaleObject } from "@holdfast/contracts/object";
import type { ServiceContext } from "../context/service-context";
import { type NoteOrder, orderForObject } from "./order-for-object";

/** Orders other replicas for a workload. The agent refuses when they are not what the person saw, or an autoscaler's. */
export const scaleObject = (ctx: ServiceContext, input: ScaleObject, noted?: NoteOrder): Promise<OrderAccepted> =>
  orderForObject(
    ctx,
    input,
    "scale",
    ({ kind, namespace, name }) => {
      const { replicas, expectReplicas } = input;
      return {
        contract: workloadScale,
        input: { kind, namespace, name, replicas, expectReplicas },
        before: { replicas: expectReplicas },
        after: { replicas },
      };
    },
    noted,
  );
