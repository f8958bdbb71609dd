import type { AuditTarget } from "@holdfast/contracts/audit";
import { BulkVerb, type BulkView } from "@holdfast/contracts/bulk";
import { Propagation } from "@holdfast/contracts/commands/object-delete";
import { BulkId } from "@holdfast/contracts/ids";
import type { BulkOrder } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import type { BulkTally } from "./bulk-standing";

/** What a bulk order says beyond its verb, as its row keeps it. */
export const BulkParams = z.object({ replicas: z.number().int().nullable(), propagation: Propagation });
export type BulkParams = z.infer<typeof BulkParams>;

/** The audit target of a bulk order. */
export const bulkTarget = (id: string, verb: string, count: number): AuditTarget => ({
  ...{ kind: "bulk", id, name: `${verb} ${count} objects`, clusterId: null },
});

/** A bulk order as pages show it. `undoneBy` is the bulk order that took it back. */
export function bulkView(row: BulkOrder, tally: BulkTally, undoneBy: string | null): BulkView {
  const { requestedByName: requestedBy, requestedAt, stoppedByName: stoppedBy, stoppedAt, finishedAt } = row;
  return {
    id: BulkId.parse(row.id),
    verb: BulkVerb.parse(row.verb),
    replicas: BulkParams.parse(row.params).replicas,
    undoes: row.undoes === null ? null : BulkId.parse(row.undoes),
    undoneBy: undoneBy === null ? null : BulkId.parse(undoneBy),
    ...{ requestedBy, requestedAt, stoppedBy, stoppedAt, finishedAt, tally },
    total: Object.values(tally).reduce((sum, count) => sum + count, 0),
  };
}
