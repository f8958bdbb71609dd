import { acquireLease } from "@holdfast/db/lease";
import { evaluateCase } from "@holdfast/services/cases/evaluate-case";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { queryValue } from "@holdfast/signals/prometheus/query-value";
import type { SignalPort } from "@holdfast/signals/signal-port";
import { every } from "./every";

const INTERVAL_MS = 10_000;
const LEASE_MS = 15_000;
const DEADLINE_MS = 4000;

/** Evaluates every case every ten seconds, in one hub of the installation. */
export const evaluateCases = (ctx: ServiceContext, hubId: string, signals: SignalPort) =>
  every(INTERVAL_MS, "cases", ctx.log, async () => {
    if (!(await acquireLease(ctx.db, "cases", hubId, LEASE_MS))) return;
    for (const { id } of await ctx.db.prisma.scenarioCase.findMany({ select: { id: true } }))
      await evaluateCase(ctx, id, (cluster, query) => queryValue(signals, cluster, query, { deadlineMs: DEADLINE_MS }));
  });
