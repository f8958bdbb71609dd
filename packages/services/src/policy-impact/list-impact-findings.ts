import { ClusterId } from "@holdfast/contracts/ids";
import { ImpactEffect, type ImpactFindingPage, type ListImpactFindings } from "@holdfast/contracts/policy-impact";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { policyById, policyTarget } from "../policies/policy-target";

const Cursor = z
  .string()
  .regex(/^[0-9a-f-]{36}\/\d{1,9}$/)
  .transform((text) => ({ clusterId: text.slice(0, 36), position: Number(text.slice(37)) }))
  .nullable()
  .catch(null);

/** What a version would deny, warn at or note, at the clusters whose objects the caller may see. */
export async function listImpactFindings(ctx: ServiceContext, input: ListImpactFindings): Promise<ImpactFindingPage> {
  const { policyId, version, effect, clusterId, limit } = input;
  const policy = await policyById(ctx.db.prisma, policyId);
  await authorise(ctx, { permission: "policy:read", action: "policy.get", target: policyTarget(policy) });
  const visible = new Map((await visibleClusters(ctx, "inventory:read")).map(({ id, name }) => [id, name]));
  const ids = [...visible.keys()].filter((id) => clusterId === undefined || id === clusterId);
  const where: Prisma.PolicyImpactFindingWhereInput = {
    cluster: { impact: { policyId, number: version } },
    clusterId: { in: ids },
    ...(effect ? { effect } : {}),
  };
  const after = Cursor.parse(input.cursor);
  const beyond = after && [{ clusterId: after.clusterId, position: { gt: after.position } }, { clusterId: { gt: after.clusterId } }];
  const [rows, total] = await Promise.all([
    ctx.db.prisma.policyImpactFinding.findMany({
      where: beyond ? { AND: [where, { OR: beyond }] } : where,
      orderBy: [{ clusterId: "asc" }, { position: "asc" }],
      take: limit + 1,
    }),
    ctx.db.prisma.policyImpactFinding.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ impactId: _, position, workloadKind, workloadName, ...row }) => ({
      ...row,
      key: `${row.clusterId}/${position}`,
      clusterId: ClusterId.parse(row.clusterId),
      clusterName: visible.get(row.clusterId) ?? "",
      effect: ImpactEffect.parse(row.effect),
      workload: { kind: workloadKind, name: workloadName },
    })),
    nextCursor: rows.length > limit && last ? `${last.clusterId}/${last.position}` : null,
    total,
    isTotalCapped: false,
  };
}
