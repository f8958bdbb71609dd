import type { ManagedFieldsEntry } from "../cluster-store";
import type { TypeSchema } from "../schema/type-schema";
import { isEmpty, recursiveDifference, union } from "./field-set";
import { type FieldManager, isSameManager, ownable, readManagers, type Writer, writeManagers } from "./managers";
import type { JsonFields } from "./typed-value";
import { changedFields, compareFields } from "./value-fields";

/** A write that was not an apply: what was there before, and what is to be there. */
export interface TrackedUpdate {
  readonly before: JsonFields;
  readonly after: JsonFields;
  readonly managedFields: readonly ManagedFieldsEntry[] | undefined;
  readonly schema: TypeSchema;
  readonly hasStatus: boolean;
}

/**
 * Who manages what after an update. The writer takes over the fields that it changed, without asking, and loses those that
 * it removed; fields that stay as they are keep their managers.
 */
export function trackUpdate(update: TrackedUpdate, writer: Writer): readonly ManagedFieldsEntry[] | undefined {
  const comparison = compareFields(update.before, update.after, update.schema);
  const taken = ownable(changedFields(comparison), writer.subresource, update.hasStatus);
  const removed = ownable(comparison.removed, writer.subresource, update.hasStatus);
  if (isEmpty(taken) && isEmpty(removed)) return update.managedFields;

  const managers = readManagers(update.managedFields);
  const lost = union(taken, removed);
  const others = managers
    .filter((entry) => !isSameManager(entry, writer, "Update"))
    .map((entry) => ({ ...entry, fields: recursiveDifference(entry.fields, lost) }));
  const own = managers.find((entry) => isSameManager(entry, writer, "Update"));
  const kept = own ? recursiveDifference(own.fields, removed) : undefined;
  const mine: FieldManager = { ...writer, operation: "Update", fields: kept ? union(kept, taken) : taken };
  return writeManagers([...others, mine]);
}
