import { nodeDrain } from "@holdfast/contracts/commands/node-drain";
import type { DrainNode, OrderAccepted } from "@holdfast/contracts/object";
import type { ServiceContext } from "../context/service-context";
import { orderForObject } from "./order-for-object";

/** Orders that a node is cordoned and emptied. How far that is comes with the agent's receipts, until the last of them. */
export const drainNode = (ctx: ServiceContext, input: DrainNode): Promise<OrderAccepted> => {
  const { timeoutSeconds, evictUnmanaged, evictLocalData, ...order } = input;
  const options = { timeoutSeconds, evictUnmanaged, evictLocalData };
  return orderForObject(ctx, order, "drain", ({ name, uid }) => ({
    contract: nodeDrain,
    input: { name, uid, ...options },
    before: null,
    after: { isCordoned: true, ...options },
  }));
};
