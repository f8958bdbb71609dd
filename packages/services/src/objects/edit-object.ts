import { objectEdit } from "@holdfast/contracts/commands/object-edit";
import type { EditObject, OrderAccepted } from "@holdfast/contracts/object";
import type { ServiceContext } from "../context/service-context";
import { orderForObject } from "./order-for-object";

/** Orders exactly the fields that were previewed. The agent writes nothing when somebody else was faster. */
export const editObject = (ctx: ServiceContext, { seen, fields, ...order }: EditObject): Promise<OrderAccepted> =>
  orderForObject(ctx, order, "edit", ({ resource, namespace, name, uid }) => ({
    contract: objectEdit,
    input: { resource, namespace, name, uid, seen, fields },
    before: Object.fromEntries(fields.map(({ path, before }) => [path, before])),
    after: { fields: Object.fromEntries(fields.map(({ path, after }) => [path, after])) },
  }));
