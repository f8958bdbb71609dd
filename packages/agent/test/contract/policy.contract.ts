import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { policyRead } from "@holdfast/contracts/queries/policy-read";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { admissionPolicy, paths, policyBinding } from "./fixtures";
import { contractSuite } from "./suite";

const HASH = ["a", "b", "c"].map((letter) => letter.repeat(64)) as [string, string, string];
const version = (policy: string, contentHash: string, objects: object[], remove: object[] = []) => ({
  policy,
  contentHash,
  objects,
  remove,
});
const both = (name: string, expression?: string) => [policyBinding(name), admissionPolicy(name, expression)];
const named = (name: string) => [
  { kind: "ValidatingAdmissionPolicy" as const, name },
  { kind: "ValidatingAdmissionPolicyBinding" as const, name },
];

/** `policy.apply`, its rehearsal and its reading back. */
export function describePolicy(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const run = Math.random().toString(36).slice(2, 8);
  const made: string[] = [];
  const name = (what: string) => {
    made.push(`${what}-${run}`);
    return `${what}-${run}`;
  };
  const apply = (...about: Parameters<typeof version>) => suite.order(policyApply.name, version(...about));
  const rehearse = (...about: Parameters<typeof version>) =>
    suite.hub.ask(suite.agent, commandRehearse, { name: policyApply.name, input: version(...about) as never });
  const state = (about: string) => suite.hub.ask(suite.agent, policyRead, { objects: named(about) });
  afterAll(async () => {
    for (const each of made) await Promise.all([suite.remove(paths.bindings, each), suite.remove(paths.policies, each)]);
  });

  describe("policy.apply", () => {
    it("puts a policy there, reads back as applied, and does nothing the second time", async () => {
      const policy = name("replicas");
      const first = await apply(policy, HASH[0], both(policy));
      expect(first).toMatchObject({ outcome: "succeeded" });
      expect(first.changes.map(({ kind, operation }) => `${operation} ${kind}`)).toEqual([
        "create ValidatingAdmissionPolicy",
        "create ValidatingAdmissionPolicyBinding",
      ]);
      await vi.waitFor(
        async () =>
          expect(
            (await state(policy)).objects.map(({ isPresent, isObserved, contentHash }) => [isPresent, isObserved, contentHash]),
          ).toEqual([
            [true, true, HASH[0]],
            [true, true, HASH[0]],
          ]),
        { timeout: 20_000, interval: 100 },
      );
      expect((await apply(policy, HASH[0], both(policy))).changes.map(({ operation }) => operation)).toEqual(["none", "none"]);
    });

    it("says which fields a new version changes, and takes away what it no longer has", async () => {
      const policy = name("versions");
      await apply(policy, HASH[0], both(policy));
      const second = await apply(
        policy,
        HASH[1],
        [admissionPolicy(policy, "object.spec.replicas <= 50")],
        [{ kind: "ValidatingAdmissionPolicyBinding", name: policy }],
      );
      expect(second).toMatchObject({ outcome: "succeeded" });
      expect(second.changes.map(({ operation }) => operation)).toEqual(["update", "delete"]);
      expect(second.changes[0]?.fields.map(({ path }) => path)).toEqual(
        expect.arrayContaining(["/spec/validations/0/expression", "/metadata/annotations/holdfast.dev~1content-hash"]),
      );
      expect((await state(policy)).objects.map(({ isPresent }) => isPresent)).toEqual([true, false]);
      const gone = await apply(policy, HASH[2], [], named(policy));
      expect(gone.changes.map(({ kind, operation }) => `${operation} ${kind}`)).toEqual([
        "none ValidatingAdmissionPolicyBinding",
        "delete ValidatingAdmissionPolicy",
      ]);
    });

    it("leaves alone what is somebody else's: another's object, another policy's, another manager's field", async () => {
      const foreign = name("foreign");
      await suite.create(paths.policies, admissionPolicy(foreign));
      expect(await apply(foreign, HASH[0], [admissionPolicy(foreign)])).toMatchObject({ outcome: "refused", reason: "NotOurs" });
      expect(await apply(foreign, HASH[0], [], [{ kind: "ValidatingAdmissionPolicy", name: foreign }])).toMatchObject({
        outcome: "refused",
        reason: "NotOurs",
      });
      const shared = name("shared");
      await apply(shared, HASH[0], both(shared));
      expect(await apply("another", HASH[0], [admissionPolicy(shared)])).toMatchObject({ outcome: "refused", reason: "NotOurs" });
      await suite.cluster.request(
        "PATCH",
        `${paths.policies}/${shared}?fieldManager=gitops&force=true`,
        { ...admissionPolicy(shared), spec: { ...admissionPolicy(shared).spec, failurePolicy: "Ignore" } },
        { "content-type": "application/apply-patch+yaml" },
      );
      expect(await apply(shared, HASH[1], both(shared))).toMatchObject({ outcome: "refused", reason: "FieldConflict" });
    });

    it("refuses a version of which one object is invalid, and leaves nothing of it behind", async () => {
      const [good, bad] = [name("good"), name("bad")];
      const receipt = await apply("half", HASH[0], [
        admissionPolicy(good),
        policyBinding(good),
        admissionPolicy(bad, "object.spec.replicas <="),
      ]);
      expect(receipt).toMatchObject({ outcome: "refused", reason: "Invalid", message: expect.stringContaining(bad) });
      expect((await state(good)).objects.some(({ isPresent }) => isPresent)).toBe(false);
    });

    it("rehearsed creates, changes and removes nothing", async () => {
      const policy = name("rehearsed");
      expect(await rehearse(policy, HASH[0], both(policy))).toMatchObject({
        refusal: null,
        changes: [{ operation: "create" }, { operation: "create" }],
      });
      expect((await state(policy)).objects.some(({ isPresent }) => isPresent)).toBe(false);
      await apply(policy, HASH[0], both(policy));
      expect(await rehearse(policy, HASH[1], [], named(policy))).toMatchObject({
        refusal: null,
        changes: [{ operation: "delete" }, { operation: "delete" }],
      });
      expect((await state(policy)).objects.map(({ isPresent, contentHash }) => [isPresent, contentHash])).toEqual([
        [true, HASH[0]],
        [true, HASH[0]],
      ]);
      expect(await rehearse(policy, HASH[1], [admissionPolicy(policy, "][")])).toMatchObject({
        refusal: { reason: "Invalid" },
        changes: [],
      });
    });
  });
}
