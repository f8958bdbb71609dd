import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { policyDrift } from "@holdfast/contracts/queries/policy-drift";
import { afterAll, describe, expect, it } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { admissionPolicy, paths, policyBinding } from "./fixtures";
import { contractSuite } from "./suite";

const HASH = "d".repeat(64);

/** `policy.drift`, and the correction by `policy.apply`. */
export function describeDrift(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const run = Math.random().toString(36).slice(2, 8);
  const made: string[] = [];
  const version = (policy: string) => ({ policy, contentHash: HASH, objects: [admissionPolicy(policy), policyBinding(policy)] as never[] });
  const apply = (policy: string, more: object = {}) => suite.order(policyApply.name, { ...version(policy), remove: [], ...more });
  const correct = (policy: string) => apply(policy, { takeOver: true });
  const drift = async (policy: string) => (await suite.hub.ask(suite.agent, policyDrift, version(policy))).objects;
  const states = async (policy: string) => (await drift(policy)).map(({ state }) => state);
  const pushed = async (what: string) => {
    const policy = `${what}-${run}`;
    made.push(policy);
    expect(await apply(policy)).toMatchObject({ outcome: "succeeded" });
    return policy;
  };
  const edit = async (policy: string, patch: object, manager = "kubectl-edit") => {
    const { status } = await suite.cluster.request("PATCH", `${paths.policies}/${policy}?fieldManager=${manager}`, patch, {
      "content-type": "application/merge-patch+json",
    });
    expect(status).toBe(200);
  };
  afterAll(async () => {
    for (const each of made) await Promise.all([suite.remove(paths.bindings, each), suite.remove(paths.policies, each)]);
  });

  describe("policy.drift", () => {
    it("finds nothing in what was pushed, nor in a label or an annotation that somebody adds", async () => {
      const policy = await pushed("untouched");
      expect(await states(policy)).toEqual(["asPushed", "asPushed"]);
      await edit(policy, { metadata: { labels: { team: "payments" }, annotations: { note: "seen" } } });
      expect(await states(policy)).toEqual(["asPushed", "asPushed"]);
    });

    it("tells each field that was changed, added or taken away, and the manager that owns it", async () => {
      const policy = await pushed("edited");
      await edit(policy, { spec: { failurePolicy: "Ignore", matchConditions: [{ name: "never", expression: "false" }] } });
      const [changed, binding] = await drift(policy);
      expect(binding?.state).toBe("asPushed");
      expect(changed).toMatchObject({ state: "changed", name: policy, managers: [{ manager: "kubectl-edit", operation: "Update" }] });
      expect(changed?.fields).toEqual(
        expect.arrayContaining([
          { path: "/spec/failurePolicy", before: "Fail", after: "Ignore" },
          { path: "/spec/matchConditions", before: null, after: [{ name: "never", expression: "false" }] },
        ]),
      );
      expect(changed?.fields).toHaveLength(2);
      expect(changed?.managers[0]?.fields).toContain(".spec.failurePolicy");
    });

    it("tells that an object is gone, and that its mark was taken off", async () => {
      const policy = await pushed("gone");
      await suite.remove(paths.bindings, policy);
      expect(await states(policy)).toEqual(["asPushed", "deleted"]);
      await edit(policy, { metadata: { annotations: { "holdfast.dev/policy": null } } });
      expect((await drift(policy))[0]).toMatchObject({
        state: "changed",
        fields: [{ path: "/metadata/annotations/holdfast.dev~1policy", before: policy, after: null }],
      });
    });
  });

  describe("policy.apply that takes over", () => {
    it("puts back what was changed, takes away what was added, and leaves what is not the policy's", async () => {
      const policy = await pushed("corrected");
      await edit(policy, {
        metadata: { labels: { team: "payments" } },
        spec: { failurePolicy: "Ignore", matchConditions: [{ name: "never", expression: "false" }] },
      });
      expect(await apply(policy)).toMatchObject({ outcome: "refused", reason: "FieldConflict" });
      expect(await correct(policy)).toMatchObject({ outcome: "succeeded" });
      expect(await states(policy)).toEqual(["asPushed", "asPushed"]);
      const live = await suite.read(paths.policies, policy);
      expect(live?.spec).not.toHaveProperty("matchConditions");
      expect(live?.metadata?.labels).toEqual({ team: "payments" });
      // The next version is pushed without force, as before.
      expect(await apply(policy, { contentHash: "e".repeat(64) })).toMatchObject({ outcome: "succeeded" });
    });

    it("puts back what was deleted and what lost its mark, and never takes what is somebody else's", async () => {
      const policy = await pushed("back");
      await suite.remove(paths.bindings, policy);
      await edit(policy, { metadata: { annotations: { "holdfast.dev/policy": null } }, spec: { failurePolicy: "Ignore" } });
      expect(await correct(policy)).toMatchObject({ outcome: "succeeded" });
      expect(await states(policy)).toEqual(["asPushed", "asPushed"]);
      const foreign = `foreign-drift-${run}`;
      made.push(foreign);
      await suite.create(paths.policies, admissionPolicy(foreign));
      expect(await correct(foreign)).toMatchObject({ outcome: "refused", reason: "NotOurs" });
    });
  });
}
