import type { Json } from "@holdfast/contracts/json";
import type { DriftEnding } from "@holdfast/contracts/policy-drift";
import type { ObjectDrift } from "@holdfast/contracts/queries/policy-drift";
import { type Policy, type PolicyDeployment, type PolicyDrift, Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import { authorOf } from "@holdfast/domain/policy/drift-author";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { driftTarget, objectName, partsOf } from "./stored-drift";

/** A look at what one cluster has of a policy. */
export interface Look {
  readonly policy: Policy;
  readonly deployment: PolicyDeployment;
  readonly objects: readonly ObjectDrift[];
  readonly at: Date;
}

/** How long after its end a drift may still be given its author: batches of an audit log come late. */
const LATE_MS = 2 * 60_000;

const keyOf = ({ kind, namespace, name }: { kind: string; namespace: string | null; name: string }) =>
  JSON.stringify([kind, namespace, name]);

const json = (value: unknown) => value as Prisma.InputJsonValue;

/** What is kept of an object that is not as pushed. An author that was known stays where nobody tells any more. */
function seen({ fields, omitted, managers, state, writes }: ObjectDrift, firstSeenAt: Date) {
  const what = state === "deleted" ? ("deleted" as const) : ("changed" as const);
  const author = authorOf(writes, { what, managers, firstSeenAt });
  return { what, fields: json(fields), omitted, managers: json(managers), ...(author ? { author: json(author) } : {}) };
}

function say(ctx: ServiceContext, unit: Unit, look: Look, drift: { id: string; action: string; after: Json }): void {
  const { policy, deployment } = look;
  unit.audit({
    actor: ctx.actor,
    action: drift.action,
    target: driftTarget(policy, deployment.clusterId),
    outcome: "succeeded",
    reason: null,
    before: null,
    after: drift.after,
    decision: null,
    requestId: drift.id,
  });
}

const told = (unit: Unit, { policy, deployment }: Look, drift: string, payload: { readonly [key: string]: Json }) =>
  unit.emit({
    type: "policy.drift-changed",
    clusterIds: [deployment.clusterId],
    subject: { kind: "policy", id: policy.id },
    payload: { ...payload, drift, policy: policy.name },
  });

async function open(ctx: ServiceContext, unit: Unit, look: Look, object: ObjectDrift): Promise<PolicyDrift> {
  const { policy, deployment, at } = look;
  const id = uuid();
  const { kind, namespace, name } = object;
  const row = await unit.tx.policyDrift.create({
    data: {
      ...{ id, kind, namespace, name, policyId: policy.id, clusterId: deployment.clusterId },
      ...{ version: deployment.version, contentHash: deployment.contentHash, firstSeenAt: at, lastSeenAt: at },
      ...seen(object, at),
    },
  });
  const manager = object.managers[0]?.manager ?? null;
  const user = partsOf(row).author?.user ?? null;
  const paths = object.fields.map(({ path }) => path);
  say(ctx, unit, look, {
    id,
    action: "policy.drift-seen",
    after: { object: objectName(row), what: row.what, fields: paths, manager, user },
  });
  told(unit, look, id, { state: "open", object: objectName(row), what: row.what, manager, user });
  return row;
}

async function goOn(unit: Unit, look: Look, row: PolicyDrift, object: ObjectDrift): Promise<PolicyDrift> {
  const next = await unit.tx.policyDrift.update({ where: { id: row.id }, data: { ...seen(object, row.firstSeenAt), lastSeenAt: look.at } });
  const isNews = JSON.stringify([row.fields, row.author, row.what]) !== JSON.stringify([next.fields, next.author, next.what]);
  if (isNews) told(unit, look, row.id, { state: "changed", object: objectName(row), user: partsOf(next).author?.user ?? null });
  return next;
}

/** How a drift that is over ended: by a rollout since it was seen, by our correction, or by somebody else's hand. */
async function endingOf(unit: Unit, { deployment }: Look, row: PolicyDrift): Promise<DriftEnding> {
  const { policyId, clusterId } = deployment;
  const pushed = await unit.tx.rolloutTarget.count({
    where: { clusterId, state: "applied", updatedAt: { gte: row.firstSeenAt }, rollout: { policyId } },
  });
  if (pushed > 0 || row.contentHash !== deployment.contentHash) return "pushed";
  const last = partsOf(row).corrections.at(-1);
  const command = last && (await unit.tx.command.findUnique({ where: { id: last.commandId } }));
  return command && command.outcome !== "refused" && command.outcome !== "failed" ? "corrected" : "putBack";
}

async function end(ctx: ServiceContext, unit: Unit, look: Look, row: PolicyDrift): Promise<void> {
  const ending = await endingOf(unit, look, row);
  const { author, managers } = partsOf(row);
  await unit.tx.policyDrift.update({ where: { id: row.id }, data: { endedAt: look.at, ending, isHeld: false, message: "" } });
  const after = { object: objectName(row), ending, manager: managers[0]?.manager ?? null, user: author?.user ?? null };
  say(ctx, unit, look, { id: row.id, action: "policy.drift-ended", after });
  told(unit, look, row.id, { state: "ended", ending, object: objectName(row) });
}

/** Names the author of a drift that was over before the audit log told. */
async function nameLate(ctx: ServiceContext, unit: Unit, look: Look): Promise<void> {
  const { policyId, clusterId } = look.deployment;
  const since = new Date(look.at.getTime() - LATE_MS);
  const rows = await unit.tx.policyDrift.findMany({
    where: { policyId, clusterId, endedAt: { gte: since }, author: { equals: Prisma.DbNull } },
  });
  for (const row of rows) {
    const { managers } = partsOf(row);
    const writes = look.objects.find((object) => keyOf(object) === keyOf(row))?.writes ?? [];
    const author = authorOf(writes, { what: row.what === "deleted" ? "deleted" : "changed", managers, firstSeenAt: row.firstSeenAt });
    if (!author) continue;
    await unit.tx.policyDrift.update({ where: { id: row.id }, data: { author: json(author) } });
    say(ctx, unit, look, { id: row.id, action: "policy.drift-author", after: { object: objectName(row), user: author.user } });
    told(unit, look, row.id, { state: "named", object: objectName(row), user: author.user });
  }
}

/** Opens, goes on with and ends what the look says; hands back the drifts that are open after it. */
export async function keepEpisodes(ctx: ServiceContext, unit: Unit, look: Look): Promise<PolicyDrift[]> {
  const { policyId, clusterId } = look.deployment;
  const rows = await unit.tx.policyDrift.findMany({ where: { policyId, clusterId, endedAt: null } });
  const objects = new Map(look.objects.map((object) => [keyOf(object), object]));
  const openRows = new Map(rows.map((row) => [keyOf(row), row]));
  const stillOpen: PolicyDrift[] = [];
  for (const row of rows) {
    const object = objects.get(keyOf(row));
    if (object?.state === "untold") stillOpen.push(row);
    else if (!object || object.state === "asPushed") await end(ctx, unit, look, row);
    else stillOpen.push(await goOn(unit, look, row, object));
  }
  for (const object of look.objects)
    if ((object.state === "changed" || object.state === "deleted") && !openRows.has(keyOf(object)))
      stillOpen.push(await open(ctx, unit, look, object));
  await nameLate(ctx, unit, look);
  return stillOpen;
}
