// What the standby has beside its database: a fence of CSI-Addons and a route of a gateway, with the parts of their
// controllers played.
import { setTimeout as delay } from "node:timers/promises";
import { NAMESPACE } from "@holdfast/testkit/testbed/cloudnativepg/cluster-objects";
import type { PlayedOperator } from "@holdfast/testkit/testbed/cloudnativepg/play-cloudnativepg";
import type { KubeRequest } from "@holdfast/testkit/testbed/cluster-access";
import { installCrds } from "@holdfast/testkit/testbed/install-crds";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";

export const FENCE = "lost-site";
export const ROUTE = "core";
/** What the route leads to, by site. */
export const BACKENDS = { prod: "core-prod", dr: "core-dr" } as const;

const FENCES = "/apis/csiaddons.openshift.io/v1alpha1/networkfences";
const ROUTES = `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}/httproutes`;
const GATEWAY = { name: "edge" };
const LOOK_MS = 50;
const MERGE = { "content-type": "application/merge-patch+json" };

async function make(request: KubeRequest, path: string, body: object): Promise<void> {
  const answer = await request("POST", path, body);
  if (answer.status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer.body)}`);
}

/** Makes the fence, which is down, and the route, which leads to the primary. The namespace must be there. */
export async function createStandbyObjects(request: KubeRequest): Promise<void> {
  await installCrds(request, [vendorCrd("networkfences.csiaddons.openshift.io"), vendorCrd("httproutes.gateway.networking.k8s.io")]);
  await make(request, FENCES, {
    apiVersion: "csiaddons.openshift.io/v1alpha1",
    kind: "NetworkFence",
    metadata: { name: FENCE },
    spec: { fenceState: "Unfenced", cidrs: ["192.0.2.0/24"], networkFenceClassName: "bench" },
  });
  await make(request, ROUTES, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: ROUTE },
    spec: {
      parentRefs: [GATEWAY],
      rules: [
        {
          backendRefs: [
            { name: BACKENDS.prod, port: 80, weight: 1 },
            { name: BACKENDS.dr, port: 80, weight: 0 },
          ],
        },
      ],
    },
  });
}

interface Found {
  readonly metadata: { readonly generation?: number };
  readonly spec: { readonly fenceState?: string };
}

const fenceStatus = ({ spec }: Found) => ({
  result: "Succeeded",
  message: spec.fenceState === "Fenced" ? "fencing operation successful" : "unfencing operation successful",
});

const routeStatus = ({ metadata }: Found) => {
  const observed = { status: "True", reason: "Bench", message: "", lastTransitionTime: "2026-01-01T00:00:00Z" };
  const conditions = ["Accepted", "ResolvedRefs"].map((type) => ({ type, ...observed, observedGeneration: metadata.generation ?? 0 }));
  return { parents: [{ parentRef: GATEWAY, controllerName: "bench.holdfast.dev/gateway", conditions }] };
};

/** Says of both objects, until it is stopped, that what they ask for is done: at once, as nothing is behind them. */
export function playControllers(request: KubeRequest): PlayedOperator {
  const told = new Map<string, string>();
  let isStopping = false;
  const keep = async (path: string, statusOf: (found: Found) => object) => {
    const { status: code, body } = await request<Found>("GET", path);
    if (code !== 200) return;
    const status = statusOf(body);
    const text = JSON.stringify(status);
    if (told.get(path) === text) return;
    const answer = await request("PATCH", `${path}/status`, { status }, MERGE);
    if (answer.status === 200) told.set(path, text);
  };
  const playing = (async () => {
    while (!isStopping) {
      await Promise.all([keep(`${FENCES}/${FENCE}`, fenceStatus), keep(`${ROUTES}/${ROUTE}`, routeStatus)]).catch(() => undefined);
      await delay(LOOK_MS);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await playing;
    },
  };
}
