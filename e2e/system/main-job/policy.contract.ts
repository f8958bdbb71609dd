import type { RolloutId } from "@holdfast/contracts/ids";
import type { RolloutPhase, RolloutView } from "@holdfast/contracts/policy";
import { type SharedCluster, sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { describe, expect, it } from "vitest";
import { kubectl } from "../harness/kubectl";
import { measured } from "../harness/measured";
import type { Stage } from "./stage";

const WAVE_MS = 60_000;
// An API server compiles a new policy in the background before it judges by it.
const ENFORCED_MS = 20_000;
const POLICY = "no-latest-tag";

const yaml = (namespace: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${POLICY} }
spec:
  failurePolicy: Fail
  matchConstraints:
    namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } }
    resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }]
  validations:
    - expression: object.spec.containers.all(c, !c.image.endsWith(':latest'))
      message: images must name a version
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${POLICY} }
spec: { policyName: ${POLICY}, validationActions: [Deny] }
`;

interface PodList {
  readonly items?: readonly { readonly metadata: { readonly name: string; readonly labels?: object }; readonly spec: object }[];
}

/** Which pods of a namespace the API server would deny, each asked for anew as a dry run under another name. */
async function deniedNow({ request }: SharedCluster, namespace: string): Promise<string[]> {
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const { items = [] } = (await request("GET", path)).body as PodList;
  const denied = await Promise.all(
    items.map(async ({ metadata: { name, labels }, spec }) => {
      const anew = { apiVersion: "v1", kind: "Pod", metadata: { name: `${name}-anew`, labels }, spec };
      return (await request("POST", `${path}?dryRun=All`, anew)).status === 422 ? [name] : [];
    }),
  );
  return denied.flat().sort();
}

/** A policy on its way through the fleet, and back. */
export function describePolicy(stage: () => Stage): void {
  const { operator, approver } = { operator: () => stage().people.operator.api, approver: () => stage().people.approver.api };
  const clusters = () => Object.values(stage().clusters);
  const policyId = async () => (await operator().policy.list.query()).find(({ name }) => name === POLICY)?.id ?? raise();
  const raise = (): never => {
    throw new Error(`there is no policy ${POLICY}`);
  };

  const inPhase = (rolloutId: RolloutId, phase: RolloutPhase): Promise<RolloutView> =>
    until(
      `the rollout to be ${phase}`,
      async () => {
        const rollout = await operator().policy.rollout.query({ rolloutId });
        if (rollout.phase === phase) return rollout;
        throw new Error(`${rollout.phase} ${rollout.message} ${JSON.stringify(rollout.targets)}`);
      },
      { timeoutMs: WAVE_MS },
    );
  const approve = async (rolloutId: RolloutId) => {
    const { version } = await approver().policy.rollout.query({ rolloutId });
    await approver().policy.decide.mutate({ rolloutId, decision: "approve", version, comment: "looked at the test cluster" });
  };
  /** The names of the clusters whose API server has the policy and its binding. */
  const enforcedBy = async () => {
    const found = await Promise.all(
      clusters().map(async ({ name, access }) => {
        const kinds = "validatingadmissionpolicies,validatingadmissionpolicybindings";
        const names = await kubectl(access, "get", kinds, "-o", "name");
        return names.split("\n").filter((each) => each.endsWith(`/${POLICY}`)).length === 2 ? [name] : [];
      }),
    );
    return found.flat().sort();
  };
  const violate = (access: Stage["clusters"]["test"]["access"]) =>
    kubectl(access, "run", "latest", "--image=bank.example/app:latest", "-n", stage().namespace, "--dry-run=server");

  describe("a policy", () => {
    let rolloutId: RolloutId;
    /** The pods of the test cluster that the preview named. */
    let expected: string[] = [];

    it("is previewed by every cluster's own API server, and changes nothing there", async () => {
      const { id, version } = await operator().policy.save.mutate({
        ...{ name: POLICY, yaml: yaml(stage().namespace), placement: {}, basedOnVersion: 0 },
      });
      expect((await operator().policy.get.query({ policyId: id })).push.isMet).toBe(false);
      await operator().policy.preview.mutate({ policyId: id, version });
      const { previews } = await operator().policy.get.query({ policyId: id });
      expect(previews.map(({ clusterName, state, changes }) => [clusterName, state, changes.length]).sort()).toEqual([
        ["dr-shanghai", "previewed", 2],
        ["prod-hangzhou", "previewed", 2],
        ["test", "previewed", 2],
      ]);
      // It denies: it may be pushed as soon as it was judged what it would deny.
      await until("the push", async () => (await operator().policy.get.query({ policyId: id })).push.isMet, { timeoutMs: WAVE_MS });
      expect(await enforcedBy()).toEqual([]);
    });

    it("says before it is pushed which objects its rules go against, by workload, and judges equal ones once", async () => {
      const { access } = stage().clusters.test;
      await kubectl(
        access,
        "create",
        "deployment",
        "unversioned",
        "--image=bank.example/app:latest",
        "--replicas=3",
        "-n",
        stage().namespace,
      );
      await kubectl(access, "run", "alone", "--image=bank.example/app:latest", "-n", stage().namespace);
      const pods = async () => (await kubectl(access, "get", "pods", "-n", stage().namespace, "-o", "name")).split("\n");
      await until("the pods", async () => (await pods()).filter((name) => name.includes("unversioned")).length === 3, {
        timeoutMs: WAVE_MS,
      });
      const ref = { policyId: await policyId(), version: 1 };
      await operator().policy.preview.mutate(ref);
      const impact = await until(
        "the impact",
        async () => {
          const found = await operator().policy.impact.query(ref);
          return found?.state === "judged" ? found : undefined;
        },
        { timeoutMs: WAVE_MS },
      );
      expect(impact.clusters.map(({ clusterName, state, denied }) => [clusterName, state, denied]).sort()).toEqual([
        ["dr-shanghai", "judged", 0],
        ["prod-hangzhou", "judged", 0],
        ["test", "judged", 4],
      ]);
      const { rows } = await operator().policy.impactFindings.query(ref);
      expect(
        rows.map(({ clusterName, workload, message, names }) => [clusterName, workload.kind, workload.name, message, names.length]).sort(),
      ).toEqual([
        ["test", "Deployment", "unversioned", "images must name a version", 3],
        ["test", "Pod", "alone", "images must name a version", 1],
      ]);
      expected = rows.flatMap(({ names }) => names).sort();
    });

    it("reaches the test cluster first, and waits there for a second person", async () => {
      ({ rolloutId } = await operator().policy.push.mutate({ policyId: await policyId(), version: 1 }));
      const pushedAt = performance.now();
      const { targets } = await inPhase(rolloutId, "AwaitingApproval");
      measured("a policy, read back from the test cluster", pushedAt);
      expect(targets.map(({ clusterName, state }) => [clusterName, state]).sort()).toEqual([
        ["dr-shanghai", "pending"],
        ["prod-hangzhou", "pending"],
        ["test", "applied"],
      ]);
      expect(await enforcedBy()).toEqual(["test"]);
      const { version } = await operator().policy.rollout.query({ rolloutId });
      await expect(operator().policy.decide.mutate({ rolloutId, decision: "approve", version })).rejects.toMatchObject({
        data: { code: "FORBIDDEN" },
      });
      expect(await enforcedBy()).toEqual(["test"]);
    });

    it("approved by that person reaches production and DR, and each cluster's state is read back", async () => {
      await approve(rolloutId);
      const approvedAt = performance.now();
      const { decisions } = await inPhase(rolloutId, "Succeeded");
      measured("a policy, read back from production and DR", approvedAt);
      expect(decisions).toMatchObject([{ approverName: "Some approver", decision: "approve" }]);
      const { clusters: deployed } = await operator().policy.get.query({ policyId: await policyId() });
      expect(deployed.map(({ state, version }) => [state, version])).toEqual([...clusters()].map(() => ["applied", 1]));
      expect(await enforcedBy()).toEqual(["dr-shanghai", "prod-hangzhou", "test"]);
    });

    it("makes each API server refuse a pod that violates it", async () => {
      for (const { name, access } of clusters()) {
        const refusal = await until(
          `the refusal of ${name}`,
          () =>
            violate(access).then(
              () => undefined,
              (cause: Error) => cause.message,
            ),
          { timeoutMs: ENFORCED_MS },
        );
        expect(refusal).toContain("images must name a version");
        await kubectl(access, "run", "versioned", "--image=bank.example/app:1", "-n", stage().namespace, "--dry-run=server");
      }
    });

    it("was previewed right: the test cluster's API server denies exactly the pods that were named", async () => {
      const { access } = stage().clusters.test;
      expect(expected).toHaveLength(4);
      expect(await deniedNow(sharedCluster("test"), stage().namespace)).toEqual(expected);
      await kubectl(
        access,
        "delete",
        "deployment/unversioned",
        "pod/alone",
        "-n",
        stage().namespace,
        "--wait=false",
        "--force",
        "--grace-period=0",
      );
    });

    it("rolled back is gone from every cluster, and the pod is taken again", async () => {
      ({ rolloutId } = await operator().policy.rollBack.mutate({ policyId: await policyId(), toVersion: 0, reason: "the drill is over" }));
      await inPhase(rolloutId, "AwaitingApproval");
      await approve(rolloutId);
      await inPhase(rolloutId, "Succeeded");
      expect(await enforcedBy()).toEqual([]);
      for (const { name, access } of clusters())
        await until(`the pod in ${name}`, async () => (await violate(access)).includes("created"), { timeoutMs: ENFORCED_MS });
    });
  });
}
