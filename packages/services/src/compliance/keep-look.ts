import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { storable } from "@holdfast/db/audit/storable";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import type { DeployedPolicy, PolicyLook } from "./policy-look";
import { settleCounts } from "./settle-counts";
import { type SeenViolation, seenViolations } from "./violation-key";

/** A cluster is looked at again after this long, and after the shorter time where nothing could be said. */
const AGAIN_MS = 5 * 60_000;
const AFTER_FAILURE_MS = 60_000;
/** So many rows go into the store by one statement. */
const ROWS_AT_ONCE = 1000;

/** Who keeps what. */
export interface Keeper {
  readonly ctx: ServiceContext;
  readonly lease: Lease;
  readonly clusterId: string;
}

const inParts = <T>(rows: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, i) => rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE));

interface Whose {
  readonly policyId: string;
  readonly clusterId: string;
  readonly version: number;
  readonly at: Date;
}

const insert = (unit: Unit, part: readonly SeenViolation[], { policyId, clusterId, version, at }: Whose) => {
  const rows = part.map((violation) => ({ ...violation, id: uuid() }));
  return unit.tx.$executeRaw`
    INSERT INTO policy_violation (id, policy_id, cluster_id, key, version, policy_name, resource, kind, namespace, name,
      workload_kind, workload_name, team, message, effect, first_seen, last_seen)
    SELECT id, ${policyId}::uuid, ${clusterId}::uuid, key, ${version}, "policyName", resource, kind, namespace, name,
      "workloadKind", "workloadName", team, message, effect, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(storable(rows as unknown as Json))}::jsonb) AS n(id uuid, key text, "policyName" text, resource text, kind text,
      namespace text, name text, "workloadKind" text, "workloadName" text, team text, message text, effect text)`;
};

async function write(unit: Unit, { ctx, clusterId }: Keeper, look: PolicyLook): Promise<void> {
  const { policyId, version } = look.policy;
  const at = ctx.now();
  const seen = seenViolations(look.findings);
  const open = await unit.tx.policyViolation.findMany({
    where: { policyId, clusterId, resolvedAt: null },
    select: { id: true, key: true, effect: true, policyName: true, resource: true, kind: true, team: true },
  });
  const readAt = new Map(
    (await unit.tx.policyScanResource.findMany({ where: { policyId, clusterId } })).map((row) => [row.resource, row.readAt]),
  );
  const known = new Set(open.map(({ key }) => key));
  const added = [...seen.values()].filter(({ key }) => !known.has(key));
  for (const part of inParts(added)) await insert(unit, part, { policyId, clusterId, version, at });
  const gone = open.filter((row) => !seen.has(row.key) && look.vouchesFor(row));
  for (const resource of new Set(gone.map((row) => row.resource)))
    for (const part of inParts(gone.filter((row) => row.resource === resource)))
      await unit.tx.$executeRaw`
        UPDATE policy_violation SET resolved_at = ${at.toISOString()}::timestamptz,
          last_seen = COALESCE(${readAt.get(resource)?.toISOString() ?? null}::timestamptz, last_seen)
        WHERE id = ANY(${part.map(({ id }) => id)}::uuid[])`;
  const changed = open.flatMap(({ id, key, effect, team }) => {
    const now = seen.get(key);
    return now && (now.effect !== effect || now.team !== team) ? [{ id, effect: now.effect, team: now.team }] : [];
  });
  for (const part of inParts(changed))
    await unit.tx.$executeRaw`
      UPDATE policy_violation AS v SET effect = n.effect, team = n.team
      FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb) AS n(id uuid, effect text, team text) WHERE v.id = n.id`;
  for (const resource of look.resourcesRead)
    await unit.tx.policyScanResource.upsert({
      where: { policyId_clusterId_resource: { policyId, clusterId, resource } },
      update: { readAt: at },
      create: { policyId, clusterId, resource, readAt: at },
    });
}

const textsOf = (texts: readonly Worded[]) =>
  texts.map(({ message, phrase }) => ({ message, phrase: phrase ?? null })) as unknown as Prisma.InputJsonValue;

