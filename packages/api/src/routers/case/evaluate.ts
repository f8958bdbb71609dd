import { evaluateCase } from "@holdfast/services/cases/evaluate-case";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { queryValue } from "@holdfast/signals/prometheus/query-value";
import { z } from "zod";
import { procedure } from "../../procedures";

const DEADLINE_MS = 4000;

/** Measures every target of a case now. */
export const evaluate = procedure("case:evaluate")
  .input(z.strictObject({ caseId: z.uuid() }))
  .mutation(({ ctx, input }) =>
    evaluateCase(ctx.as, input.caseId, (cluster, query) =>
      queryValue(agentSignalPort(ctx.platform.live), cluster, query, { deadlineMs: DEADLINE_MS }),
    ),
  );
