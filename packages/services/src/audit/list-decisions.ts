import type { AuditEntry } from "@holdfast/contracts/audit";
import type { DecisionFilter, DecisionPage, DecisionView } from "@holdfast/contracts/decision-log";
import { UserRole } from "@holdfast/contracts/roles";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

const TOTAL_CAP = 10_000;

/** The decisions that a filter means, each condition as the partial indexes have it. */
function decisionWhere({ effect, actor, permission, clusterId, from, to }: Omit<DecisionFilter, "cursor" | "limit">): Prisma.Sql {
  const part = (text: string) => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.join(
    [
      Prisma.sql`decision IS NOT NULL`,
      ...(effect === "deny" ? [Prisma.sql`(decision->>'effect') = 'deny'`] : []),
      ...(effect === "allow" ? [Prisma.sql`(decision->>'effect') = 'allow'`] : []),
      ...(actor ? [Prisma.sql`(actor_id = ${actor} OR actor_name ILIKE ${part(actor)})`] : []),
      ...(permission ? [Prisma.sql`(decision->>'permission') = ${permission}`] : []),
      ...(clusterId ? [Prisma.sql`cluster_id = ${clusterId}::uuid`] : []),
      ...(from ? [Prisma.sql`at >= ${from.toISOString()}::timestamptz`] : []),
      ...(to ? [Prisma.sql`at < ${to.toISOString()}::timestamptz`] : []),
    ],
    " AND ",
  );
}

/** The grants that these entries name, also those that ended since, and the clusters. */
async function namedIn(ctx: ServiceContext, entries: readonly AuditEntry[]) {
  const { prisma } = ctx.db;
  const grantIds = [...new Set(entries.flatMap((entry) => entry.decision?.grants ?? []))];
  const clusterIds = [...new Set(entries.flatMap((entry) => entry.target.clusterId ?? []))];
  const [grants, clusters] = await Promise.all([
    prisma.grant.findMany({ where: { id: { in: grantIds } }, select: { id: true, role: true, selector: true, elevationId: true } }),
    prisma.cluster.findMany({ where: { id: { in: clusterIds } }, select: { id: true, name: true } }),
  ]);
  const views = grants.map((grant) => ({
    id: grant.id,
    role: UserRole.parse(grant.role),
    selector: ClusterSelector.parse(grant.selector),
    isElevation: grant.elevationId !== null,
  }));
  return { grants: new Map(views.map((grant) => [grant.id, grant])), clusters: new Map(clusters.map(({ id, name }) => [id, name])) };
}

function decisionView(entry: AuditEntry, { grants, clusters }: Awaited<ReturnType<typeof namedIn>>): DecisionView[] {
  const { seq, at, actor, action, target, decision, outcome, reason, requestId } = entry;
  if (decision === null) return [];
  const { effect, policies, permission = null, tokenId, times = 1 } = decision;
  return [
    {
      ...{ seq, at: new Date(at), action, target, effect, outcome, policies, permission, times, reason, requestId },
      actor: tokenId === undefined ? actor : { ...actor, kind: "token" },
      clusterName: target.clusterId === null ? null : (clusters.get(target.clusterId) ?? null),
      grants: (decision.grants ?? []).flatMap((id) => grants.get(id) ?? []),
    },
  ];
}

/** A page of what the policies decided, newest first: every denial, and every allowed attempt that is on record. It is a view of the audit trail. */
export async function listDecisions(ctx: ServiceContext, filter: DecisionFilter): Promise<DecisionPage> {
  await authorise(ctx, {
    permission: "audit:read",
    action: "audit.decisions",
    target: { kind: "audit", id: "chain", name: "audit chain", clusterId: null },
  });
  const { prisma } = ctx.db;
  const where = decisionWhere(filter);
  const after = filter.cursor === null ? Prisma.empty : Prisma.sql`AND seq < ${BigInt(filter.cursor)}`;
  const [keys, [counted]] = await Promise.all([
    prisma.$queryRaw<{ seq: bigint }[]>`SELECT seq FROM audit_entry WHERE ${where} ${after} ORDER BY seq DESC LIMIT ${filter.limit + 1}`,
    prisma.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM (SELECT 1 FROM audit_entry WHERE ${where} LIMIT ${TOTAL_CAP}) AS decided`,
  ]);
  const page = keys.slice(0, filter.limit);
  const rows = await prisma.auditEntry.findMany({ where: { seq: { in: page.map(({ seq }) => seq) } }, orderBy: { seq: "desc" } });
  const entries = rows.map(auditEntryOf);
  const named = await namedIn(ctx, entries);
  const total = Number(counted?.n ?? 0);
  return {
    rows: entries.flatMap((entry) => decisionView(entry, named)),
    nextCursor: keys.length > filter.limit ? String(page.at(-1)?.seq) : null,
    total,
    isTotalCapped: total >= TOTAL_CAP,
  };
}
