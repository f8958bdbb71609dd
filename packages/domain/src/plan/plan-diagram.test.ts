import { PlanSpec } from "@holdfast/contracts/plan";
import { stepParameters } from "@holdfast/contracts/plan-step";
import { describe, expect, it } from "vitest";
import { describeStep } from "./describe-step";
import { planDiagram } from "./plan-diagram";
import { approvedWorkflow, inStages } from "./workflow";

const plan = PlanSpec.parse({
  apiVersion: "holdfast.dev/v1alpha1",
  kind: "FailoverPlan",
  metadata: { name: "bank-core" },
  spec: {
    group: "bank",
    primary: "prod",
    standby: "dr",
    others: [{ cluster: "hub", why: "Ramen's hub" }],
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
        { name: "fence-pods", use: "network.fence", with: { cluster: "prod", namespace: "bank", pods: { app: "core" } } },
        { name: "restore", use: "velero.restore", with: { cluster: "dr", schedule: "nightly", maxAgeSeconds: 86_400 } },
        {
          name: "break",
          use: "chaos.inject",
          with: { cluster: "prod", namespace: "bank", pods: { app: "core" }, fault: { kind: "pod-failure" }, durationSeconds: 60 },
        },
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
        { name: "switch", use: "patroni.switchover", with: { cluster: "dr", service: "orders", leader: "pg-0", candidate: "pg-1" } },
        { name: "secrets", use: "vault.promote-dr", with: { cluster: "dr", service: "keys" } },
        {
          name: "regions",
          use: "istio.set-locality-failover",
          with: { cluster: "dr", namespace: "bank", name: "core", failover: [{ from: "hangzhou", to: "shanghai" }] },
        },
        { name: "away", use: "ramen.failover", with: { cluster: "dr", namespace: "bank", name: "core", to: "east" } },
        { name: "home", use: "ramen.relocate", with: { cluster: "dr", namespace: "bank", name: "core", to: "west" } },
        { name: "trial", use: "ramen.test", with: { cluster: "hub", namespace: "bank", name: "core", to: "east" } },
        { name: "mute", use: "mirrormaker.stop", with: { cluster: "dr", namespace: "bank", name: "mirror", source: "west" } },
        { name: "turn", use: "mirrormaker.reverse", with: { cluster: "dr", namespace: "bank", name: "mirror", source: "east" } },
        { name: "fence", use: "storage.fence", with: { cluster: "dr", name: "prod-nodes" } },
        {
          name: "lead",
          use: "zalando.promote",
          with: { cluster: "dr", namespace: "bank", name: "ledger", source: { cluster: "prod", namespace: "bank", name: "ledger" } },
        },
        { name: "evict", use: "karmada.evict", with: { cluster: "dr", name: "west" } },
        { name: "place", use: "karmada.set-placement", with: { cluster: "dr", name: "core", clusterNames: ["east", "south"] } },
        {
          name: "name",
          use: "dns.set-record",
          with: { cluster: "dr", namespace: "bank", name: "pay", dnsName: "pay.bank.example", targets: ["198.51.100.1"] },
        },
        {
          name: "tell",
          use: "webhook.call",
          with: { channel: "desk", event: "bank.core.moved", confirm: { path: "/effects/{effect}" }, undo: { event: "bank.core.back" } },
        },
        { name: "cards", use: "plan.run", with: { plan: "cards" } },
        { name: "serves", use: "probe.http", with: { cluster: "dr", url: 'https://x.example/?q="]--><script>' } },
        {
          name: "fast",
          use: "probe.promql",
          with: { cluster: "dr", query: "rate(http_errors[1m])", comparison: "<", threshold: 0.01, unit: "share" },
        },
        { name: "same", use: "probe.checksum", with: { cluster: "prod", other: "dr", query: "ledger_rows" } },
        {
          name: "rows",
          use: "probe.sql",
          with: { cluster: "dr", service: "ledger", query: "SELECT count(*) FROM booking", comparison: ">", threshold: 0, unit: "rows" },
        },
      ],
    },
  },
});

const planned = approvedWorkflow(plan, "activate");

