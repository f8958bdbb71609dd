import { Worded } from "@holdfast/contracts/phrase";
import type { Prisma, StoreState } from "./generated/prisma/client";

/** A data store as it was found last, and up to when its writes were safe before the primary's last sign of life. */
export interface StoreRow extends Omit<StoreState, "planId" | "said" | "state"> {
  readonly state: "replicating" | "broken" | "unmeasured";
  readonly said: Worded | null;
  readonly durableBeforeLoss: Date | null;
}

/** Of whom the rows are asked: the plan, the site that is copied to, and the last sign of life of the other. */
export interface StoreRowsOf {
  readonly planId: string;
  readonly standbyId: string;
  readonly primaryLastSeenAt: Date | null;
}

/** The data stores of a plan as they were found last, by name; those that were copied to another site are not among them. */
export async function storeRows(
  tx: Prisma.TransactionClient,
  { planId, standbyId, primaryLastSeenAt }: StoreRowsOf,
): Promise<ReadonlyMap<string, StoreRow>> {
  const rows = await tx.storeState.findMany({ where: { planId, standbyId } });
  // What a standby told that had noticed the loss is its own last instant, whenever it was asked.
  const before =
    rows.length === 0 || primaryLastSeenAt === null
      ? []
      : await tx.$queryRaw<{ name: string; durable_at: Date | null }[]>`
          SELECT name, least(max(durable_at), ${primaryLastSeenAt}) AS durable_at FROM store_sample
          WHERE plan_id = ${planId}::uuid AND standby_id = ${standbyId}::uuid AND (at <= ${primaryLastSeenAt} OR state = 'broken')
          GROUP BY name`;
  const safe = new Map(before.map((row) => [row.name, row.durable_at]));
  return new Map(
    rows.map((row) => [
      row.name,
      {
        ...row,
        // Only the measuring writes these columns, from the very shapes.
        state: row.state as StoreRow["state"],
        said: Worded.nullable().catch(null).parse(row.said),
        durableBeforeLoss: safe.get(row.name) ?? null,
      },
    ]),
  );
}
