import type { PolicyId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { type DriftView, ListDrifts } from "@holdfast/contracts/policy-drift";
import type { Database } from "@holdfast/db/database";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { beforeAll, beforeEach } from "vitest";
import { advanceRollout, runningRollouts } from "../src/policies/advance-rollout";
import { getPolicy } from "../src/policies/get-policy";
import { previewPolicy } from "../src/policies/preview-policy";
import { pushPolicy } from "../src/policies/push-policy";
import { savePolicy } from "../src/policies/save-policy";
import { listDrifts } from "../src/policy-drift/list-drifts";
import { lookAtDeployment } from "../src/policy-drift/look-at-deployment";

/** The kind of the object that is edited. */
export const KIND = "ValidatingAdmissionPolicy";
/** What somebody has changed. */
export const FIELDS = [{ path: "/spec/failurePolicy", before: "Fail", after: "Ignore" }];
/** By what. */
export const KUBECTL = [
  { manager: "kubectl-edit", operation: "Update" as const, at: "2026-11-22T10:00:00.000Z", fields: [".spec.failurePolicy"] },
];
/** Who, as an audit log tells. */
export const MALLORY = {
  user: "mallory@bank.example",
  actingAs: null,
  verb: "patch",
  manager: "kubectl-edit",
  at: "2026-11-22T10:00:00.000Z",
};

const yaml = (name: string, message: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec: { validations: [{ expression: "true", message: "${message}" }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;

/** One cluster with policies that were pushed to it, and people; what the cases of drift work with. Set up before the first case. */
export function driftStage(db: Database) {
  const world = policyAgents(db);
  const known = {} as { cluster: { id: string; name: string }; operator: Person; viewer: Person; admin: Person };
  let [number, looks] = [0, 0];
  beforeAll(async () => {
    const { settings } = await anInstallation(db);
    known.cluster = await aCluster(db, "test");
    await anAgent(settings, known.cluster.id as never);
    await db.prisma.agentLink.update({ where: { clusterId: known.cluster.id }, data: { state: "connected" } });
    known.operator = await aPerson(db, "olga", ["operator"]);
    known.viewer = await aPerson(db, "vera", ["viewer"]);
    known.admin = await aPerson(db, "root", ["admin"]);
  });
  beforeEach(() => {
    world.answers.clear();
    world.away.clear();
    world.edits(known.cluster.id).clear();
  });
  const settle = async () => {
    for (let i = 0; i < 8; i++) {
      const driver = { ctx: theSystem(db), live: world.live, measure: world.measure, hubId: "hub-1" };
      for (const id of await runningRollouts(db)) await advanceRollout(driver, id);
      await world.act();
    }
  };
  const save = async (name: string, version: number) => {
    const text = { name, yaml: yaml(name, `version ${version}`), placement: {}, basedOnVersion: version - 1 };
    const saved = await savePolicy(known.operator.as(), SavePolicy.parse(text));
    await previewPolicy(known.operator.as(), world.live, { policyId: saved.id, version });
    await world.judge();
    return saved.id as PolicyId;
  };
  /** Later each time that it is asked for, so that what was answered in between is older than the next question. */
  const later = () => {
    const aheadMs = ++looks * 20;
    return () => new Date(Date.now() + aheadMs);
  };
  return {
    world,
    people: known,
    get cluster() {
      return known.cluster;
    },
    settle,
    save,
    later,
    async aPushedPolicy() {
      const name = `drift-${++number}`;
      const id = await save(name, 1);
      await pushPolicy(known.operator.as(), { policyId: id, version: 1 });
      await settle();
      return { id, name };
    },
    look: (id: string) => lookAtDeployment(theSystem(db, later()), world.live, { policyId: id, clusterId: known.cluster.id, mark: "mark" }),
    drifts: async (id: PolicyId, withEnded = false): Promise<DriftView[]> =>
      (await listDrifts(known.viewer.as(), ListDrifts.parse({ policyId: id, withEnded }))).rows,
    state: async (id: string) => (await getPolicy(known.viewer.as(), id)).clusters[0],
    edit: (name: string, more: object = {}) =>
      world.edits(known.cluster.id).set(`${KIND}/${name}`, { fields: FIELDS, managers: KUBECTL, ...more }),
  };
}