describe("a plan's steps", () => {
  it("are all described", () => {
    const described = planned.steps.map((step) => describeStep(step));
    expect(planned.steps.map((step) => step.use).sort()).toEqual(Object.keys(stepParameters).sort());
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
      {
        object: "the pods of bank with app=core",
        change: "nothing reaches them, denied by NetworkPolicy",
        undo: "the fence as it was before",
      },
      {
        object: "the newest complete backup of the schedule velero/nightly",
        change: "it is restored without an error",
        undo: "no way back: what it wrote is mixed with what was there",
      },
      {
        object: "the pods of bank with app=core",
        change: "pods stop answering, for 60 s",
        undo: "the experiment is taken away, and the pods recover",
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
      { object: "Patroni orders", change: "it is led by pg-1", undo: "it is led by pg-0 again" },
      {
        object: "Vault keys",
        change: "it is the primary",
        undo: "no way back: it would have to be demoted and named another primary",
      },
      { object: "DestinationRule bank/core", change: "hangzhou -> shanghai", undo: "as it was before" },
      {
        object: "DRPlacementControl bank/core",
        change: "Ramen fails it over to east",
        undo: "no way back: relocate it, a step of its own",
      },
      {
        object: "DRPlacementControl bank/core",
        change: "Ramen relocates it to west",
        undo: "no way back: relocate it, a step of its own",
      },
      { object: "DRPlacementControl bank/core", change: "Ramen tests its failover to east", undo: "the test ends" },
      {
        object: "KafkaMirrorMaker2 bank/mirror",
        change: "mirrors nothing from west: those connectors are stopped",
        undo: "as it was before",
      },
      {
        object: "KafkaMirrorMaker2 bank/mirror",
        change: "mirrors from east, the other way round",
        undo: "it is stopped, and the way round that it was",
      },
      { object: "NetworkFence prod-nodes", change: "the storage refuses what comes from its addresses", undo: "as it was before" },
      {
        object: "postgresql bank/ledger",
        change: "takes the writes and follows bank/ledger no more",
        undo: "no way back: make it anew as a standby",
      },
      {
        object: "Cluster west",
        change: "Karmada places nothing on it, and what was there has left",
        undo: "Karmada may place on it again; what left stays where it is",
      },
      { object: "ClusterPropagationPolicy core", change: "placed on east, south", undo: "as it was before" },
      { object: "DNSEndpoint bank/pay", change: "pay.bank.example answers 198.51.100.1", undo: "as it was before" },
      {
        object: "bank.core.moved to the channel desk",
        change: "the hub sends it, and /effects/{effect} answers 200",
        undo: "the hub sends bank.core.back",
      },
      {
        object: "FailoverPlan cards",
        change: "its failover is run to its end",
        undo: "that run is undone while it is under way; once it has succeeded, only a failback of its own brings its group back",
      },
      { object: 'GET https://x.example/?q="]--><script> is 200, 3 times in a row', change: null, undo: "nothing to undo" },
      { object: "rate(http_errors[1m]) < 0.01 share, 2 times in a row", change: null, undo: "nothing to undo" },
      { object: "ledger_rows is the same at prod and dr, 2 times in a row", change: null, undo: "nothing to undo" },
      {
        object: "ledger: SELECT count(*) FROM booking > 0 rows, 2 times in a row",
        change: null,
        undo: "nothing to undo",
      },
    ]);
  });

  it("carry a phrase beside each sentence, and none beside a name", () => {
    const [, scaleUp] = planned.steps.map((step) => describeStep(step));
    expect(scaleUp?.phrases).toEqual({
      object: undefined,
      change: { code: "OneReplicaReady", gaps: {} },
      undo: { code: "ReplicasAsBefore", gaps: {} },
    });
  });
});

describe("a plan's diagram", () => {
  it("says of a step what is done instead when the primary is lost", () => {
    const [, scaleUp, shift] = planned.steps;
    const other = {
      use: "cronjob.suspend",
      with: { cluster: "dr", namespace: "bank", name: "batch", suspend: true, waitForJobs: false },
    } as const;
    const steps = [scaleUp && { ...scaleUp, ungraceful: "skip" as const }, shift && { ...shift, ungraceful: other }].flatMap(
      (each) => each ?? [],
    );
    const text = planDiagram(plan, { ...planned, ...inStages(steps) });
    expect(text).toContain("1 replica, all ready<br/>primary lost: left out");
    expect(text).toContain("<br/>primary lost: cronjob.suspend on dr<br/>CronJob bank/batch<br/>starts no Jobs any more");
  });

  it("draws the members of a set side by side: all follow what is before them, and all come before what follows", () => {
    const [ask, scaleUp, shift, gate] = planned.steps;
    if (!ask || !scaleUp || !shift || !gate) throw new Error("the plan has four steps");
    const entries = [ask, { name: "traffic", parallel: [scaleUp, shift] }, gate];
    const text = planDiagram(plan, { ...planned, ...inStages(entries) });
    expect(text).toContain("request --> s0 --> set1 --> s3 --> reached");
    expect(text).toMatch(/subgraph set1\["at once: traffic"\]\n {4}direction TB\n {2}s1\[.*\n {2}s2\[.*\n {2}end\n/);
  });

  it("puts the members of a large set below each other: side by side nobody could read them", () => {
    const [, scaleUp] = planned.steps;
    if (!scaleUp) throw new Error("the plan has more than one step");
    const parallel = Array.from({ length: 4 }, (_, i) => ({ ...scaleUp, name: `scale-${i}` }));
    const text = planDiagram(plan, { ...planned, ...inStages([{ name: "many", parallel }]) });
    expect(text).toContain("request --> set0 --> reached");
    expect(text).not.toContain("direction");
  });

  it("draws a cluster beside the two sites with its reason, tied to the steps that act on it", () => {
    const text = planDiagram(plan, planned);
    const at = planned.steps.findIndex(({ name }) => name === "trial");
    expect(text).toContain(`  other0[/"hub: Ramen#39;s hub"/]\n  other0 -.- s${at}\n`);
  });

  it("draws every step once, in order, and lets no text of a plan become markup", () => {
    const text = planDiagram(plan, approvedWorkflow(plan, "activate"));
    const chain = planned.steps.map((_, i) => `s${i}`);
    expect(text).toContain(["request", ...chain, "reached"].join(" --> "));
    expect(text).toContain('s1["2. scale-up<br/>workload.scale on dr<br/>Deployment bank/core<br/>1 replica, all ready"]');
    expect(text).toMatch(/request\(\["\S+ to \S+, /);
    expect(text).not.toMatch(/<script>|q="/);
    for (const line of text.split("\n").filter((each) => each.includes('"'))) expect(line.match(/"/g)).toHaveLength(2);
  });
});
