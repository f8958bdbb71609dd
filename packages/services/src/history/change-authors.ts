import type { ChangeAuthor } from "@holdfast/contracts/history";
import { ObjectChange } from "@holdfast/contracts/object-change";
import type { InventoryChange } from "@holdfast/db/generated/prisma/client";
import { isExplainedBy } from "@holdfast/domain/history/explained-by";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { uidOfScope } from "../objects/object-scope";
import { recordedChange } from "./change-row";
import { type GivenOrder, orderAuthors } from "./order-authors";

/** A receipt and what the watch saw are told by one agent, so little lies between them: its wait, and the time to store both. */
const NEAR_MS = 30_000;
const MOST_COMMANDS = 500;

interface Told {
  readonly order: GivenOrder;
  readonly finishedAtMs: number;
  readonly changes: readonly ObjectChange[];
}

interface Row extends GivenOrder {
  readonly finishedAt: Date;
  readonly changes: unknown;
}

/** What the receipts around these changes say that they did to objects of these names. */
async function receiptsAround({ db }: ServiceContext, rows: readonly InventoryChange[]): Promise<Told[]> {
  const times = rows.map((row) => row.observedAt.getTime());
  const [from, to] = [Math.min(...times) - NEAR_MS, Math.max(...times) + NEAR_MS].map((ms) => new Date(ms).toISOString());
  const clusters = [...new Set(rows.map((row) => row.clusterId))];
  const names = [...new Set(rows.map((row) => row.name))];
  const receipts = await db.prisma.$queryRaw<Row[]>`
    SELECT id::text, cluster_id::text AS "clusterId", scope, finished_at AS "finishedAt", changes FROM command
    WHERE cluster_id = ANY(${clusters}::uuid[]) AND finished_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz AND outcome = 'succeeded'
      AND EXISTS (SELECT 1 FROM jsonb_path_query(changes, '$[*].name') AS told WHERE told #>> '{}' = ANY(${names}::text[]))
    ORDER BY finished_at DESC LIMIT ${MOST_COMMANDS}`;
  return receipts.map(({ finishedAt, changes, ...order }) => ({
    order,
    finishedAtMs: finishedAt.getTime(),
    changes: z.array(ObjectChange).parse(changes),
  }));
}

/** The order that did just this, the nearest in time; undefined when no receipt says so. */
function orderOf(row: InventoryChange, receipts: readonly Told[]): GivenOrder | undefined {
  const change = { ...recordedChange(row), kind: row.kind, namespace: row.namespace, name: row.name };
  const farMs = ({ finishedAtMs }: Told) => Math.abs(finishedAtMs - row.observedAt.getTime());
  return receipts
    .filter((told) => {
      const uid = uidOfScope(told.order.scope);
      if (told.order.clusterId !== row.clusterId || farMs(told) > NEAR_MS || (uid !== null && uid !== row.uid)) return false;
      return told.changes.some((receipt) => isExplainedBy(change, receipt));
    })
    .sort((one, other) => farMs(one) - farMs(other))[0]?.order;
}

/**
 * Who made these changes, by change: the person whose order's receipt says that it did just that. A change that no receipt tells of
 * has no author here: who may write to a cluster from elsewhere is not known.
 */
export async function changeAuthors(ctx: ServiceContext, rows: readonly InventoryChange[]): Promise<Map<bigint, ChangeAuthor>> {
  if (rows.length === 0) return new Map();
  const receipts = await receiptsAround(ctx, rows);
  const orders = new Map(
    rows.flatMap((row) => {
      const order = orderOf(row, receipts);
      return order ? [[row.id, order] as const] : [];
    }),
  );
  const authors = await orderAuthors(ctx, [...new Set(orders.values())]);
  return new Map(
    [...orders].flatMap(([id, order]) => {
      const author = authors.get(order.id);
      return author ? [[id, author] as const] : [];
    }),
  );
}
