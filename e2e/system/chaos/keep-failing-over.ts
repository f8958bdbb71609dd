import { setTimeout as delay } from "node:timers/promises";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import type { People } from "../harness/accounts";
import { NAMESPACE } from "./sites";

/** The plan's own workload, and the replicas that a run gives it, one after the other. */
export const CORE = "core";
export const REPLICAS = [4, 1] as const;

/** A plan that leaves its workload as it found it, so that every run writes exactly twice. */
export const planYaml = (): string => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: chaos }
spec:
  group: chaos
  primary: chaos-prod
  standby: chaos-dr
  rtoSeconds: 3600
  # The primary's agent dies too, also between an approval and the start.
  approvals: { holdIfPrimaryLost: true }
  activate:
    steps:
${REPLICAS.map(
  (replicas, i) =>
    `      - { name: scale-${i + 1}, use: workload.scale, timeoutSeconds: 300, with: { cluster: chaos-dr, namespace: ${NAMESPACE}, name: ${CORE}, replicas: ${replicas} } }`,
).join("\n")}
`;

/** People who fail over again and again, whatever dies around them. */
export interface FailoverDriver {
  /** Lets the run that is under way end, asks for no other, and resolves with the phase of every run. */
  finish(timeoutMs: number): Promise<string[]>;
}

// People look again after a while; so does this.
const LOOK_AGAIN_MS = 400;
const ENDED = new Set(["Succeeded", "Failed", "Undone", "Rejected", "Expired", "Cancelled"]);

/** The phase of every run of the plan, the oldest first: long chaos makes more runs than a page holds. */
async function allPhases({ operator }: People, planId: PlanId): Promise<string[]> {
  const phases: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof operator.api.failover.list.query>> = await operator.api.failover.list.query({ planId, cursor });
    phases.push(...page.rows.map((run) => run.phase));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return phases.reverse();
}

interface Seen {
  readonly isIdle: boolean;
  readonly hasRuns: boolean;
  /** What the newest run is about, in its own words. */
  readonly phase: string;
}

/** Does what the newest run waits for: an approval, an operator's word, or a next one. Whatever fails is tried again by the caller. */
async function look({ operator, approver }: People, planId: PlanId, mayRequest: boolean): Promise<Seen> {
  const { rows: runs } = await operator.api.failover.list.query({ planId, limit: 10 });
  const active = runs.find((run) => !ENDED.has(run.phase));
  if (!active) {
    if (mayRequest) await operator.api.failover.request.mutate({ planId, planVersion: 1, reason: "chaos" });
    // What was just asked for is under way, also when nobody may ask for more by now.
    return { isIdle: !mayRequest, hasRuns: runs.length > 0, phase: "none" };
  }
  await push(active.id, active.phase);
  return { isIdle: false, hasRuns: true, phase: `${active.phase}: ${active.phaseMessage}` };

  async function push(runId: RunId, phase: string): Promise<void> {
    if (phase === "AwaitingApproval") {
      const { subjectHash } = await approver.api.failover.get.query({ runId });
      await approver.api.failover.decide.mutate({ runId, decision: "approve", subjectHash });
    }
    // A step whose agent died in the middle stops the run until somebody has looked: resumed, it reads back first.
    if (phase === "Paused" || phase === "NeedsOperator")
      await operator.api.failover.operate.mutate({ runId, intent: "resume", reason: "looked at it" });
  }
}

/** Starts to fail over, and goes on until it is told to finish. */
export function keepFailingOver(people: People, planId: PlanId): FailoverDriver {
  let isFinishing = false;
  let hasRuns = false;
  let reason = "";
  let deadline = Number.POSITIVE_INFINITY;
  const driving = (async () => {
    for (;;) {
      try {
        // One run at least: chaos without orders would prove nothing about them.
        const seen = await look(people, planId, !isFinishing || !hasRuns);
        hasRuns = seen.hasRuns;
        if (reason !== seen.phase) console.log(`chaos: the newest run is ${seen.phase}`);
        reason = seen.phase;
        if (seen.isIdle && isFinishing && hasRuns) return;
      } catch (cause) {
        // The console or the store is dead for the moment, or somebody was quicker: looked at again.
        reason = cause instanceof Error ? cause.message : String(cause);
      }
      if (performance.now() > deadline) throw new Error(`the last run did not end: ${reason}`);
      await delay(LOOK_AGAIN_MS);
    }
  })();
  driving.catch(() => undefined);
  return {
    async finish(timeoutMs) {
      deadline = performance.now() + timeoutMs;
      isFinishing = true;
      await driving;
      return allPhases(people, planId);
    },
  };
}
