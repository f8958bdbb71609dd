import { objectDelete } from "@holdfast/contracts/commands/object-delete";
import type { DeleteObject, OrderAccepted } from "@holdfast/contracts/object";
import type { ServiceContext } from "../context/service-context";
import { type NoteOrder, orderForObject } from "./order-for-object";

/** Orders that an object is deleted: this one, by its uid, never another that took its name. */
export const deleteObject = (ctx: ServiceContext, { propagation, ...order }: DeleteObject, noted?: NoteOrder): Promise<OrderAccepted> =>
  orderForObject(
    ctx,
    order,
    "delete",
    ({ resource, namespace, name, uid, kind, images }) => ({
      contract: objectDelete,
      input: { resource, namespace, name, uid, propagation },
      before: { kind, namespace, name, images },
      after: { isDeleted: true, propagation },
    }),
    noted,
  );
