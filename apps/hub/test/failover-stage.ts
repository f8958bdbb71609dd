import type { PlanId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { decideFailover } from "@holdfast/services/failover/decide-failover";
import { getPlan } from "@holdfast/services/failover/get-plan";
import { getRun } from "@holdfast/services/failover/get-run";
import { requestFailover } from "@holdfast/services/failover/request-failover";
import { savePlan } from "@holdfast/services/failover/save-plan";
import { planYaml } from "@holdfast/testkit/a-plan";
import { aLinkedAgent, type LinkedAgent } from "@holdfast/testkit/fake-agents/linked-agent";
import { aCluster as aFakeCluster, aRoute, aRule, aWorkload, type FakeCluster, type FakeWorld } from "@holdfast/testkit/fake-agents/world";
import { aCluster } from "@holdfast/testkit/installation";
import { type Person, theSystem } from "@holdfast/testkit/people";

/** A site of a plan: a registered cluster whose agent is connected, and what is in it. */
export interface StagedSite {
  readonly fake: FakeCluster;
  readonly agent: LinkedAgent;
}

/** Two sites and a plan that moves traffic from one to the other. */
export interface Stage {
  readonly planId: PlanId;
  readonly primary: StagedSite;
  readonly standby: StagedSite;
  /** What was done at the standby, in order. */
  effects(): string[];
}

const steps = (
  cluster: string,
) => `      - { name: healthy, use: probe.promql, with: { cluster: ${cluster}, query: errors, comparison: "<", threshold: 1, consecutive: 1 } }
      - { name: scale-up, use: workload.scale, with: { cluster: ${cluster}, namespace: bank, name: core, replicas: 10 } }
      - name: shift-mesh
        use: istio.shift-weights
        onFailure: undo
        with: { cluster: ${cluster}, namespace: bank, name: core, weights: [{ host: old, weight: 0 }, { host: new, weight: 100 }] }
      - name: shift-edge
        use: gateway.shift-weights
        onFailure: undo
        with: { cluster: ${cluster}, namespace: bank, name: edge, weights: [{ name: old, weight: 0 }, { name: new, weight: 1 }] }
      - { name: answers, use: probe.http, with: { cluster: ${cluster}, url: "http://core.bank/healthz", consecutive: 2, intervalMs: 100 } }`;

/** What the plan does at its standby when nothing goes wrong. */
export const PLANNED_EFFECTS = ["10", "old=0 new=100", "old=0 new=1"];

/** Where a stage is set up. */
export interface Theatre {
  readonly db: Database;
  readonly world: FakeWorld;
  readonly enrolmentUrl: string;
  /** The hubs that the primary's and the standby's agent connect to. */
  readonly linkUrls: { readonly primary: string; readonly standby: string };
}

/** Registers two clusters, connects an agent for each, and saves a plan by the product's own verbs; one with a trigger can be armed. */
export async function aStage({ db, world, enrolmentUrl, linkUrls }: Theatre, name: string, trigger?: object): Promise<Stage> {
  const site = async (role: "primary" | "standby"): Promise<StagedSite> => {
    const { id, name: clusterName } = await aCluster(db, `${name}-${role}`, { environment: role === "primary" ? "production" : "dr" });
    const fake = aFakeCluster(id, clusterName);
    fake.workloads.set("bank/core", aWorkload(3));
    fake.routes.set("bank/core", aRoute({ old: 100, new: 0 }));
    fake.rules.set("bank/edge", aRule({ old: 1, new: 0 }));
    fake.pages.set("http://core.bank/healthz", { status: 200 });
    fake.metrics.set("errors", [0]);
    world.clusters.set(id, fake);
    const agent = await aLinkedAgent(db, enrolmentUrl, world, fake);
    await agent.connect(linkUrls[role]);
    return { fake, agent };
  };
  const [primary, standby] = [await site("primary"), await site("standby")];
  const yaml = planYaml({ name, primary: primary.fake.name, standby: standby.fake.name, steps: steps(standby.fake.name), trigger });
  const { id } = await savePlan(theSystem(db), { yaml, basedOnVersion: 0 });
  const effects = () => world.effects.filter((effect) => effect.clusterId === standby.fake.id).map((effect) => effect.value);
  return { planId: id as PlanId, primary, standby, effects };
}

/** Asks for a failover by the plan's latest version. */
export async function requested(by: Person, planId: PlanId): Promise<string> {
  const { latestVersion } = await getPlan(by.as(), planId);
  const asked = { planId, planVersion: latestVersion, workflow: "activate", reason: "the region is lost" } as const;
  return (await requestFailover(by.as(), asked)).runId;
}

/** Decides about a run, as it stands on the decider's screen. */
export async function decided(by: Person, runId: string, decision: "approve" | "decline" = "approve"): Promise<void> {
  const { id, subjectHash } = await getRun(by.as(), runId);
  await decideFailover(by.as(), { runId: id, step: null, decision, subjectHash, comment: "" });
}
