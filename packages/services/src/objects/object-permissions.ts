import type { ObjectVerb } from "@holdfast/contracts/object";
import type { ClusterPermission } from "@holdfast/contracts/permissions";

/** The right that each verb needs on the object's cluster. */
export const objectPermissions: Readonly<Record<ObjectVerb, ClusterPermission>> = {
  scale: "object:operate",
  restart: "object:operate",
  cordon: "object:operate",
  uncordon: "object:operate",
  drain: "object:operate",
  edit: "object:edit",
  delete: "object:delete",
};
