import type { PolicyCompliance } from "@holdfast/contracts/compliance";
import { ClusterId } from "@holdfast/contracts/ids";
import { Phrase } from "@holdfast/contracts/phrase";
import type { PolicyTally } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { z } from "zod";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { policyById, policyTarget } from "../policies/policy-target";
import { complianceCell } from "./compliance-state";

/** So many changes are drawn; what was before them is in the first. */
const MOST_TALLIES = 5000;
const MOST_POINTS = 400;

const NotJudged = z.array(
  z
    .object({ message: z.string(), phrase: Phrase.nullish() })
    .transform(({ message, phrase }) => ({ message, phrase: phrase ?? undefined })),
);

/** The sum over clusters after each change. */
function pointsOf(tallies: readonly PolicyTally[]): PolicyCompliance["points"] {
  const now = new Map<string, PolicyTally>();
  const points: PolicyCompliance["points"] = [];
  for (const tally of tallies) {
    now.set(tally.clusterId, tally);
    const sum = (of: "open" | "waived") => [...now.values()].reduce((total, each) => total + each[of], 0);
    const point = { at: tally.at, open: sum("open"), waived: sum("waived") };
    if (points.at(-1)?.at.getTime() === tally.at.getTime()) points.pop();
    points.push(point);
  }
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

/** What a policy finds in the clusters that the caller may see, how that came to be, and what could not be judged there. */
export async function getPolicyCompliance(ctx: ServiceContext, policyId: string): Promise<PolicyCompliance> {
  const { prisma } = ctx.db;
  const policy = await policyById(prisma, policyId);
  await authorise(ctx, { permission: "policy:read", action: "policy.get", target: policyTarget(policy) });
  const visible = await visibleClusters(ctx, "inventory:read");
  const where = { policyId, clusterId: { in: visible.map(({ id }) => id) } };
  const [tallies, scans, deployments] = await Promise.all([
    prisma.policyTally.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }], take: MOST_TALLIES }),
    prisma.policyScan.findMany({ where }),
    prisma.policyDeployment.findMany({ where }),
  ]);
  return {
    points: pointsOf(tallies.toReversed()),
    clusters: visible.flatMap(({ id, name }) => {
      const deployment = deployments.find(({ clusterId }) => clusterId === id);
      const scan = scans.find(({ clusterId }) => clusterId === id);
      if (!deployment) return [];
      return [
        {
          ...complianceCell({ policyId, isPlaced: true, deployment, scan }),
          ...{ clusterId: ClusterId.parse(id), clusterName: name, triedAt: scan?.triedAt ?? null },
          ...{ message: scan?.message ?? "", phrase: phraseOfRow(scan?.phrase), notJudged: NotJudged.parse(scan?.notJudged ?? []) },
        },
      ];
    }),
  };
}
