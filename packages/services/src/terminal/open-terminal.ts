import { podExec, TerminalId } from "@holdfast/contracts/commands/pod-exec";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import type { OpenTerminal, TerminalOpened } from "@holdfast/contracts/terminal";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { allMet } from "@holdfast/domain/gates/gate";
import { canOpenTerminal, isTerminalConfirmed } from "@holdfast/domain/object/terminal-gates";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuse } from "../access/refuse";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { containersOf } from "../logs/log-sources";
import { objectTarget, type VisibleObject, visibleObject } from "../objects/visible-object";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { USUAL_PROTECTED } from "./protected-namespaces";
import { firstHead } from "./recording-vault";
import { terminalFacts } from "./terminal-facts";

/** Without a key pressed a terminal ends after so long; in any case after so long. */
export const IDLE_SECONDS = 600;
export const MOST_SECONDS = 3600;
/** A person waits: an order that its agent did not get within this is not carried out later. */
const LIFETIME_MS = 30_000;

/** Throws, on record, what stands in the way. */
async function gate(ctx: ServiceContext, found: VisibleObject, input: OpenTerminal, protectedNamespaces: readonly string[]) {
  const { cluster, object } = found;
  const attempt = { action: "terminal.open", target: objectTarget(found) };
  const decision = await authorise(ctx, { permission: "pods:exec", ...attempt, clusters: [cluster] });
  if (object.resource !== "pods") await refuse(ctx, attempt, new Fault("GateRefused", worded("TerminalOfPodOnly")), decision);
  const { container } = input;
  if (!containersOf(object.facts).includes(container))
    await refuse(ctx, attempt, new Fault("InvalidInput", worded("ContainerAbsent", { pod: object.name, container })), decision);
  const facts = await terminalFacts(ctx, cluster, object.namespace, protectedNamespaces);
  await refuseByGate(ctx, attempt, allMet(canOpenTerminal(facts), isTerminalConfirmed(facts, object.name, input)), decision);
  await requireFreshFactor(ctx, attempt, decision);
  return { attempt, decision, facts };
}

/**
 * Orders a terminal in a container, once for each key of the caller: from this moment on there is a session, and a recording that has
 * nothing in it yet. Throws `Forbidden`, `SecondFactorNeeded`, or what the gates refuse with; each is on record.
 */
export async function openTerminal(
  ctx: ServiceContext,
  input: OpenTerminal,
  protectedNamespaces: readonly string[] = USUAL_PROTECTED,
): Promise<TerminalOpened> {
  const idempotencyKey = `terminal:${ctx.actor.id}:${input.key}`;
  const known = await ctx.db.prisma.command.findUnique({ where: { idempotencyKey }, select: { id: true } });
  const before = known && (await ctx.db.prisma.terminalSession.findUnique({ where: { commandId: known.id }, select: { id: true } }));
  if (before) return { id: TerminalId.parse(before.id) };
  const found = await visibleObject(ctx, input);
  const { cluster, object } = found;
  const { attempt, decision, facts } = await gate(ctx, found, input, protectedNamespaces);
  const { container, command, reason, columns, rows } = input;
  const [id, commandId] = [uuid(), uuid()];
  const place = { namespace: object.namespace ?? "", pod: object.name, container };
  const limits = { idleSeconds: IDLE_SECONDS, mostSeconds: MOST_SECONDS };
  const order = podExec.input.parse({ session: id, ...place, uid: object.uid, command, columns, rows, ...limits });
  return gated(ctx, attempt, decision, async (unit) => {
    // Two presses at the same moment wait for each other, so that none slips past the limit.
    await unit.tx.$queryRaw`SELECT id FROM users WHERE id = ${ctx.actor.id} FOR UPDATE`;
    const open = await unit.tx.terminalSession.count({ where: { userId: ctx.actor.id, endedAt: null } });
    holdGate(canOpenTerminal({ ...facts, open }));
    const at = ctx.now();
    await unit.tx.terminalSession.create({
      data: {
        ...{ id, clusterId: cluster.id, ...place, podUid: object.uid, command: command ?? Prisma.DbNull, commandId },
        ...{
          userId: ctx.actor.id,
          userName: ctx.actor.name,
          openedIn: ctx.sessionId ?? null,
          reason,
          columns,
          rows,
          startedAt: at,
          seenAt: at,
          head: firstHead(id),
        },
      },
    });
    const expiresAt = new Date(at.getTime() + LIFETIME_MS);
    // The contract's inputs are plain JSON objects.
    unit.order({
      id: commandId,
      clusterId: cluster.id,
      name: podExec.name,
      input: order as Json,
      scope: `terminal:${id}`,
      epoch: 0n,
      idempotencyKey,
      expiresAt,
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: reason || null, before: null, decision, requestId: ctx.requestId },
      after: { terminal: id, container, command, order: commandId },
    });
    unit.emit({ type: "terminal.changed", clusterIds: [cluster.id], subject: { kind: "terminal", id }, payload: {} });
    return { id: TerminalId.parse(id) };
  });
}
