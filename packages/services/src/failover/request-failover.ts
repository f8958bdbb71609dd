import type { RequestFailover } from "@holdfast/contracts/failover";
import { canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import type { ServiceContext } from "../context/service-context";
import { askForRun } from "./ask-for-run";

/** Asks for a failover or the failback, or for a drill of one, by the latest version of a plan. The runner starts it when enough others have approved. */
export const requestFailover = (ctx: ServiceContext, input: RequestFailover): Promise<{ runId: string }> =>
  askForRun(ctx, input, {
    action: "failover.request",
    kind: input.kind ?? "real",
    reason: input.reason,
    acceptLoss: input.acceptLoss ?? null,
    may: canRequestFailover,
    takes: ({ spec }) => ({ approvals: spec.approvals.required, waitsMs: spec.approvals.expiresAfterSeconds * 1000 }),
  });
