import { Fault } from "@holdfast/contracts/fault";
import { CaseSpec } from "@holdfast/contracts/scenario-case";
import { worded } from "@holdfast/contracts/worded";
import { authorise } from "../access/authorise";
import { signalClusters } from "../clusters/signal-clusters";
import type { ServiceContext } from "../context/service-context";
import { caseClusters } from "./case-clusters";

/** The query of one target of a case and the clusters to ask: those that the case is bound to and whose signals the caller may read. */
export async function caseQuery(
  ctx: ServiceContext,
  input: { caseId: string; target: string },
): Promise<{ query: string; clusters: { id: string; name: string }[] }> {
  const row = await ctx.db.prisma.scenarioCase.findUnique({ where: { id: input.caseId } });
  if (!row) throw new Fault("NotFound", worded("CaseAbsent"));
  await authorise(ctx, {
    permission: "case:read",
    action: "case.course",
    target: { kind: "case", id: row.id, name: row.name, clusterId: null },
  });
  const { spec } = CaseSpec.parse(row.spec);
  const evidence = spec.targets.find((target) => target.name === input.target)?.evidence;
  if (evidence?.kind !== "promql") throw new Fault("NotFound", worded("CaseTargetAbsent", { target: input.target }));
  const bound = (await caseClusters(ctx, spec.clusters)).map((cluster) => cluster.id);
  return { query: evidence.query, clusters: await signalClusters(ctx, bound) };
}
