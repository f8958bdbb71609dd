import type { RunView } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { until } from "@holdfast/testkit/testbed/until";
import type { People } from "../harness/accounts";

const READY_MS = 90_000;
const RUN_MS = 120_000;

/** What a run is asked for: by which workflow, and in which mode it has to be made. */
export interface Asked {
  readonly planId: PlanId;
  readonly workflow: WorkflowName;
  readonly mode: RunView["mode"];
}

const storyOf = ({ phase, phaseMessage, steps }: RunView) =>
  `${phase} ${phaseMessage}; ${steps.map((step) => `${step.name} ${step.state} ${step.message}`).join("; ")}`;

/** Waits until the plan may be run, has one person ask and another approve, and resolves with the run that has succeeded. */
export async function driveRun({ operator, approver }: People, { planId, workflow, mode }: Asked): Promise<RunView> {
  await until(
    `the plan to be ready for ${workflow}`,
    async () => {
      const view = (await operator.api.plan.get.query({ planId }))[workflow];
      if (view?.request.isMet && view.mode === mode && view.evaluation?.isReady) return true;
      throw new Error(JSON.stringify({ request: view?.request, mode: view?.mode, findings: view?.evaluation?.findings }));
    },
    { timeoutMs: READY_MS },
  );
  const { runId } = await operator.api.failover.request.mutate({ planId, planVersion: 1, workflow, reason: "the region moves" });
  const get = (): Promise<RunView> => operator.api.failover.get.query({ runId: runId as RunId });
  const { subjectHash } = await get();
  await approver.api.failover.decide.mutate({ runId, decision: "approve", subjectHash });
  return until(
    "the run to succeed",
    async () => {
      const run = await get();
      if (run.phase === "Succeeded") return run;
      throw new Error(storyOf(run));
    },
    { timeoutMs: RUN_MS },
  );
}
