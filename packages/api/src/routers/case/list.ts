import { CaseView } from "@holdfast/contracts/scenario-case";
import { listCases } from "@holdfast/services/cases/list-cases";
import { z } from "zod";
import { procedure } from "../../procedures";

/** All scenario cases with their latest verdicts. */
export const list = procedure("case:read")
  .output(z.array(CaseView))
  .query(({ ctx }) => listCases(ctx.as));
