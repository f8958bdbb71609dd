import { CommandOutcome } from "@holdfast/contracts/command";
import { DrainProgress, nodeDrain } from "@holdfast/contracts/commands/node-drain";
import { CommandId } from "@holdfast/contracts/ids";
import type { Json } from "@holdfast/contracts/json";
import { type ObjectOrder, type ObjectRef, ObjectVerb } from "@holdfast/contracts/object";
import { ObjectChange } from "@holdfast/contracts/object-change";
import { z } from "zod";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";

const SHOWN = 20;
const actions = ObjectVerb.options.map((verb) => `object.${verb}`);

/** What the audit row of an order says of its command; the rest of it is what the order changes. */
const Noted = z.looseObject({ command: z.uuid() });

/** The newest orders that people gave for an object, with what became of each; also of one that is gone by now. */
export async function listObjectOrders(ctx: ServiceContext, { clusterId, uid }: ObjectRef): Promise<ObjectOrder[]> {
  const cluster = await visibleCluster(ctx, clusterId, "inventory:read");
  const entries = await ctx.db.prisma.auditEntry.findMany({
    where: { targetKind: "object", targetId: uid, clusterId: cluster.id, action: { in: actions }, outcome: "succeeded" },
    orderBy: { seq: "desc" },
    take: SHOWN,
  });
  const noted = entries.flatMap((entry) => {
    const after = Noted.safeParse(entry.after).data;
    return after ? [{ entry, ...after }] : [];
  });
  const rows = await ctx.db.prisma.command.findMany({ where: { id: { in: noted.map(({ command }) => command) } } });
  const commands = new Map(rows.map((row) => [row.id, row]));
  return noted.flatMap(({ entry, command: id, ...after }) => {
    const command = commands.get(id);
    if (!command) return [];
    const { issuedAt, expiresAt, finishedAt, outcome, reason, message } = command;
    return [
      {
        commandId: CommandId.parse(id),
        verb: ObjectVerb.parse(entry.action.slice("object.".length)),
        requestedBy: entry.actorName,
        ...{ issuedAt, expiresAt, finishedAt, reason, message },
        outcome: outcome === null ? null : CommandOutcome.parse(outcome),
        before: entry.before as Json,
        after: after as Json,
        drain: command.name === nodeDrain.name ? (DrainProgress.safeParse(command.output).data ?? null) : null,
        changes: z.array(ObjectChange).parse(command.changes ?? []),
      },
    ];
  });
}
