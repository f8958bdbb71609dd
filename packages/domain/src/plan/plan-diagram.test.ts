import { PlanSpec } from "@holdfast/contracts/plan";
import { stepParameters } from "@holdfast/contracts/plan-step";
import { describe, expect, it } from "vitest";
import { describeStep } from "./describe-step";
import { planDiagram } from "./plan-diagram";
import { approvedWorkflow } from "./workflow";

const plan = PlanSpec.parse({
  apiVersion: "holdfast.dev/v1alpha1",
  kind: "FailoverPlan",
  metadata: { name: "bank-core" },
  spec: {
    group: "bank",
    primary: "prod",
    standby: "dr",
    rtoSeconds: 15,
    activate: {
      steps: [
        { name: "ask", use: "approval.wait", with: { required: 2 } },
        { name: "scale-up", use: "workload.scale", with: { cluster: "dr", namespace: "bank", name: "core", replicas: 1 } },
        {
          name: "shift",
          use: "istio.shift-weights",
          with: { cluster: "dr", namespace: "bank", name: "core", weights: [{ host: "new", subset: "v2", weight: 100 }] },
        },
        {
          name: "gate",
          use: "gateway.shift-weights",
          with: { cluster: "dr", namespace: "bank", name: "core", weights: [{ name: "new", namespace: "x", weight: 1 }] },
        },
        { name: "settle", use: "wait", with: { seconds: 30 } },
        { name: "floor", use: "hpa.set-bounds", with: { cluster: "dr", namespace: "bank", name: "core", minReplicas: 6, maxReplicas: 20 } },
        { name: "batch", use: "cronjob.suspend", with: { cluster: "dr", namespace: "bank", name: "close-of-day" } },
        { name: "reconcile", use: "job.run", with: { cluster: "dr", namespace: "bank", cronJob: "reconcile" } },
        { name: "hands-off", use: "argocd.pause", with: { cluster: "dr", name: "core" } },
        { name: "go", use: "argocd.retarget", with: { cluster: "dr", name: "core", server: "https://dr.example" } },
        { name: "sync", use: "argocd.sync", with: { cluster: "dr", name: "core", revision: "v7" } },
        { name: "hold", use: "rollout.pause", with: { cluster: "dr", namespace: "bank", name: "core" } },
        { name: "finish", use: "rollout.promote", with: { cluster: "dr", namespace: "bank", name: "core" } },
        { name: "give-up", use: "rollout.abort", with: { cluster: "dr", namespace: "bank", name: "core" } },
        { name: "demote", use: "postgres.demote", with: { cluster: "prod", namespace: "bank", name: "ledger", to: "ledger-dr" } },
        {
          name: "promote",
          use: "postgres.promote",
          with: { cluster: "dr", namespace: "bank", name: "ledger-dr", source: { cluster: "prod", namespace: "bank", name: "ledger" } },
        },
        {
          name: "regions",
          use: "istio.set-locality-failover",
          with: { cluster: "dr", namespace: "bank", name: "core", failover: [{ from: "hangzhou", to: "shanghai" }] },
        },
        { name: "serves", use: "probe.http", with: { cluster: "dr", url: 'https://x.example/?q="]--><script>' } },
        {
          name: "fast",
          use: "probe.promql",
          with: { cluster: "dr", query: "rate(http_errors[1m])", comparison: "<", threshold: 0.01, unit: "share" },
        },
      ],
    },
  },
});

describe("a plan's steps", () => {
  it("are all described", () => {
    const described = plan.spec.activate.steps.map((step) => describeStep(step));
    expect(plan.spec.activate.steps.map((step) => step.use).sort()).toEqual(Object.keys(stepParameters).sort());
    expect(described.map(({ object, change, undo }) => ({ object, change, undo }))).toEqual([
      { object: "2 approvals by others than the requester", change: null, undo: "nothing to undo" },
      { object: "Deployment bank/core", change: "1 replica, all ready", undo: "the replicas that it had" },
      { object: "VirtualService bank/core, route 0", change: "new/v2 100 %", undo: "the weights that it had" },
      { object: "HTTPRoute bank/core, rule 0", change: "x/new 1", undo: "the weights that it had" },
      { object: "30 seconds pass", change: null, undo: "nothing to undo" },
      {
        object: "HorizontalPodAutoscaler bank/core",
        change: "at least 6 replicas; at most 20 replicas",
        undo: "the bounds that it had",
      },
      { object: "CronJob bank/close-of-day", change: "starts no Jobs any more", undo: "as it was before" },
      {
        object: "CronJob bank/reconcile",
        change: "a Job from its template completes",
        undo: "no way back: nobody but its author knows what a Job did",
      },
      { object: "Application argocd/core", change: "Argo CD does not synchronise it by itself", undo: "as it was before" },
      { object: "Application argocd/core", change: "goes to https://dr.example", undo: "as it was before" },
      {
        object: "Application argocd/core",
        change: "it is synced to v7 and healthy",
        undo: "no way back: what was synchronised is what Git says",
      },
      { object: "Rollout bank/core", change: "its update is held", undo: "as it was before" },
      { object: "Rollout bank/core", change: "its new version serves", undo: "no way back: another version is another update" },
      { object: "Rollout bank/core", change: "its update is given up", undo: "its update is tried again" },
      { object: "Cluster bank/ledger", change: "takes no more writes and follows ledger-dr", undo: "takes the writes again" },
      {
        object: "Cluster bank/ledger-dr",
        change: "takes the writes, by the token of bank/ledger",
        undo: "no way back: it is on a timeline of its own; switch over again",
      },
      { object: "DestinationRule bank/core", change: "hangzhou -> shanghai", undo: "as it was before" },
      { object: 'GET https://x.example/?q="]--><script> is 200, 3 times in a row', change: null, undo: "nothing to undo" },
      { object: "rate(http_errors[1m]) < 0.01 share, 2 times in a row", change: null, undo: "nothing to undo" },
    ]);
  });

  it("carry a phrase beside each sentence, and none beside a name", () => {
    const [, scaleUp] = plan.spec.activate.steps.map((step) => describeStep(step));
    expect(scaleUp?.phrases).toEqual({
      object: undefined,
      change: { code: "OneReplicaReady", gaps: {} },
      undo: { code: "ReplicasAsBefore", gaps: {} },
    });
  });
});

describe("a plan's diagram", () => {
  it("draws every step once, in order, and lets no text of a plan become markup", () => {
    const text = planDiagram(plan, approvedWorkflow(plan, "activate"));
    const chain = plan.spec.activate.steps.map((_, i) => `s${i}`);
    expect(text).toContain(["request", ...chain, "reached"].join(" --> "));
    expect(text).toContain('s1["2. scale-up<br/>workload.scale on dr<br/>Deployment bank/core<br/>1 replica, all ready"]');
    expect(text).toMatch(/request\(\["\S+ to \S+, /);
    expect(text).not.toMatch(/<script>|q="/);
    for (const line of text.split("\n").filter((each) => each.includes('"'))) expect(line.match(/"/g)).toHaveLength(2);
  });
});
