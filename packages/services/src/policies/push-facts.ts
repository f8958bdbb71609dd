import type { RolloutPhase } from "@holdfast/contracts/policy";
import { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { enforces } from "@holdfast/domain/policy/ladder";
import type { PushFacts } from "@holdfast/domain/policy/rollout-gates";
import { placeTargets } from "@holdfast/domain/policy/rollout-waves";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { awayClusters } from "../clusters/away-clusters";
import { impactFact } from "./impact-fact";
import { isRolloutStopped } from "./rollout-switch";
import { strategyOf } from "./rollout-terms";
import { ACTIVE_PHASES } from "./start-rollout";
import { failedExamples, testRunOf } from "./stored-test-run";

/** What the push gate looks at, read from the store. */
export async function pushFacts(
  prisma: Prisma.TransactionClient,
  policy: { id: string },
  version: number,
  clusters: readonly ClusterRow[],
  now: Date,
): Promise<PushFacts> {
  const [current, tested, previews, active, away] = await Promise.all([
    prisma.policy.findUniqueOrThrow({ where: { id: policy.id }, select: { latest: true, strategy: true } }),
    prisma.policyVersion.findUnique({
      where: { policyId_number: { policyId: policy.id, number: version } },
      select: { testRun: true, objects: true, createdAt: true },
    }),
    prisma.policyPreview.findMany({
      where: { policyId: policy.id, number: version },
      select: { clusterId: true, state: true, message: true, phrase: true },
    }),
    prisma.rollout.findFirst({ where: { policyId: policy.id, phase: { in: ACTIVE_PHASES } }, select: { phase: true } }),
    awayClusters(
      prisma,
      clusters.map(({ id }) => id),
      now,
    ),
  ]);
  const { unplaced } = placeTargets(strategyOf(current), clusters);
  const enforced = tested !== null && enforces(z.array(PolicyObject).parse(tested.objects));
  const names = new Map(clusters.map((cluster) => [cluster.id, cluster.name]));
  const run = testRunOf(tested?.testRun);
  return {
    version,
    examples: run?.results.length ?? 0,
    failedExamples: failedExamples(run),
    latestVersion: current.latest,
    unplaced: unplaced.map(({ name }) => name),
    impact: enforced ? await impactFact(prisma, policy.id, version, { savedAt: tested.createdAt, clusters, now }) : null,
    targets: clusters.map((cluster) => cluster.name),
    away: new Set(clusters.filter(({ id }) => away.has(id)).map(({ name }) => name)),
    // Both columns are only written by this package, with the words of the contracts.
    previews: new Map(
      previews.map((preview) => [
        names.get(preview.clusterId) ?? preview.clusterId,
        { state: preview.state as "previewed", message: preview.message, phrase: phraseOfRow(preview.phrase) },
      ]),
    ),
    isStopped: await isRolloutStopped(prisma),
    activePhase: (active?.phase as RolloutPhase | undefined) ?? null,
  };
}
