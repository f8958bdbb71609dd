import { WaiverId } from "@holdfast/contracts/ids";
import { type ListWaivers, type WaiverPage, WaiverRow } from "@holdfast/contracts/waiver";
import type { PolicyWaiver } from "@holdfast/db/generated/prisma/client";
import { gateView } from "@holdfast/domain/gates/gate";
import { canDecideWaiver, canRevokeWaiver } from "@holdfast/domain/policy/waiver-gates";
import { z } from "zod";
import { policyNames } from "../compliance/violation-rows";
import { violationClusters } from "../compliance/violation-where";
import type { ServiceContext } from "../context/service-context";
import { type RolloutCaller, rolloutCaller } from "../policies/rollout-view";
import { waiverState } from "./waiver-facts";

/** Ids are of version 7: they sort by age. A cursor of another shape is the beginning. */
const Cursor = z.uuid().nullable().catch(null);

interface Known {
  readonly clusters: ReadonlyMap<string, string>;
  readonly policies: ReadonlyMap<string, string>;
  readonly excuses: ReadonlyMap<string | null, number>;
  readonly caller: RolloutCaller;
}

function rowOf(row: PolicyWaiver, { clusters, policies, excuses, caller }: Known): WaiverRow {
  const state = waiverState(row);
  const { workloadKind, workloadName, unsettledSince, warnedHours: _, ...rest } = row;
  return WaiverRow.parse({
    ...rest,
    workload: workloadKind === null ? null : { kind: workloadKind, name: workloadName },
    policyName: policies.get(row.policyId) ?? "",
    clusterIds: row.clusterIds.filter((id) => clusters.has(id)),
    clusterNames: row.clusterIds.flatMap((id) => clusters.get(id) ?? []),
    excuses: excuses.get(row.id) ?? 0,
    isSettled: unsettledSince === null,
    allowed: {
      decide: gateView(canDecideWaiver({ state, requestedById: row.requestedById, ...caller })),
      revoke: gateView(canRevokeWaiver(state)),
    },
  });
}

/** A page of the waivers about clusters that the caller may see, the newest first. */
export async function listWaivers(ctx: ServiceContext, { cursor, limit, ...filter }: ListWaivers): Promise<WaiverPage> {
  const { prisma } = ctx.db;
  const [clusters, policies] = await Promise.all([violationClusters(ctx, "policy.waivers"), policyNames(ctx)]);
  const chosen = [...policies].filter(([, name]) => filter.policies.includes(name)).map(([id]) => id);
  const where = {
    clusterIds: { hasSome: [...clusters.keys()] },
    ...(filter.policies.length > 0 ? { policyId: { in: chosen } } : {}),
    ...(filter.states.length > 0 ? { state: { in: filter.states } } : {}),
  };
  const after = Cursor.parse(cursor);
  const [found, total] = await Promise.all([
    prisma.policyWaiver.findMany({
      where: { AND: [where, after ? { id: { lt: WaiverId.parse(after) } } : {}] },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    prisma.policyWaiver.count({ where }),
  ]);
  const page = found.slice(0, limit);
  const counts = await prisma.policyViolation.groupBy({
    by: ["waiverId"],
    where: { waiverId: { in: page.map(({ id }) => id) }, resolvedAt: null, clusterId: { in: [...clusters.keys()] } },
    _count: true,
  });
  const excuses = new Map(counts.map(({ waiverId, _count }) => [waiverId, _count]));
  const caller = await rolloutCaller(ctx);
  return {
    rows: page.map((row) => rowOf(row, { clusters, policies, excuses, caller })),
    nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    total,
    isTotalCapped: false,
  };
}
