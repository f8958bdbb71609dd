import { readFileSync } from "node:fs";
import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { policyRead } from "@holdfast/contracts/queries/policy-read";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { parsePolicy } from "@holdfast/domain/policy/parse-policy";
import type { LivePort } from "@holdfast/services/live/live-port";
import { judgeCluster } from "@holdfast/services/policy-impact/judge-cluster";
import { judgedRules } from "@holdfast/services/policy-impact/judged-rules";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import type { SharedTestbed } from "@holdfast/testkit/testbed/real-setup";
import { createNamespace, createServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import { startGatekeeper } from "@holdfast/testkit/testbed/start-gatekeeper";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { regoJudge } from "../../../../apps/hub/src/policies/rego-judge";
import type { ContractCluster } from "../../test/contract/contract-cluster";
import { contractSuite } from "../../test/contract/suite";
import { clusterRole } from "../rbac/cluster-role";

/** Names the global setup that the test bed comes from, for the compiler. */
export type Testbed = SharedTestbed;
const LIBRARY = new URL("../../../policy-library/src/policies/no-privileged/manifests.yaml", import.meta.url);
const HASH = ["a", "b", "c"].map((letter) => letter.repeat(64)) as [string, string, string];
const POLICY = "no-privileged";
const SHOP = "/api/v1/namespaces/shop/pods";
const SLOW = { timeout: 45_000, interval: 200 };

let real: TestCluster | undefined;
let gatekeeper: Awaited<ReturnType<typeof startGatekeeper>> | undefined;
let cluster: ContractCluster | undefined;
const judge = regoJudge();

const pod = (name: string, isPrivileged: boolean, image = "registry.example.com/shop/web:1") => ({
  metadata: { name, labels: { app: name } },
  spec: { nodeName: "nowhere", containers: [{ name: "app", image, securityContext: { privileged: isPrivileged } }] },
});
const pods = [
  pod("plain", false),
  pod("privileged", true),
  pod("privileged-too", true),
  pod("exempt", true, "registry.example.com/net/cni:3"),
];

/** The objects of the library's policy, with its enforcement and its Rego as they are to be. */
function objects(change: { enforcementAction?: string; rego?: string } = {}): PolicyObject[] {
  const parsed = parsePolicy(readFileSync(LIBRARY, "utf8"));
  if (!parsed.isValid) throw new Error("the library's policy is one");
  const { enforcementAction = "deny", rego } = change;
  return parsed.objects.map((object) => {
    if (object.kind !== "ConstraintTemplate") return { ...object, spec: { ...object.spec, enforcementAction } };
    return rego === undefined
      ? object
      : { ...object, spec: { ...object.spec, targets: [{ target: "admission.k8s.gatekeeper.sh", rego }] } };
  });
}

// Without Gatekeeper there is nothing to push constraints to: CI has it, and lacks() throws there where it has not.
describe.skipIf(lacks("gatekeeper"))("a real Gatekeeper", () => {
  beforeAll(async () => {
    real = await startCluster({ name: "gatekeeper", nodes: 1, components: ["etcd", "apiserver", "controllerManager"] });
    const { request } = real;
    gatekeeper = await startGatekeeper(real);
    await createNamespace(request, "shop");
    for (const each of pods) expect((await request("POST", SHOP, each)).status).toBe(201);
    const rules = clusterRole([], [], false, false, ["gatekeeper"]).rules;
    const { kubeconfigPath } = await createServiceAccount(real, { namespace: "holdfast", name: "agent", rules });
    cluster = {
      ...{ kubeconfig: kubeconfigPath, readerKubeconfig: kubeconfigPath, cut: () => Promise.resolve() },
      request: async <T = KubeObject>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) =>
        request<T>(method as "GET", path, body, headers),
    };
  }, 120_000);
  afterAll(async () => {
    await judge.close();
    await gatekeeper?.stop();
    await real?.stop();
  });
  const suite = contractSuite(() => {
    if (!cluster) throw new Error("the cluster is there from beforeAll on");
    return cluster;
  });

  const version = (contentHash: string, all: readonly PolicyObject[], remove: object[] = []) => ({
    policy: POLICY,
    contentHash,
    objects: all,
    remove,
  });
  const rehearse = (all: readonly PolicyObject[]) =>
    suite.hub.ask(suite.agent, commandRehearse, { name: policyApply.name, input: version(HASH[0], all) as never });
  const live: LivePort = { ask: (_, contract, input) => suite.hub.ask(suite.agent, contract, input) };

  /** What the preview says of the pods that run, by their names. */
  async function preview(all: readonly PolicyObject[]) {
    const { rules, notJudged } = judgedRules(all);
    expect(notJudged).toEqual([]);
    const asked = { live, judge, clusterId: "c", rules, resources: ["pods"], onProgress: async () => undefined, signal: undefined };
    const { found } = await judgeCluster(asked);
    return found.findings.flatMap(({ names, effect, message }) => names.map((name) => ({ name, effect, message })));
  }

  /** Which of the pods the API server lets nobody write again, and what it says of them. */
  async function refused() {
    const answers = await Promise.all(
      pods.map(async (each) => {
        const again = { ...each, metadata: { ...each.metadata, name: `${each.metadata.name}-again` } };
        const { status, body } = await suite.cluster.request<{ message?: string }>("POST", `${SHOP}?dryRun=All`, again);
        return { name: each.metadata.name, status, message: body.message ?? "" };
      }),
    );
    return answers.filter(({ status }) => status !== 201);
  }

  it("denies exactly the pods that the preview named, once the library's policy is pushed, and lets them in when it is removed", async () => {
    const all = objects();
    const named = await preview(all);
    expect(named.map(({ name, effect }) => [name, effect])).toEqual([
      ["privileged", "deny"],
      ["privileged-too", "deny"],
    ]);
    expect(await refused()).toEqual([]);
    expect(await rehearse(all)).toMatchObject({
      refusal: null,
      changes: [{ warnings: [] }, { warnings: [expect.stringContaining("Not tried")] }],
    });
    expect(await suite.order(policyApply.name, version(HASH[0], all))).toMatchObject({
      outcome: "succeeded",
      changes: [
        { kind: "ConstraintTemplate", operation: "create" },
        { kind: "HoldfastNoPrivileged", operation: "create" },
      ],
    });
    await vi.waitFor(async () => expect((await refused()).map(({ name }) => name)).toEqual(named.map(({ name }) => name)), SLOW);
    for (const { name, message } of await refused())
      expect(message).toContain(`[no-privileged] ${named.find((each) => each.name === name)?.message}`);
    const refs = all.map(({ kind, metadata: { name } }) => ({ kind, name }));
    const read = () => suite.hub.ask(suite.agent, policyRead, { objects: refs });
    await vi.waitFor(
      async () =>
        expect((await read()).objects).toMatchObject(
          refs.map(() => ({ isPresent: true, isObserved: true, contentHash: HASH[0], problems: [] })),
        ),
      SLOW,
    );
    expect((await suite.order(policyApply.name, version(HASH[0], all))).changes.map(({ operation }) => operation)).toEqual([
      "none",
      "none",
    ]);

    const softer = objects({ enforcementAction: "warn" });
    expect((await preview(softer)).map(({ name, effect }) => [name, effect])).toEqual([
      ["privileged", "warn"],
      ["privileged-too", "warn"],
    ]);
    expect(await suite.order(policyApply.name, version(HASH[1], softer))).toMatchObject({ outcome: "succeeded" });
    await vi.waitFor(async () => expect(await refused()).toEqual([]), SLOW);

    expect(await suite.order(policyApply.name, version(HASH[1], objects()))).toMatchObject({ outcome: "succeeded" });
    await vi.waitFor(async () => expect(await refused()).toHaveLength(2), SLOW);
    expect(
      (await suite.order(policyApply.name, version(HASH[2], [], refs))).changes.map(({ kind, operation }) => `${operation} ${kind}`),
    ).toEqual(["delete HoldfastNoPrivileged", "delete ConstraintTemplate"]);
    await vi.waitFor(async () => expect(await refused()).toEqual([]), SLOW);
  });

  it("can't use a template that does not compile: the push comes back as failed in its own words, and it can be taken away", async () => {
    const broken = objects({ rego: 'package holdfastnoprivileged\nviolation[{"msg": msg}] { msg := nobody.home( }' });
    expect(await suite.order(policyApply.name, version(HASH[0], broken))).toMatchObject({
      outcome: "failed",
      reason: "NotTakenUp",
      message: expect.stringContaining("rego_parse_error"),
      changes: [{ kind: "ConstraintTemplate", operation: "create" }],
    });
    const ref = { kind: "ConstraintTemplate", name: "holdfastnoprivileged" };
    expect((await suite.hub.ask(suite.agent, policyRead, { objects: [ref] })).objects).toMatchObject([
      { isPresent: true, problems: [expect.stringContaining("rego_parse_error")] },
    ]);
    expect(await suite.order(policyApply.name, version(HASH[1], [], [ref]))).toMatchObject({ changes: [{ operation: "delete" }] });
  });
});
