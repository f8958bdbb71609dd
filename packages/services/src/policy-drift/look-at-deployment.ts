import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { policyDrift } from "@holdfast/contracts/queries/policy-drift";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Policy, PolicyDeployment, PolicyDrift } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import type { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import type { ApplyInput } from "../policies/apply-input";
import { correctUnasked } from "./correct-unasked";
import type { DueLook } from "./due-looks";
import { isBeingWritten } from "./is-moving";
import { keepEpisodes } from "./keep-episodes";
import { lastApplied } from "./last-applied";
import { lockDeployment } from "./lock-deployment";
import { objectName } from "./stored-drift";

const DEADLINE_MS = 5000;

type Answer = z.infer<typeof policyDrift.output>;
type Deployed = PolicyDeployment & { policy: Policy };

/** A question with its answer: what was known when it was asked. */
interface Asked {
  readonly deployment: Deployed;
  readonly input: ApplyInput;
  readonly answer: Answer;
  readonly askedAt: Date;
}

/** Keeps that a look was made, and what could not be told. */
async function keepLook(
  unit: Unit,
  { policyId, clusterId, mark }: DueLook,
  at: Date,
  { untold, hearsAudit }: { untold: Worded | null; hearsAudit: boolean },
) {
  const text = untold ?? { message: "" };
  const data = { mark, lookedAt: at, isTold: untold === null, message: text.message, phrase: storedPhrase(text) };
  const key = { policyId, clusterId };
  // What could not be told says nothing of what the agent hears.
  const heard = untold === null ? { hearsAudit } : {};
  await unit.tx.policyLook.upsert({
    where: { policyId_clusterId: key },
    update: { ...data, ...heard },
    create: { ...key, ...data, hearsAudit },
  });
}

/** The state of a deployment after a look. What a rollout said of it stays as long as nothing drifts. */
async function keepState(unit: Unit, { policyId, clusterId, state }: Deployed, drifts: readonly PolicyDrift[], at: Date): Promise<void> {
  const where = { policyId_clusterId: { policyId, clusterId } };
  const text = drifts.length > 0 ? worded("DriftsOpen", { count: drifts.length }) : state === "drifted" ? worded("DriftOver") : null;
  const next = text ? { state: drifts.length > 0 ? "drifted" : "applied", message: text.message, phrase: storedPhrase(text) } : {};
  await unit.tx.policyDeployment.update({ where, data: { ...next, observedAt: at } });
}

const untoldOf = ({ objects }: Answer): Worded | null => {
  const object = objects.find(({ state }) => state === "untold");
  return object ? worded("DriftObjectUntold", { object: objectName(object), said: object.message ?? "" }) : null;
};

/** Writes what the agent answered, unless the cluster or what it is to have was written meanwhile: then the next look tells. */
async function keepAnswer(ctx: ServiceContext, due: DueLook, { deployment: seen, input, answer, askedAt }: Asked): Promise<void> {
  // Not audited: keepEpisodes and orderCorrection audit what begins, ends and is ordered.
  await transact(ctx.db, ctx.now, async (unit) => {
    const key = { policyId: due.policyId, clusterId: due.clusterId };
    await lockDeployment(unit.tx, key);
    const deployment = await unit.tx.policyDeployment.findUnique({ where: { policyId_clusterId: key }, include: { policy: true } });
    const at = ctx.now();
    if (deployment?.contentHash !== seen.contentHash || deployment.version !== seen.version) return;
    if (await isBeingWritten(unit.tx, key, askedAt, at)) return;
    const { policy } = deployment;
    const drifts = await keepEpisodes(ctx, unit, { policy, deployment, objects: answer.objects, at });
    await keepState(unit, deployment, drifts, at);
    await keepLook(unit, due, at, { untold: untoldOf(answer), hearsAudit: answer.isAuditHeard });
    await correctUnasked(ctx, unit, { input, policy, deployment, drifts });
  });
}

/**
 * Looks whether one cluster still has what last reached it, by asking its API server, keeps what drifts, and corrects it where the policy
 * says so. A cluster that gives no answer keeps what was last seen of it, with its time.
 */
export async function lookAtDeployment(ctx: ServiceContext, live: LivePort, due: DueLook): Promise<void> {
  const { policyId, clusterId } = due;
  const { prisma } = ctx.db;
  const askedAt = ctx.now();
  const deployment = await prisma.policyDeployment.findUnique({
    where: { policyId_clusterId: { policyId, clusterId } },
    include: { policy: true },
  });
  if (!deployment || (await isBeingWritten(prisma, due, askedAt, askedAt))) return;
  // Not audited: that nobody can tell changes nothing.
  const untell = (untold: Worded) => transact(ctx.db, ctx.now, (unit) => keepLook(unit, due, ctx.now(), { untold, hearsAudit: false }));
  const input = await lastApplied(prisma, deployment.policy, deployment);
  if (!input) return untell(worded("DriftAppliedUnknown"));
  const { policy, contentHash, objects } = input;
  let answer: Answer;
  try {
    answer = await live.ask(clusterId, policyDrift, { policy, contentHash, objects }, { deadlineMs: DEADLINE_MS });
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return untell(textOf(cause));
  }
  await keepAnswer(ctx, due, { deployment, input, answer, askedAt });
}
