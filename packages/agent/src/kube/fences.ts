import { isDeepStrictEqual } from "node:util";
import type { Fence, FenceKind } from "@holdfast/contracts/commands/network-fence";
import type { FenceState } from "@holdfast/contracts/queries/network-read-fence";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { fenceName } from "@holdfast/domain/plan/fence-name";
import type { ServedResource } from "./discovery";
import type { KubePort, ObjectRef } from "./kube-port";

interface Kind {
  readonly group: string;
  readonly plural: string;
  readonly versions: readonly string[];
  readonly spec: (fence: Fence) => Readonly<Record<string, unknown>>;
}

const selecting = ({ pods }: Fence) => (Object.keys(pods).length === 0 ? {} : { matchLabels: pods });

/** The kinds that a fence may be of, and what they deny with. */
export const fenceKinds: Readonly<Record<FenceKind, Kind>> = {
  NetworkPolicy: {
    ...{ group: "networking.k8s.io", plural: "networkpolicies", versions: ["v1"] },
    spec: (fence) => ({ podSelector: selecting(fence), policyTypes: fence.egress ? ["Ingress", "Egress"] : ["Ingress"] }),
  },
  CiliumNetworkPolicy: {
    ...{ group: "cilium.io", plural: "ciliumnetworkpolicies", versions: ["v2"] },
    spec: (fence) => ({
      endpointSelector: selecting(fence),
      ingressDeny: [{ fromEntities: ["all"] }],
      ...(fence.egress ? { egressDeny: [{ toEntities: ["all"] }] } : {}),
    }),
  },
  AuthorizationPolicy: {
    ...{ group: "security.istio.io", plural: "authorizationpolicies", versions: ["v1", "v1beta1"] },
    // One rule without conditions matches every request; no rule at all would match none.
    spec: (fence) => ({ ...(Object.keys(fence.pods).length === 0 ? {} : { selector: selecting(fence) }), action: "DENY", rules: [{}] }),
  },
};

const FENCE_LABEL = "holdfast.dev/fence";

/** Where a fence is or will be; undefined where its kind is not served. */
export async function findFence(kube: KubePort, fence: Fence): Promise<ObjectRef | undefined> {
  const { group, plural, versions } = fenceKinds[fence.by];
  const resource = await kube.find(group, plural, versions);
  return resource && { resource, namespace: fence.namespace, name: fenceName(fence) };
}

/** The fence as it is put up. */
export const fenceObject = (fence: Fence, { resource, namespace, name }: ObjectRef): KubeObject => ({
  apiVersion: `${resource.group}/${resource.version}`,
  kind: resource.kind,
  metadata: { name, namespace: namespace ?? "", labels: { [FENCE_LABEL]: "true", "app.kubernetes.io/managed-by": "holdfast" } },
  spec: fenceKinds[fence.by].spec(fence),
});

/** An empty list or map in a policy says no more than none. */
const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;
const said = (spec: object = {}) => Object.fromEntries(Object.entries(spec).filter(([, value]) => !isEmpty(value)));

/** Whether an object is this very fence, unchanged. */
export function fenceState(fence: Fence, live: KubeObject | undefined): FenceState {
  if (!live) return "absent";
  const isOurs = live.metadata?.labels?.[FENCE_LABEL] === "true";
  return isOurs && isDeepStrictEqual(said(live.spec), said(fenceKinds[fence.by].spec(fence))) ? "stands" : "other";
}

interface NetworkPolicy extends KubeObject {
  readonly spec?: {
    readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly ingress?: readonly unknown[];
    readonly egress?: readonly unknown[];
  };
}

/** Whether there may be a pod that both select. What expressions ask for is not looked at: a hole too many is the safe error. */
const mayMeet = (pods: Fence["pods"], labels: Readonly<Record<string, string>> = {}) =>
  Object.entries(labels).every(([key, value]) => pods[key] === undefined || pods[key] === value);

/** The NetworkPolicies that let something through beside a fence of their own kind, which can only leave out. */
export async function holesBeside(kube: KubePort, fence: Fence, resource: ServedResource): Promise<string[]> {
  if (fence.by !== "NetworkPolicy") return [];
  const policies = await kube.list<NetworkPolicy>(resource, fence.namespace);
  return policies
    .filter(({ spec }) => (spec?.ingress?.length ?? 0) > 0 || (fence.egress && (spec?.egress?.length ?? 0) > 0))
    .filter(({ spec }) => mayMeet(fence.pods, spec?.podSelector?.matchLabels))
    .map(({ metadata }) => metadata?.name ?? "")
    .sort()
    .slice(0, 100);
}

/** Whether the namespace of a fence is there. */
export const hasNamespace = async (kube: KubePort, name: string): Promise<boolean> =>
  (await kube.read({ resource: { group: "", version: "v1", plural: "namespaces", kind: "Namespace", isNamespaced: false }, name })) !==
  undefined;
