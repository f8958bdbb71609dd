import type { RunView } from "@holdfast/contracts/failover";
import type { PlanId, RunId } from "@holdfast/contracts/ids";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { beforeAll, describe, expect, it } from "vitest";
import { measured } from "../harness/measured";
import type { Stage } from "./stage";
import { BACKENDS, HOSTS, routeToPrimary, siteNow } from "./traffic";

const PLAN = "bank-core";
const READY_MS = 60_000;
const RUN_MS = 90_000;
const BEFORE = { replicas: 3, mesh: { primary: 100, standby: 0 }, gateway: { primary: 100, standby: 0 } };
const AFTER = { replicas: 5, mesh: { primary: 0, standby: 100 }, gateway: { primary: 0, standby: 100 } };

const planYaml = ({ namespace, probeOrigin }: Stage) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${PLAN}, description: Moves the core service to Shanghai. }
spec:
  group: ${PLAN}
  primary: prod-hangzhou
  standby: dr-shanghai
  rtoSeconds: 600
  activate:
    steps:
      - name: scale-up
        use: workload.scale
        with: { cluster: dr-shanghai, namespace: ${namespace}, name: core, replicas: ${AFTER.replicas} }
      - name: shift-mesh
        use: istio.shift-weights
        with:
          cluster: dr-shanghai
          namespace: ${namespace}
          name: core
          weights: [{ host: ${HOSTS.primary}, weight: 0 }, { host: ${HOSTS.standby}, weight: 100 }]
      - name: shift-gateway
        use: gateway.shift-weights
        with:
          cluster: dr-shanghai
          namespace: ${namespace}
          name: core
          weights:
            - { name: ${BACKENDS.primary}, port: ${BACKENDS.port}, weight: 0 }
            - { name: ${BACKENDS.standby}, port: ${BACKENDS.port}, weight: 100 }
      - name: answers
        use: probe.http
        with: { cluster: dr-shanghai, url: "${probeOrigin}/" }
      - name: serves
        use: probe.promql
        with:
          cluster: dr-shanghai
          query: sum(rate(istio_requests_total{reporter="destination"}[30s]))
          comparison: ">"
          threshold: 1
      - { name: confirm, use: approval.wait, with: { required: 1 } }
`;

/** A failover that is asked for, refused to its requester, undone, and then run to its end. */
export function describeFailover(stage: () => Stage): void {
  const api = (who: "admin" | "operator" | "approver") => stage().people[who].api;
  const runOf = (runId: RunId) => api("operator").failover.get.query({ runId });
  const site = () => siteNow(sharedCluster("dr-shanghai"), stage().namespace);
  const storyOf = ({ phase, phaseMessage, steps }: RunView) =>
    `${phase} ${phaseMessage}; ${steps.map((step) => `${step.name} ${step.state} ${step.message}`).join("; ")}`;

  const reached = (runId: RunId, what: string, isReached: (run: RunView) => boolean): Promise<RunView> =>
    until(
      what,
      async () => {
        const run = await runOf(runId);
        if (isReached(run)) return run;
        throw new Error(storyOf(run));
      },
      { timeoutMs: RUN_MS },
    );
  const waitsForConfirmation = (run: RunView) => run.steps.some((step) => step.name === "confirm" && step.state === "AwaitingApproval");

  describe("a failover", () => {
    let planId: PlanId;
    let runId: RunId;

    beforeAll(() => routeToPrimary(sharedCluster("dr-shanghai").request, stage().namespace));

    const request = async (reason: string) => (await api("admin").failover.request.mutate({ planId, planVersion: 1, reason })).runId;
    const approve = async (who: "admin" | "operator" | "approver", step: string | null = null) => {
      const run = await runOf(runId);
      const subjectHash = step === null ? run.subjectHash : (run.steps.find((each) => each.name === step)?.subjectHash ?? "");
      await api(who).failover.decide.mutate({ runId, step, decision: "approve", subjectHash });
    };

    const readyPlan = () =>
      until(
        "a ready plan",
        async () => {
          const { evaluation } = (await api("operator").plan.get.query({ planId })).activate;
          if (evaluation?.isReady) return evaluation;
          throw new Error(JSON.stringify(evaluation?.findings));
        },
        { timeoutMs: READY_MS },
      );

    it("has a plan that the hub finds ready, by asking the sites themselves", async () => {
      ({ id: planId } = await api("operator").plan.save.mutate({ yaml: planYaml(stage()), basedOnVersion: 0 }));
      const plan = await readyPlan();
      expect(plan.findings.filter((finding) => finding.severity === "blocking")).toEqual([]);
      expect(await site()).toEqual(BEFORE);
    });

    it("does not start by its requester's own approval, nor by that of one who may not approve", async () => {
      runId = await request("the region is about to be lost");
      for (const who of ["admin", "operator"] as const)
        await expect(approve(who), who).rejects.toMatchObject({ data: { code: "FORBIDDEN" } });
      expect(await runOf(runId)).toMatchObject({ phase: "AwaitingApproval", approvals: [] });
      expect(await site()).toEqual(BEFORE);
    });

    it("approved by a second person changes the standby, and undone puts it back as it was", async () => {
      await approve("approver");
      const approvedAt = performance.now();
      await reached(runId, "the run to wait for its confirmation", waitsForConfirmation);
      measured("a failover of three changes and two probes, from approval to confirmation", approvedAt);
      expect(await site()).toEqual(AFTER);

      await api("operator").failover.operate.mutate({ runId, intent: "undo", reason: "a false alarm" });
      const undoneAt = performance.now();
      const undone = await reached(runId, "the run to be undone", (run) => run.phase === "Undone");
      measured("its undo", undoneAt);
      expect(await site()).toEqual(BEFORE);
      const states = Object.fromEntries(undone.steps.map((step) => [step.name, step.state]));
      expect(states).toMatchObject({ "scale-up": "Undone", "shift-mesh": "Undone", "shift-gateway": "Undone" });
    });

    it("asked for again runs to its end, and what it did is in the cluster and in its record", async () => {
      await readyPlan();
      runId = await request("now it is lost");
      await approve("approver");
      await reached(runId, "the run to wait for its confirmation", waitsForConfirmation);
      await expect(approve("admin", "confirm")).rejects.toMatchObject({ data: { code: "FORBIDDEN" } });
      await approve("approver", "confirm");
      const run = await reached(runId, "the run to succeed", ({ phase }) => phase === "Succeeded");
      expect(run.steps.map((step) => step.state)).toEqual(run.steps.map(() => "Done"));
      expect(await site()).toEqual(AFTER);
      const orders = run.steps.flatMap((step) => step.attempts.flatMap((attempt) => attempt.commands));
      expect(orders.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
        "workload.scale succeeded",
        "istio.shift-weights succeeded",
        "gateway.shift-weights succeeded",
      ]);
      expect(run.times.recoveryMs).toBeGreaterThan(0);
    });
  });
}
