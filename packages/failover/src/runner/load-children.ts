import { type PinnedChild, PinnedChildren } from "@holdfast/contracts/child-run";
import type { Database } from "@holdfast/db/database";
import type { Run } from "@holdfast/db/generated/prisma/client";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";

/** A plan that steps of a run may run: its pin with the hashes of what its rows say now, and its latest version. */
export interface LoadedChild {
  readonly pinned: PinnedChild;
  readonly latestVersion: number;
}

/** Nothing has this hash, so that what is gone is never what was approved. */
const GONE = "";

/** The plans that were approved with a run, as their rows are now, whatever those say about themselves. */
export async function loadChildren({ prisma }: Database, children: Run["children"]): Promise<LoadedChild[]> {
  return Promise.all(
    PinnedChildren.parse(children).map(async (pinned) => {
      const { planId, planVersion: number, evaluationId } = pinned;
      const [version, evaluation] = await Promise.all([
        prisma.planVersion.findUnique({ where: { planId_number: { planId, number } }, include: { plan: { select: { latest: true } } } }),
        prisma.evaluation.findUnique({ where: { id: evaluationId }, select: { findings: true, changes: true } }),
      ]);
      const planContentHash = version ? contentHash(version.spec) : GONE;
      const evaluationContentHash = evaluation ? evaluationHash(evaluation) : GONE;
      return { pinned: { ...pinned, planContentHash, evaluationContentHash }, latestVersion: version?.plan.latest ?? 0 };
    }),
  );
}
