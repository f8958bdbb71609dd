import type { DrainPlan, ObjectRef } from "@holdfast/contracts/object";
import { nodeDrainPlan } from "@holdfast/contracts/queries/node-drain-plan";
import { canAct } from "@holdfast/domain/object/object-gates";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { actFacts } from "./act-facts";
import { objectTarget, visibleObject } from "./visible-object";

const DEADLINE_MS = 8000;

/**
 * Asks a cluster what a drain of one of its nodes would meet now. Changes nothing. Rejects with `AgentUnreachable` or
 * `DeadlineExceeded` when the cluster gives no answer.
 */
export async function planDrain(ctx: ServiceContext, live: LivePort, input: ObjectRef, signal?: AbortSignal): Promise<DrainPlan> {
  const found = await visibleObject(ctx, input);
  const attempt = { action: "object.plan-drain", target: objectTarget(found) };
  const decision = await authorise(ctx, { permission: "object:operate", ...attempt, clusters: [found.cluster] });
  await refuseByGate(ctx, attempt, canAct((await actFacts(ctx, found))("drain")), decision);
  const question = { name: found.object.name };
  const { exists, pods } = await live.ask(found.cluster.id, nodeDrainPlan, question, {
    deadlineMs: DEADLINE_MS,
    ...(signal ? { signal } : {}),
  });
  return { isGone: !exists, pods, readAt: ctx.now() };
}
