import type { ChangeAuthor, ChangeRow } from "@holdfast/contracts/history";
import { ClusterId } from "@holdfast/contracts/ids";
import type { JsonObject } from "@holdfast/contracts/json";
import type { InventoryChange } from "@holdfast/db/generated/prisma/client";
import type { RecordedChange } from "@holdfast/domain/history/state-before";
import { stateFields } from "@holdfast/domain/history/state-fields";

/** So many fields of a change are told; what changed in more is read as a state. */
const MOST_SHOWN = 40;

/** What a row says of its object. Only this package writes it, with these three words and with objects in the JSON columns. */
export const recordedChange = (row: Pick<InventoryChange, "operation" | "before" | "after">): RecordedChange => ({
  operation: row.operation as RecordedChange["operation"],
  before: row.before as JsonObject | null,
  after: row.after as JsonObject | null,
});

/** The place of a change in every list of changes. */
export const changeId = ({ observedAt, id }: Pick<InventoryChange, "observedAt" | "id">): string => `${observedAt.getTime()}-${id}`;

/** The row as lists show it. */
export function changeRow(row: InventoryChange, clusterName: string, author: ChangeAuthor | null): ChangeRow {
  const { operation, before, after } = recordedChange(row);
  const fields = stateFields(before ?? {}, after ?? {});
  return {
    id: changeId(row),
    clusterId: ClusterId.parse(row.clusterId),
    clusterName,
    uid: row.uid,
    resource: row.resource,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    operation,
    observedAt: row.observedAt,
    recordedAt: row.recordedAt,
    unwatchedSince: row.unwatchedSince,
    clusterAt: row.clusterAt,
    healthFrom: row.healthFrom,
    healthTo: row.healthTo,
    isDecision: row.isDecision,
    fields: fields.slice(0, MOST_SHOWN),
    fieldCount: fields.length,
    author,
  };
}
