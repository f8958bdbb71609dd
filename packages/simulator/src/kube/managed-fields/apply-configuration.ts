import { ApiError } from "../api-error";
import type { ManagedFieldsEntry } from "../cluster-store";
import type { TypeSchema } from "../schema/type-schema";
import { difference, type FieldSet, intersection, isEmpty, pathsOf, recursiveDifference, union, withParents } from "./field-set";
import { allManaged, type FieldManager, isSameManager, ownable, readManagers, type Writer, writeManagers } from "./managers";
import { mergeValues, removeFields } from "./merge-values";
import type { JsonFields } from "./typed-value";
import { changedFields, compareFields, fieldsOf } from "./value-fields";

/** A configuration on its way in: what somebody wants an object to be, as far as they care. */
export interface Application {
  /** The live object; empty when there is none yet. */
  readonly live: JsonFields;
  readonly config: JsonFields;
  readonly managedFields: readonly ManagedFieldsEntry[] | undefined;
  readonly schema: TypeSchema;
  readonly hasStatus: boolean;
  readonly isForced: boolean;
}

interface FieldConflict {
  readonly manager: FieldManager;
  readonly path: string;
}

const shown = ({ manager, operation, apiVersion, subresource }: FieldManager): string => {
  if (operation === "Apply") return JSON.stringify(manager);
  const door = subresource === "" ? "" : ` with subresource ${JSON.stringify(subresource)}`;
  return `${JSON.stringify(manager)}${door} using ${apiVersion}`;
};

const messageOf = (conflicts: readonly FieldConflict[]): string => {
  const [first] = conflicts;
  if (conflicts.length === 1 && first) return `Apply failed with 1 conflict: conflict with ${shown(first.manager)}: ${first.path}`;
  const managers = [...new Set(conflicts.map(({ manager }) => manager))].sort((a, b) => (shown(a) < shown(b) ? -1 : 1));
  const lines = managers.flatMap((manager) => [
    `conflicts with ${shown(manager)}:`,
    ...conflicts.filter((conflict) => conflict.manager === manager).map(({ path }) => `- ${path}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join("\n")}`;
};

const refuse = (conflicts: readonly FieldConflict[]): never => {
  const causes = conflicts.map(({ manager, path }) => ({
    ...{ reason: "FieldManagerConflict", message: `conflict with ${shown(manager)}`, field: path },
  }));
  throw new ApiError(409, "Conflict", messageOf(conflicts), { causes });
};

/** What the writer said the last time and does not say now, and nobody else cares for. */
const givenUp = (last: FieldSet | undefined, managers: readonly FieldManager[]): FieldSet | undefined => {
  const fields = last && difference(withParents(last), withParents(allManaged(managers)));
  return fields && !isEmpty(fields) ? fields : undefined;
};

/**
 * Lays a configuration over an object, as server-side apply does: its fields become the writer's, fields that the writer
 * gave up go, and a field that another manages with another value is a conflict (409), unless forced.
 */
export function applyConfiguration(application: Application, writer: Writer) {
  const { live, config, schema, hasStatus, isForced } = application;
  const managers = readManagers(application.managedFields);
  const isMine = (entry: FieldManager) => isSameManager(entry, writer, "Apply");
  const others = managers.filter((entry) => !isMine(entry));
  const last = managers.find(isMine);
  const wanted = ownable(fieldsOf(config, schema), writer.subresource, hasStatus);
  const mine: FieldManager = { ...writer, operation: "Apply", fields: wanted };

  const merged = mergeValues(live, config, schema);
  const dropped = givenUp(last?.fields, [...others, mine]);
  const object = dropped ? removeFields(merged, dropped, schema) : merged;

  const comparison = compareFields(live, object, schema);
  const changed = ownable(changedFields(comparison), writer.subresource, hasStatus);
  const conflicts = others.flatMap((manager) => pathsOf(intersection(manager.fields, changed)).map((path) => ({ manager, path })));
  if (conflicts.length > 0 && !isForced) refuse(conflicts);
  const lost = union(changed, comparison.removed);
  const remaining = others.map((entry) => ({ ...entry, fields: recursiveDifference(entry.fields, lost) }));
  const isUnchanged = last !== undefined && isEmpty(difference(last.fields, wanted)) && isEmpty(difference(wanted, last.fields));
  return { object, managedFields: writeManagers([...remaining, isUnchanged ? last : mine]) };
}
