import type { ClusterAccess, KubeRequest } from "@holdfast/testkit/testbed/cluster-access";
import { installCrds } from "@holdfast/testkit/testbed/install-crds";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";

/** The shares of traffic that go to the primary and to the standby. */
export interface Shares {
  readonly primary: number;
  readonly standby: number;
}

/** The hosts and backends that the routes of the tests know. */
export const HOSTS = { primary: "core.prod-hangzhou.example", standby: "core.bank.svc.cluster.local" } as const;
/** Backends of the gateway's route, both at the port that `core` serves. */
export const BACKENDS = { primary: "core-prod", standby: "core", port: 8080 } as const;

const paths = (namespace: string) => ({
  virtualServices: `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`,
  httpRoutes: `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`,
});

async function created(request: KubeRequest, path: string, body: object): Promise<void> {
  const { status, body: answer } = await request("POST", path, body);
  if (status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
}

/** Installs the two kinds and a route of each, which send everything to the primary. */
export async function routeToPrimary(request: KubeRequest, namespace: string): Promise<void> {
  await installCrds(request, [vendorCrd("virtualservices.networking.istio.io"), vendorCrd("httproutes.gateway.networking.k8s.io")]);
  const { virtualServices, httpRoutes } = paths(namespace);
  await created(request, virtualServices, {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "core" },
    spec: {
      hosts: ["core"],
      http: [
        {
          route: [
            { destination: { host: HOSTS.primary }, weight: 100 },
            { destination: { host: HOSTS.standby }, weight: 0 },
          ],
        },
      ],
    },
  });
  await created(request, httpRoutes, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "core" },
    spec: {
      rules: [
        {
          backendRefs: [
            { name: BACKENDS.primary, port: BACKENDS.port, weight: 100 },
            { name: BACKENDS.standby, port: BACKENDS.port, weight: 0 },
          ],
        },
      ],
    },
  });
}

interface Routed {
  readonly spec: {
    readonly http?: readonly { route: readonly { destination: { host: string }; weight: number }[] }[];
    readonly rules?: readonly { backendRefs: readonly { name: string; weight: number }[] }[];
    readonly replicas?: number;
  };
}

/** What the cluster itself says of the site: its replicas, and the shares of both routes. */
export async function siteNow(
  { request }: Pick<ClusterAccess, "name"> & { readonly request: KubeRequest },
  namespace: string,
): Promise<{ replicas: number | undefined; mesh: Shares; gateway: Shares }> {
  const { virtualServices, httpRoutes } = paths(namespace);
  const read = async (path: string) => (await request<Routed>("GET", path)).body.spec;
  const [deployment, mesh, gateway] = await Promise.all([
    read(`/apis/apps/v1/namespaces/${namespace}/deployments/core`),
    read(`${virtualServices}/core`),
    read(`${httpRoutes}/core`),
  ]);
  const meshOf = (host: string) => mesh.http?.[0]?.route.find((each) => each.destination.host === host)?.weight ?? -1;
  const gatewayOf = (name: string) => gateway.rules?.[0]?.backendRefs.find((each) => each.name === name)?.weight ?? -1;
  return {
    replicas: deployment.replicas,
    mesh: { primary: meshOf(HOSTS.primary), standby: meshOf(HOSTS.standby) },
    gateway: { primary: gatewayOf(BACKENDS.primary), standby: gatewayOf(BACKENDS.standby) },
  };
}
