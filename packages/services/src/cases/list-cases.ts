import type { CaseView } from "@holdfast/contracts/scenario-case";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { caseView } from "./case-view";

const HISTORY = 20;

/** All cases by name, each with its latest evaluation and the last changes of a verdict. */
export async function listCases(ctx: ServiceContext): Promise<CaseView[]> {
  await authorise(ctx, {
    permission: "case:read",
    action: "case.list",
    target: { kind: "case", id: "all", name: "cases", clusterId: null },
  });
  const rows = await ctx.db.prisma.scenarioCase.findMany({
    orderBy: { name: "asc" },
    include: { evaluations: { orderBy: { evaluatedAt: "desc" }, take: HISTORY } },
  });
  return rows.map(({ evaluations, ...row }) => caseView(row, evaluations));
}