const said = (unit: Unit, policyId: string, clusterId: string) =>
  unit.emit({ type: "policy.compliance-changed", clusterIds: [clusterId], subject: { kind: "policy", id: policyId }, payload: {} });

/** Holds the deployment as it was looked at; false when the cluster is to have something else by now, and will be looked at again. */
async function isStillSo(unit: Unit, { policyId, version, contentHash }: DeployedPolicy, clusterId: string): Promise<boolean> {
  const rows = await unit.tx.$queryRaw<unknown[]>`
    SELECT 1 FROM policy_deployment WHERE policy_id = ${policyId}::uuid AND cluster_id = ${clusterId}::uuid
      AND version = ${version} AND content_hash = ${contentHash} FOR SHARE`;
  return rows.length > 0;
}

/** Keeps what a look at a cluster came to for one policy, all of it or nothing: what is new, what is gone, and how many are open now. */
export async function keepLook(keeper: Keeper, look: PolicyLook): Promise<void> {
  if (look.failure !== null) return keepFailure(keeper, look.policy, look.failure);
  const { ctx, lease, clusterId } = keeper;
  const { policyId, version, contentHash } = look.policy;
  // Not audited: it is the hub's own note of what it read.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    if (!(await isStillSo(unit, look.policy, clusterId))) return;
    const at = ctx.now();
    const key = { policyId, clusterId };
    const before = await unit.tx.policyScan.findUnique({ where: { policyId_clusterId: key } });
    await write(unit, keeper, look);
    const value = {
      ...{ version, contentHash, state: "judged", message: "", phrase: Prisma.DbNull, notJudged: textsOf(look.notJudged) },
      ...{ judged: look.judged, triedAt: at, judgedAt: at, dueAt: new Date(at.getTime() + AGAIN_MS) },
    };
    await unit.tx.policyScan.upsert({ where: { policyId_clusterId: key }, update: value, create: { ...key, ...value } });
    const changed = await settleCounts(unit.tx, policyId, [clusterId], at);
    if (changed.length > 0 || before?.state !== "judged" || before.version !== version) said(unit, policyId, clusterId);
  });
}

/** Keeps that nothing could be said by a policy, and why. What was known of it before stays as it was. */
export async function keepFailure({ ctx, lease, clusterId }: Keeper, policy: DeployedPolicy, why: Worded): Promise<void> {
  const { policyId, version, contentHash } = policy;
  // Not audited: it is the hub's own note of what it could not read.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const [key, at] = [{ policyId, clusterId }, ctx.now()];
    const before = await unit.tx.policyScan.findUnique({ where: { policyId_clusterId: key } });
    const value = {
      ...{ version, contentHash, state: "failed", message: why.message, phrase: storedPhrase(why) },
      ...{ triedAt: at, dueAt: new Date(at.getTime() + AFTER_FAILURE_MS) },
    };
    await unit.tx.policyScan.upsert({ where: { policyId_clusterId: key }, update: value, create: { ...key, ...value } });
    if (before?.state !== "failed" || before.message !== why.message) said(unit, policyId, clusterId);
  });
}

/** Ends what is kept of policies that a cluster does not have any more: what they found is over. */
export async function keepRemovals({ ctx, lease, clusterId }: Keeper): Promise<void> {
  // Not audited: the removal of the policy is.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const removed = await unit.tx.$queryRaw<{ policyId: string }[]>`
      SELECT s.policy_id AS "policyId" FROM policy_scan s WHERE s.cluster_id = ${clusterId}::uuid AND NOT EXISTS (
        SELECT 1 FROM policy_deployment d WHERE d.policy_id = s.policy_id AND d.cluster_id = s.cluster_id)`;
    for (const { policyId } of removed) {
      const at = ctx.now();
      await unit.tx.policyViolation.updateMany({ where: { policyId, clusterId, resolvedAt: null }, data: { resolvedAt: at } });
      await settleCounts(unit.tx, policyId, [clusterId], at);
      await unit.tx.policyScan.deleteMany({ where: { policyId, clusterId } });
      await unit.tx.policyScanResource.deleteMany({ where: { policyId, clusterId } });
      said(unit, policyId, clusterId);
    }
  });
}
