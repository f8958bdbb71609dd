import { Environment } from "@holdfast/contracts/cluster";
import { ClusterId } from "@holdfast/contracts/ids";
import { Phrase } from "@holdfast/contracts/phrase";
import { ImpactClusterState, type ImpactRef, ImpactState, type PolicyImpactView } from "@holdfast/contracts/policy-impact";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { gateView } from "@holdfast/domain/gates/gate";
import { canStopImpact } from "@holdfast/domain/policy/impact-gates";
import { z } from "zod";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { policyById, policyTarget } from "../policies/policy-target";

const NotJudged = z.array(
  z
    .object({ message: z.string(), phrase: Phrase.nullish() })
    .transform(({ message, phrase }) => ({ message, phrase: phrase ?? undefined })),
);

/** How far the look at what a version would say has come, at the clusters whose objects the caller may see; null when nobody asked for one. */
export async function getImpact(ctx: ServiceContext, { policyId, version }: ImpactRef): Promise<PolicyImpactView | null> {
  const policy = await policyById(ctx.db.prisma, policyId);
  await authorise(ctx, { permission: "policy:read", action: "policy.get", target: policyTarget(policy) });
  const [impact, visible] = await Promise.all([
    ctx.db.prisma.policyImpact.findUnique({ where: { policyId_number: { policyId, number: version } }, include: { clusters: true } }),
    visibleClusters(ctx, "inventory:read"),
  ]);
  if (!impact) return null;
  return {
    version: impact.number,
    state: ImpactState.parse(impact.state),
    requestedByName: impact.requestedByName,
    requestedAt: impact.requestedAt,
    finishedAt: impact.finishedAt,
    stoppedByName: impact.stoppedByName,
    clusters: visible.flatMap(({ id, name, environment }) => {
      const row = impact.clusters.find(({ clusterId }) => clusterId === id);
      if (!row) return [];
      const { expected, judged, distinct, denied, warned, audited, message } = row;
      return [
        {
          ...{ clusterId: ClusterId.parse(id), clusterName: name, environment: Environment.parse(environment) },
          ...{ state: ImpactClusterState.parse(row.state), expected, judged, distinct, denied, warned, audited },
          ...{ message, phrase: phraseOfRow(row.phrase), notJudged: NotJudged.parse(row.notJudged) },
        },
      ];
    }),
    stop: gateView(canStopImpact({ isFinished: impact.finishedAt !== null })),
  };
}
