import { workloadRestart } from "@holdfast/contracts/commands/workload-restart";
import type { OrderAccepted, OrderForObject } from "@holdfast/contracts/object";
import type { ServiceContext } from "../context/service-context";
import { type NoteOrder, orderForObject } from "./order-for-object";

/** Orders new pods for a workload, at the pace of its own strategy. */
export const restartObject = (ctx: ServiceContext, input: OrderForObject, noted?: NoteOrder): Promise<OrderAccepted> =>
  orderForObject(
    ctx,
    input,
    "restart",
    ({ kind, namespace, name, uid }) => {
      const restartedAt = ctx.now().toISOString();
      return { contract: workloadRestart, input: { kind, namespace, name, uid, restartedAt }, before: null, after: { restartedAt } };
    },
    noted,
  );
