import type { RehearseFailover } from "@holdfast/contracts/failover";
import { canRehearse } from "@holdfast/domain/gates/can-request-failover";
import type { ServiceContext } from "../context/service-context";
import { askForRun } from "./ask-for-run";

/** A rehearsal that no hub has begun by then is called off: what it would tell would be about another day. */
const WAITS_MS = 600_000;

/**
 * Rehearses a workflow of the latest version of a plan: every step is checked against the clusters as they are, and every write is
 * tried as a dry run on the API server. Nothing is changed, so nobody has to approve; it holds its group for nobody.
 */
export const rehearseFailover = (ctx: ServiceContext, input: RehearseFailover): Promise<{ runId: string }> =>
  askForRun(ctx, input, {
    action: "failover.rehearse",
    kind: "rehearsal",
    reason: null,
    may: canRehearse,
    takes: () => ({ approvals: 0, waitsMs: WAITS_MS }),
  });
