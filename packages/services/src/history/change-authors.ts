import type { ChangeAuthor } from "@holdfast/contracts/history";
import { ObjectChange } from "@holdfast/contracts/object-change";
import type { Command, InventoryChange } from "@holdfast/db/generated/prisma/client";
import { isExplainedBy } from "@holdfast/domain/history/explained-by";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { uidOfScope } from "../objects/object-scope";
import { recordedChange } from "./change-row";
import { orderAuthors } from "./order-authors";

/** A receipt and what the watch saw are told by one agent, so little lies between them: its wait, and the time to store both. */
const NEAR_MS = 30_000;
const MOST_COMMANDS = 2000;

interface Told {
  readonly command: Command;
  readonly finishedAtMs: number;
  readonly changes: readonly ObjectChange[];
}

/** What the receipts around these changes say that they did. */
async function receiptsAround({ db }: ServiceContext, rows: readonly InventoryChange[]): Promise<Told[]> {
  const times = rows.map((row) => row.observedAt.getTime());
  const [from, to] = [new Date(Math.min(...times) - NEAR_MS), new Date(Math.max(...times) + NEAR_MS)];
  const commands = await db.prisma.command.findMany({
    where: { clusterId: { in: [...new Set(rows.map((row) => row.clusterId))] }, finishedAt: { gte: from, lte: to }, outcome: "succeeded" },
    orderBy: { finishedAt: "desc" },
    take: MOST_COMMANDS,
  });
  return commands.map((command) => ({
    command,
    finishedAtMs: command.finishedAt?.getTime() ?? 0,
    changes: z.array(ObjectChange).parse(command.changes ?? []),
  }));
}

/** The command that did just this, the nearest in time; undefined when no receipt says so. */
function commandOf(row: InventoryChange, receipts: readonly Told[]): Command | undefined {
  const change = { ...recordedChange(row), kind: row.kind, namespace: row.namespace, name: row.name };
  const farMs = ({ finishedAtMs }: Told) => Math.abs(finishedAtMs - row.observedAt.getTime());
  return receipts
    .filter((told) => {
      const uid = uidOfScope(told.command.scope);
      if (told.command.clusterId !== row.clusterId || farMs(told) > NEAR_MS || (uid !== null && uid !== row.uid)) return false;
      return told.changes.some((receipt) => isExplainedBy(change, receipt));
    })
    .sort((one, other) => farMs(one) - farMs(other))[0]?.command;
}

/**
 * Who made these changes, by change: the person whose order's receipt says that it did just that. A change that no receipt tells of
 * has no author here: who may write to a cluster from elsewhere is not known.
 */
export async function changeAuthors(ctx: ServiceContext, rows: readonly InventoryChange[]): Promise<Map<bigint, ChangeAuthor>> {
  if (rows.length === 0) return new Map();
  const receipts = (await receiptsAround(ctx, rows)).filter(({ changes }) => changes.length > 0);
  const commands = new Map(
    rows.flatMap((row) => {
      const command = commandOf(row, receipts);
      return command ? [[row.id, command] as const] : [];
    }),
  );
  const authors = await orderAuthors(ctx, [...new Set(commands.values())]);
  return new Map(
    [...commands].flatMap(([id, command]) => {
      const author = authors.get(command.id);
      return author ? [[id, author] as const] : [];
    }),
  );
}
