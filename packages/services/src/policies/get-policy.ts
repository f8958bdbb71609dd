import { ClusterId, PolicyId } from "@holdfast/contracts/ids";
import { ObjectChange } from "@holdfast/contracts/object-change";
import type { PolicyPreview, PolicyView } from "@holdfast/contracts/policy";
import { OnDrift } from "@holdfast/contracts/policy-drift";
import { PolicyObject } from "@holdfast/contracts/policy-object";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { gateView } from "@holdfast/domain/gates/gate";
import { canPush } from "@holdfast/domain/policy/rollout-gates";
import { z } from "zod";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { plannedPush } from "./planned-push";
import { policyScope } from "./policy-scope";
import { AWAITING_RETURN, standing } from "./policy-standing";
import { placedClusters, policyById, policyTarget } from "./policy-target";
import { pushFacts } from "./push-facts";
import { strategyOf } from "./rollout-terms";
import { testRunOf } from "./stored-test-run";

/** One policy whole: its versions, what each cluster has, what the latest version would do where, and whether it may be pushed. */
export async function getPolicy(ctx: ServiceContext, policyId: string): Promise<PolicyView> {
  const policy = await policyById(ctx.db.prisma, policyId);
  await authorise(ctx, { permission: "policy:read", action: "policy.get", target: policyTarget(policy) });
  const { prisma } = ctx.db;
  const [versions, deployments, previews, placed, named, waiting] = await Promise.all([
    prisma.policyVersion.findMany({ where: { policyId }, orderBy: { number: "desc" } }),
    prisma.policyDeployment.findMany({ where: { policyId } }),
    prisma.policyPreview.findMany({ where: { policyId, number: policy.latest } }),
    placedClusters(prisma, policy.placement),
    prisma.cluster.findMany({ select: { id: true, name: true, environment: true } }),
    prisma.rolloutTarget.findMany({ where: { ...AWAITING_RETURN, rollout: { ...AWAITING_RETURN.rollout, policyId } } }),
  ]);
  const nameOf = new Map(named.map((cluster) => [cluster.id, cluster]));
  const push = canPush(await pushFacts(prisma, policy, policy.latest, placed, ctx.now()));
  const { waves, terms } = await plannedPush(prisma, policyId, policy.latest, placed, ctx.now());
  const latest = z.array(PolicyObject).parse(versions[0]?.objects ?? []);
  const scope = await policyScope(
    prisma,
    latest,
    placed.map((cluster) => cluster.id),
  );
  const ids = new Set([...placed.map((cluster) => cluster.id), ...deployments.map((deployment) => deployment.clusterId)]);
  return {
    id: PolicyId.parse(policy.id),
    name: policy.name,
    description: policy.description,
    placement: ClusterSelector.parse(policy.placement),
    latestVersion: policy.latest,
    versions: versions.map(({ number, contentHash, yaml, objects, tests, testRun, createdAt, createdByName }) => ({
      number,
      contentHash,
      yaml,
      objects: z.array(PolicyObject).parse(objects),
      tests,
      testRun: testRunOf(testRun),
      createdAt,
      createdByName,
    })),
    clusters: [...ids]
      .map((id) => standing({ id, deployments, waiting, isPlaced: placed.some((cluster) => cluster.id === id), named: nameOf.get(id) }))
      .sort((a, b) => a.clusterName.localeCompare(b.clusterName)),
    strategy: strategyOf(policy),
    waves,
    stages: terms.stages,
    scope,
    previews: previews.map(
      (preview): PolicyPreview => ({
        clusterId: ClusterId.parse(preview.clusterId),
        clusterName: nameOf.get(preview.clusterId)?.name ?? "",
        state: z.enum(["previewed", "refused", "unreachable"]).parse(preview.state),
        message: preview.message,
        phrase: phraseOfRow(preview.phrase),
        changes: z.array(ObjectChange).parse(preview.changes),
        previewedAt: preview.previewedAt,
      }),
    ),
    push: gateView(push),
    onDrift: OnDrift.parse(policy.onDrift),
  };
}
