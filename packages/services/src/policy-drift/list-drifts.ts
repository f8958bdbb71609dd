import { ClusterId, PolicyId } from "@holdfast/contracts/ids";
import { DriftEnding, type DriftPage, type DriftUntold, type DriftView, type ListDrifts, OnDrift } from "@holdfast/contracts/policy-drift";
import { worded } from "@holdfast/contracts/worded";
import type { Policy, PolicyDrift, PolicyLook, Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { gateView } from "@holdfast/domain/gates/gate";
import { canCorrect } from "@holdfast/domain/policy/drift-gates";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import { reachOfClusters } from "../clusters/away-clusters";
import type { ServiceContext } from "../context/service-context";
import { partsOf } from "./stored-drift";

const MOST_UNTOLD = 200;

type Row = PolicyDrift & { policy: Policy };

function view(row: Row, cluster: ClusterRow | undefined, look: PolicyLook | undefined): DriftView {
  const { kind, namespace, name, omitted, firstSeenAt, lastSeenAt, endedAt, isHeld, message, version } = row;
  return {
    ...{ id: row.id, kind, namespace, name, omitted, firstSeenAt, lastSeenAt, endedAt, isHeld, message, version },
    ...partsOf(row),
    policyId: PolicyId.parse(row.policyId),
    policyName: row.policy.name,
    clusterId: ClusterId.parse(row.clusterId),
    clusterName: cluster?.name ?? "",
    what: row.what === "deleted" ? "deleted" : "changed",
    hearsAudit: look?.hearsAudit ?? false,
    onDrift: OnDrift.parse(row.policy.onDrift),
    ending: row.ending === null ? null : DriftEnding.parse(row.ending),
    phrase: phraseOfRow(row.phrase),
    // Whether a rollout is on its way is asked when it is pressed.
    correct: gateView(canCorrect({ hasEnded: endedAt !== null, isMoving: false })),
  };
}

/** The clusters that have a policy and cannot be told about now: without a link, or asked without an answer. */
async function untold(
  ctx: ServiceContext,
  clusters: ReadonlyMap<string, ClusterRow>,
  policyId: string | undefined,
): Promise<DriftUntold[]> {
  const { prisma } = ctx.db;
  const where = { clusterId: { in: [...clusters.keys()] }, ...(policyId ? { policyId } : {}) };
  const [deployments, looks, reach] = await Promise.all([
    prisma.policyDeployment.findMany({ where, include: { policy: { select: { name: true } } }, orderBy: { clusterId: "asc" } }),
    prisma.policyLook.findMany({ where }),
    reachOfClusters(prisma, [...clusters.keys()], ctx.now()),
  ]);
  const lookOf = new Map(looks.map((look) => [`${look.policyId}/${look.clusterId}`, look]));
  return deployments
    .flatMap((deployment): DriftUntold[] => {
      const look = lookOf.get(`${deployment.policyId}/${deployment.clusterId}`);
      const isLinked = reach.get(deployment.clusterId) === "connected";
      if (isLinked && (!look || look.isTold)) return [];
      const why = isLinked && look ? { message: look.message, phrase: phraseOfRow(look.phrase) } : worded("AgentNotConnected");
      return [
        {
          policyId: PolicyId.parse(deployment.policyId),
          policyName: deployment.policy.name,
          clusterId: ClusterId.parse(deployment.clusterId),
          clusterName: clusters.get(deployment.clusterId)?.name ?? "",
          lookedAt: look?.lookedAt ?? deployment.observedAt,
          why,
        },
      ];
    })
    .slice(0, MOST_UNTOLD);
}

/** The objects that are not as pushed in the clusters that the caller sees, the last first, and the clusters of which nobody can tell. */
export async function listDrifts(ctx: ServiceContext, input: ListDrifts): Promise<DriftPage> {
  const target = { kind: "policy", id: input.policyId ?? "all", name: "policies", clusterId: null };
  await authorise(ctx, { permission: "policy:read", action: "policy.drifts", target });
  const visible = (await visibleClusters(ctx, "fleet:read")).filter(({ id }) => !input.clusterId || id === input.clusterId);
  const clusters = new Map(visible.map((cluster) => [cluster.id, cluster]));
  const { prisma } = ctx.db;
  const where: Prisma.PolicyDriftWhereInput = {
    clusterId: { in: [...clusters.keys()] },
    ...(input.policyId ? { policyId: input.policyId } : {}),
    ...(input.id ? { id: input.id } : input.withEnded ? {} : { endedAt: null }),
  };
  const [rows, total, looks, unknown] = await Promise.all([
    prisma.policyDrift.findMany({
      where,
      include: { policy: true },
      // Ids are of their time: the last begun first.
      orderBy: { id: "desc" },
      take: input.limit + 1,
      ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}),
    }),
    prisma.policyDrift.count({ where }),
    prisma.policyLook.findMany({ where: { clusterId: { in: [...clusters.keys()] } } }),
    untold(ctx, clusters, input.policyId),
  ]);
  const lookOf = new Map(looks.map((look) => [`${look.policyId}/${look.clusterId}`, look]));
  const page = rows.slice(0, input.limit);
  return {
    rows: page.map((row) => view(row, clusters.get(row.clusterId), lookOf.get(`${row.policyId}/${row.clusterId}`))),
    nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    total,
    isTotalCapped: false,
    untold: unknown,
  };
}
