import { type Fence, type FenceKind, networkFence } from "@holdfast/contracts/commands/network-fence";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { networkReadFence } from "@holdfast/contracts/queries/network-read-fence";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { beforeAll, describe, expect, it } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import { definition, NAMESPACE, paths } from "./fixtures";
import { contractSuite } from "./suite";

const SPACE = `${NAMESPACE}-fenced`;
const pathOf = (group: string, plural: string) => `/apis/${group}/namespaces/${SPACE}/${plural}`;
const POLICIES = pathOf("networking.k8s.io/v1", "networkpolicies");

const kinds: readonly [FenceKind, string, object][] = [
  ["NetworkPolicy", POLICIES, { podSelector: { matchLabels: { app: "core" } }, policyTypes: ["Ingress"] }],
  [
    "CiliumNetworkPolicy",
    pathOf("cilium.io/v2", "ciliumnetworkpolicies"),
    { endpointSelector: { matchLabels: { app: "core" } }, ingressDeny: [{ fromEntities: ["all"] }] },
  ],
  [
    "AuthorizationPolicy",
    pathOf("security.istio.io/v1", "authorizationpolicies"),
    { selector: { matchLabels: { app: "core" } }, action: "DENY", rules: [{}] },
  ],
];

/** `network.fence` and its reading back. */
export function describeFences(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const fence = (app: string, by: FenceKind = "NetworkPolicy"): Fence => ({ namespace: SPACE, pods: { app }, by, egress: false });
  const set = (of: Fence, fenced: boolean) => suite.order(networkFence.name, { ...of, fenced });
  const look = (of: Fence) => suite.hub.ask(suite.agent, networkReadFence, of);
  beforeAll(async () => {
    await suite.create("/api/v1/namespaces", { metadata: { name: SPACE } });
  });

  it("refuses a kind that nobody serves, and says so", async () => {
    const of = fence("core", "AuthorizationPolicy");
    expect(await set(of, true)).toMatchObject({ outcome: "refused", reason: "KindAbsent" });
    expect(await look(of)).toMatchObject({ isServed: false, state: "absent" });
  });

  describe("where its kinds are served", () => {
    beforeAll(async () => {
      await suite.create(paths.definitions, definition("cilium.io", "ciliumnetworkpolicies", "CiliumNetworkPolicy", ["v2"]));
      await suite.create(paths.definitions, definition("security.istio.io", "authorizationpolicies", "AuthorizationPolicy"));
    });

    it.each(kinds)("puts up a %s that denies, once, and takes just that away again", async (by, path, spec) => {
      const of = fence("core", by);
      await expect.poll(async () => (await look(of)).isServed, { timeout: 30_000 }).toBe(true);
      const { name } = await look(of);
      expect(await set(of, true)).toMatchObject({ outcome: "succeeded", output: { hasChanged: true }, changes: [{ operation: "create" }] });
      const made = await suite.read(path, name);
      expect(made?.spec).toEqual(spec);
      expect(made?.metadata?.labels).toMatchObject({ "holdfast.dev/fence": "true" });
      expect(await look(of)).toMatchObject({ isServed: true, hasNamespace: true, state: "stands", holes: [] });
      expect(await set(of, true)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false }, changes: [{ operation: "none" }] });

      expect(await set(of, false)).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: true },
        changes: [{ operation: "delete" }],
      });
      expect(await suite.read(path, name)).toBeUndefined();
      expect(await set(of, false)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
    });

    it("keeps apart every pod of a namespace, in both directions, under a name of its own", async () => {
      const of = { namespace: SPACE, pods: {}, by: "CiliumNetworkPolicy" as const, egress: true };
      expect(await set(of, true)).toMatchObject({ outcome: "succeeded" });
      const { name, state } = await look(of);
      expect(state).toBe("stands");
      expect(name).not.toBe((await look({ ...of, egress: false })).name);
      expect((await suite.read(kinds[1]?.[1] ?? "", name))?.spec).toMatchObject({
        ingressDeny: [{ fromEntities: ["all"] }],
        egressDeny: [{ toEntities: ["all"] }],
      });
    });
  });

  it("leaves alone what somebody changed, and what was never its own", async () => {
    const changed = fence("changed");
    await set(changed, true);
    const { name } = await look(changed);
    await suite.mergePatch(POLICIES, name, { spec: { ingress: [{}] } });
    expect(await look(changed)).toMatchObject({ state: "other" });
    expect(await set(changed, false)).toMatchObject({ outcome: "refused", reason: "NotOurs" });
    expect(await set(changed, true)).toMatchObject({ outcome: "refused", reason: "NotOurs" });
    expect(await suite.read(POLICIES, name)).toBeDefined();

    const strange = fence("strange");
    const taken = (await look(strange)).name;
    await suite.create(POLICIES, { metadata: { name: taken }, spec: { podSelector: {}, policyTypes: ["Ingress"] } });
    expect(await set(strange, true)).toMatchObject({ outcome: "refused", reason: "NotOurs" });
    await suite.remove(POLICIES, name);
    await suite.remove(POLICIES, taken);
  });

  it("names the policies that let traffic in beside it, and no others", async () => {
    const policy = (name: string, pods: object, ingress: object[]) => ({
      metadata: { name },
      spec: { podSelector: { matchLabels: pods }, policyTypes: ["Ingress"], ingress },
    });
    await suite.create(POLICIES, policy("lets-in", { app: "leaky" }, [{}]));
    await suite.create(POLICIES, policy("lets-some-in", { tier: "web" }, [{}]));
    await suite.create(POLICIES, policy("denies", { app: "leaky" }, []));
    await suite.create(POLICIES, policy("lets-others-in", { app: "other" }, [{}]));
    expect((await look(fence("leaky"))).holes).toEqual(["lets-in", "lets-some-in"]);
    expect((await look(fence("leaky", "CiliumNetworkPolicy"))).holes).toEqual([]);
    for (const name of ["lets-in", "lets-some-in", "denies", "lets-others-in"]) await suite.remove(POLICIES, name);
  });

  it("rehearsed says what it would put up and take away, and does neither", async () => {
    const of = fence("dry");
    const rehearse = (fenced: boolean) =>
      suite.hub.ask(suite.agent, commandRehearse, { name: networkFence.name, input: { ...of, fenced } });
    expect(await rehearse(true)).toMatchObject({ refusal: null, changes: [{ kind: "NetworkPolicy", operation: "create" }] });
    expect((await look(of)).state).toBe("absent");
    await set(of, true);
    expect(await rehearse(false)).toMatchObject({ refusal: null, changes: [{ operation: "delete" }] });
    expect((await look(of)).state).toBe("stands");
  });

  it("is refused where there is no such namespace, and fails as forbidden for an account that may only read", async () => {
    const nowhere = { ...fence("core"), namespace: "nowhere" };
    expect(await set(nowhere, true)).toMatchObject({ outcome: "refused", reason: "NotFound" });
    expect(await look(nowhere)).toMatchObject({ hasNamespace: false });
    const of = fence("forbidden");
    const { outcome, obstacles } = await asReader(suite.cluster, networkFence.name, { ...of, fenced: true });
    expect(outcome).toMatchObject({ outcome: "failed", reason: "Forbidden" });
    expect(obstacles.missing).toEqual(
      expect.arrayContaining([{ group: "networking.k8s.io", resource: "networkpolicies", verb: "create" }]),
    );
    const { body } = await suite.cluster.request<{ items: KubeObject[] }>("GET", POLICIES);
    expect(body.items.map(({ metadata }) => metadata?.name)).not.toContain((await look(of)).name);
  });
}
