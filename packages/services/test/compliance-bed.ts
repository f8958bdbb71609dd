import { Fault } from "@holdfast/contracts/fault";
import type { PolicyId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { objectsDistinct } from "@holdfast/contracts/queries/objects-distinct";
import type { Database } from "@holdfast/db/database";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { type TestClock, testClock } from "@holdfast/testkit/test-clock";
import { dueClusters } from "../src/compliance/due-clusters";
import { judgeDueCluster } from "../src/compliance/judge-due-cluster";
import type { LivePort } from "../src/live/live-port";
import { savePolicy } from "../src/policies/save-policy";
import type { ImpactDriver } from "../src/policy-impact/advance-impact";
import type { ImpactJudge } from "../src/policy-impact/impact-judge";

/** A pod as the bed's agents show it: those whose image ends in `:latest` are found fault with. */
export interface BedPod {
  readonly name: string;
  readonly image: string;
  readonly namespace?: string;
  readonly team?: string;
}

const served = { group: "", version: "v1", plural: "pods", kind: "Pod", isNamespaced: true };
const empty = { refusal: null, message: "", served, templates: [], members: [], next: null };

const manifests = (name: string, action: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "object.spec.image != ''" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [${action}] }
`;

const pageOf = (pods: readonly BedPod[]) => ({
  ...empty,
  templates: pods.map(({ image, namespace = "bank", team }) => ({
    metadata: { namespace, ...(team === undefined ? {} : { labels: { team } }) },
    spec: { image },
  })),
  members: pods.map(({ name }, of) => ({ of, name, workload: { kind: "Deployment", name: name.replace(/-[^-]*$/, "") } })),
});

/** Clusters whose agents show pods, policies that are deployed there, and hubs that judge them by a clock that stands until it is moved. */
export async function complianceBed(db: Database, clock: TestClock = testClock()) {
  const { settings } = await anInstallation(db);
  const pods = new Map<string, readonly BedPod[]>();
  const [away, forbidden, unserved, broken] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const live: LivePort = {
    async ask(clusterId, contract, input) {
      if (away.has(clusterId)) throw new Fault("AgentUnreachable", "The cluster's agent is not connected.");
      const { resource } = objectsDistinct.input.parse(input);
      if (resource === "namespaces") return contract.output.parse(empty);
      if (forbidden.has(clusterId)) return contract.output.parse({ ...empty, refusal: "KindForbidden", message: "may not list pods" });
      if (unserved.has(clusterId)) return contract.output.parse({ ...empty, refusal: "KindAbsent", served: null });
      return contract.output.parse(pageOf(pods.get(clusterId) ?? []));
    },
  };
  const judge: ImpactJudge = {
    async judge(policy, _binding, writes) {
      if (broken.has(policy.metadata.name)) throw new Fault("InvalidInput", "no such field");
      return writes.map(({ object }) => ((object.spec as { image: string }).image.endsWith(":latest") ? ["no latest tags"] : []));
    },
  };
  const driver = (hubId = "hub-1"): ImpactDriver => ({ ctx: theSystem(db, clock.now), live, judge, hubId });
  const system = () => theSystem(db, clock.now);
  const save = async (name: string, action: string, basedOnVersion: number) => {
    const input = SavePolicy.parse({ name, yaml: manifests(name, action), placement: {}, basedOnVersion });
    return (await savePolicy(system(), input)).id as PolicyId;
  };
  return {
    ...{ clock, pods, away, forbidden, unserved, broken, driver, save, system },
    async cluster(name: string, more: Parameters<typeof aCluster>[2] = {}) {
      const cluster = await aCluster(db, name, more);
      await anAgent(settings, cluster.id as never);
      for (const resource of ["pods", "namespaces"])
        await db.prisma.inventoryResource.create({
          data: { clusterId: cluster.id, resource, kind: "Pod", isNamespaced: true, state: "synced", observedAt: clock.now() },
        });
      return cluster;
    },
    person: (name: string, roles: Parameters<typeof aPerson>[2], selector: Parameters<typeof aPerson>[3] = {}) =>
      aPerson(db, name, roles, selector, clock.now),
    /** Writes that a version of a policy was read back from a cluster. */
    async deploy(policyId: PolicyId, clusterId: string, version = 1) {
      const { contentHash } = await db.prisma.policyVersion.findUniqueOrThrow({
        where: { policyId_number: { policyId, number: version } },
      });
      const value = { version, state: "applied", message: "", objects: [], contentHash, observedAt: clock.now() };
      const policyId_clusterId = { policyId, clusterId };
      await db.prisma.policyDeployment.upsert({
        where: { policyId_clusterId },
        update: value,
        create: { ...policyId_clusterId, ...value },
      });
    },
    /** Lets the hub look at every cluster of which a look is due; answers which. */
    async look(hub = driver()) {
      const due = await dueClusters(db, clock.now());
      for (const id of due) await judgeDueCluster(hub, id);
      return due;
    },
  };
}
