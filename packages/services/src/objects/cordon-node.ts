import { nodeCordon } from "@holdfast/contracts/commands/node-cordon";
import { nodeUncordon } from "@holdfast/contracts/commands/node-uncordon";
import type { CordonNode, OrderAccepted } from "@holdfast/contracts/object";
import type { ServiceContext } from "../context/service-context";
import { type NoteOrder, orderForObject } from "./order-for-object";

/** Orders that a node takes no new pods, or takes them again. What runs there stays. */
export const cordonNode = (ctx: ServiceContext, { isCordoned, ...order }: CordonNode, noted?: NoteOrder): Promise<OrderAccepted> =>
  orderForObject(
    ctx,
    order,
    isCordoned ? "cordon" : "uncordon",
    ({ name, uid }) => ({
      contract: isCordoned ? nodeCordon : nodeUncordon,
      input: { name, uid },
      before: { isCordoned: !isCordoned },
      after: { isCordoned },
    }),
    noted,
  );
