import type { ManagedFieldsEntry } from "../cluster-store";
import { difference, type FieldSet, fieldSet, fromFieldsV1, isEmpty, pathOf, recursiveDifference, toFieldsV1, union } from "./field-set";

/** Who sets fields, in which way, and which. */
export interface FieldManager {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
  readonly fields: FieldSet;
}

/** Who is writing now. */
export type Writer = Omit<FieldManager, "fields" | "operation">;

const SERVER_OWNED = [
  ...["name", "namespace", "uid", "creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink"],
  ...["deletionTimestamp", "deletionGracePeriodSeconds", "generateName"],
].map((field) => `f:${field}`);

const serverOwned: FieldSet = fieldSet(["f:apiVersion", "f:kind"], [["f:metadata", fieldSet(SERVER_OWNED, [])]]);
const NOTHING = fieldSet([], []);
const status = pathOf("f:status");
const spec = pathOf("f:spec");

/** The fields that anybody can own at all through a door: the main resource cannot set status, nor status the spec. */
export function ownable(fields: FieldSet, subresource: string, hasStatus: boolean): FieldSet {
  const closed = subresource === "status" ? spec : status;
  return recursiveDifference(difference(fields, serverOwned), hasStatus ? closed : NOTHING);
}

/** Reads the managers of an object; a reset, an entry without a manager, reads as none. */
export const readManagers = (entries: readonly ManagedFieldsEntry[] | undefined): FieldManager[] =>
  (entries ?? [])
    .filter(({ manager, operation }) => manager !== undefined && operation !== undefined)
    .map(({ manager, operation, apiVersion, subresource = "", time = "", fieldsV1 }) => ({
      ...{ manager, operation, apiVersion, subresource, time },
      fields: fromFieldsV1(fieldsV1 ?? {}),
    }));

const inOrder = (a: FieldManager, b: FieldManager) => {
  if (a.operation !== b.operation) return a.operation === "Apply" ? -1 : 1;
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return a.manager < b.manager ? -1 : 1;
};

/** The managers as an object lists them; those that own nothing any more are left out. */
export const writeManagers = (managers: readonly FieldManager[]): readonly ManagedFieldsEntry[] =>
  managers
    .filter(({ fields }) => !isEmpty(fields))
    .toSorted(inOrder)
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      ...{ manager, operation, apiVersion, time, fieldsType: "FieldsV1" as const, fieldsV1: toFieldsV1(fields) },
      ...(subresource === "" ? {} : { subresource }),
    }));

/** Whether an entry is the writer's own. */
export const isSameManager = (entry: FieldManager, writer: Writer, operation: "Apply" | "Update"): boolean =>
  entry.manager === writer.manager &&
  entry.operation === operation &&
  entry.subresource === writer.subresource &&
  entry.apiVersion === writer.apiVersion;

/** All fields that somebody manages. */
export const allManaged = (managers: readonly FieldManager[]): FieldSet =>
  managers.reduce((all, { fields }) => union(all, fields), NOTHING);
