import type { ChangeAuthor } from "@holdfast/contracts/history";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { uidOfScope } from "../objects/object-scope";

/** What the audit row of an order for an object says of its command. */
const Noted = z.looseObject({ command: z.uuid() });

/** An order to an agent, as far as it says whose it is. */
export interface GivenOrder {
  readonly id: string;
  readonly clusterId: string;
  readonly scope: string;
}

/** Who gave these orders, by command: a person for an object, or whoever asked for the run or the rollout that they belong to. */
export async function orderAuthors({ db }: ServiceContext, commands: readonly GivenOrder[]): Promise<Map<string, ChangeAuthor>> {
  const authors = new Map<string, ChangeAuthor>();
  if (commands.length === 0) return authors;
  const ids = commands.map(({ id }) => id);
  const uids = commands.flatMap(({ scope }) => uidOfScope(scope) ?? []);
  const [entries, steps, targets] = await Promise.all([
    db.prisma.auditEntry.findMany({
      where: { targetKind: "object", targetId: { in: uids }, action: { startsWith: "object." }, outcome: "succeeded" },
      select: { actorName: true, after: true },
    }),
    db.prisma.stepRun.findMany({
      where: { OR: [{ commandId: { in: ids } }, { undoCommandId: { in: ids } }] },
      select: { commandId: true, undoCommandId: true, run: { select: { id: true, requestedByName: true } } },
    }),
    db.prisma.rolloutTarget.findMany({
      where: { commandId: { in: ids } },
      select: { commandId: true, rollout: { select: { id: true, requestedByName: true } } },
    }),
  ]);
  for (const { actorName, after } of entries) {
    const command = Noted.safeParse(after).data?.command;
    if (command) authors.set(command, { kind: "order", id: command, name: actorName });
  }
  for (const { commandId, undoCommandId, run } of steps)
    for (const command of [commandId, undoCommandId])
      if (command) authors.set(command, { kind: "run", id: run.id, name: run.requestedByName });
  for (const { commandId, rollout } of targets)
    if (commandId) authors.set(commandId, { kind: "rollout", id: rollout.id, name: rollout.requestedByName });
  return authors;
}
