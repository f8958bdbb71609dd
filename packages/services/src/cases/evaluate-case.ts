import { Fault } from "@holdfast/contracts/fault";
import { CaseSpec, type Evidence, type StepResult, type TargetResult } from "@holdfast/contracts/scenario-case";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { judgeStep } from "@holdfast/domain/case/judge-step";
import { judgeTarget } from "@holdfast/domain/case/judge-target";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { type CaseCluster, caseClusters } from "./case-clusters";
import { lookFor } from "./look-for";
import { measureInventory } from "./measure-inventory";

/** Asks one cluster's Prometheus for one number; throws an error whose message says why there is none. */
export type MeasurePromql = (cluster: CaseCluster, query: string) => Promise<number | null>;

async function evidenceOf(
  ctx: ServiceContext,
  target: CaseSpec["spec"]["targets"][number],
  cluster: CaseCluster,
  promql: MeasurePromql,
): Promise<Evidence> {
  const { evidence } = target;
  if (evidence.kind === "inventory") return measureInventory(ctx.db.prisma, evidence, cluster);
  const base = { clusterId: cluster.id, clusterName: cluster.name, source: evidence.query };
  try {
    const value = await promql(cluster, evidence.query);
    return {
      ...base,
      value: value !== null && Number.isFinite(value) ? value : null,
      ...(value === null ? worded("QueryReturnedNothing") : { message: null }),
    };
  } catch (cause) {
    return { ...base, value: null, ...(cause instanceof Error ? { message: cause.message } : worded("QueryFailed")) };
  }
}

/** What tells two evaluations apart for the history: the verdicts, not the figures, which move all the time. */
const verdictHash = (results: readonly TargetResult[], steps: readonly StepResult[]) =>
  contentHash([...results.map(({ target, verdict }) => [target, verdict]), ...steps.map(({ step, state }) => [step, state])]);

/** Looks for everything that the steps of a case leave behind, on every cluster that it is bound to. */
const lookForSteps = (ctx: ServiceContext, spec: CaseSpec, clusters: readonly CaseCluster[]) =>
  Promise.all(
    spec.spec.steps.map(async (step) =>
      judgeStep(
        step,
        await Promise.all(step.finds.map((find) => Promise.all(clusters.map((cluster) => lookFor(ctx.db.prisma, find, cluster))))),
      ),
    ),
  );

/**
 * Measures every target of a case on the clusters it is bound to, now, looks for what its steps leave behind, and keeps the
 * verdicts with their evidence.
 */
export async function evaluateCase(ctx: ServiceContext, caseId: string, promql: MeasurePromql): Promise<void> {
  const row = await ctx.db.prisma.scenarioCase.findUnique({ where: { id: caseId } });
  if (!row) throw new Fault("NotFound", worded("CaseAbsent"));
  const decision = await authorise(ctx, {
    permission: "case:evaluate",
    action: "case.evaluate",
    target: { kind: "case", id: row.id, name: row.name, clusterId: null },
  });
  const spec = CaseSpec.parse(row.spec);
  const clusters = await caseClusters(ctx, spec.spec.clusters);
  const results = await Promise.all(
    spec.spec.targets.map(async (target) =>
      judgeTarget(target, await Promise.all(clusters.map((cluster) => evidenceOf(ctx, target, cluster, promql)))),
    ),
  );
  const steps = await lookForSteps(ctx, spec, clusters);
  await transact(ctx.db, ctx.now, async (unit) => {
    const before = await unit.tx.caseEvaluation.findFirst({ where: { caseId }, orderBy: { evaluatedAt: "desc" } });
    const hash = verdictHash(results, steps);
    const hasChanged = before?.verdictHash !== hash;
    const value = { results: { targets: results, steps } as unknown as Prisma.InputJsonValue, verdictHash: hash, evaluatedAt: ctx.now() };
    // The history has a row for every change of a verdict; between changes the newest row is kept fresh.
    if (before && !hasChanged) await unit.tx.caseEvaluation.update({ where: { id: before.id }, data: value });
    else await unit.tx.caseEvaluation.create({ data: { id: uuid(), caseId, ...value } });
    if (hasChanged || ctx.actor.kind === "user")
      unit.audit({
        actor: ctx.actor,
        action: "case.evaluate",
        target: { kind: "case", id: row.id, name: row.name, clusterId: null },
        outcome: "succeeded",
        reason: null,
        before: before ? { verdictHash: before.verdictHash } : null,
        after: {
          verdicts: Object.fromEntries(results.map(({ target, verdict }) => [target, verdict])),
          steps: Object.fromEntries(steps.map(({ step, state }) => [step, state])),
        },
        decision,
        requestId: ctx.requestId,
      });
    unit.emit({ type: "case.evaluated", clusterIds: [], subject: { kind: "case", id: caseId }, payload: { hasChanged } });
  });
}
