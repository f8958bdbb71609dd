import type { RunView } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import type { LedgerRow } from "@holdfast/contracts/ledger";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { until } from "@holdfast/testkit/testbed/until";
import type { People } from "../harness/accounts";
import { type Span, timed } from "./span";

const READY_MS = 90_000;
const RUN_MS = 120_000;
const LEDGER_MS = 60_000;

/** What a run is asked for: by which workflow, and in which mode it has to be made. */
export interface Asked {
  readonly planId: PlanId;
  readonly workflow: WorkflowName;
  readonly mode: RunView["mode"];
}

/** A run that has succeeded, with what its people saw of it. */
export interface DrivenRun {
  readonly run: RunView;
  readonly asked: Span;
  readonly approved: Span;
}

const storyOf = ({ phase, phaseMessage, steps }: RunView) =>
  `${phase} ${phaseMessage}; ${steps.map((step) => `${step.name} ${step.state} ${step.message}`).join("; ")}`;

/** Asks for a run as soon as the plan may be run in that mode. Between the look and the request a guard may go: then it looks again. */
const ask = ({ operator }: People, { planId, workflow, mode }: Asked) =>
  until(
    `the plan to be ready for ${workflow}`,
    async () => {
      const view = (await operator.api.plan.get.query({ planId }))[workflow];
      if (!view?.request.isMet || view.mode !== mode || !view.evaluation?.isReady)
        throw new Error(JSON.stringify({ request: view?.request, mode: view?.mode, findings: view?.evaluation?.findings }));
      return timed(() => operator.api.failover.request.mutate({ planId, planVersion: 1, workflow, reason: "the region moves" }));
    },
    { timeoutMs: READY_MS },
  );

/** Waits until the plan may be run, has one person ask and another approve, and resolves with the run that has succeeded. */
export async function driveRun(people: People, what: Asked): Promise<DrivenRun> {
  const { operator, approver } = people;
  const { span: asked, result } = await ask(people, what);
  const { runId } = result;
  const get = (): Promise<RunView> => operator.api.failover.get.query({ runId: runId as RunId });
  const { subjectHash } = await get();
  const { span: approved } = await timed(() => approver.api.failover.decide.mutate({ runId, decision: "approve", subjectHash }));
  const run = await until(
    "the run to succeed",
    async () => {
      const now = await get();
      if (now.phase === "Succeeded") return now;
      throw new Error(storyOf(now));
    },
    { timeoutMs: RUN_MS },
  );
  return { run, asked, approved };
}

/** The row of a run in the ledger, as the page reads it; waits for its report, from which the row is. */
export const ledgerRowOf = ({ viewer }: People, run: RunView): Promise<LedgerRow> =>
  until(
    "the run's row in the ledger",
    async () => (await viewer.api.failover.ledger.query({ groups: [run.group] })).rows.find(({ id }) => id === run.id),
    { timeoutMs: LEDGER_MS },
  );
