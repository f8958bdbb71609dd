// The clusters that a cluster manages by Rancher, Karmada or Open Cluster Management. Fields are named one by one: these objects
// may hold kubeconfigs, tokens and names of credentials, and none of that is wanted.
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { scrub } from "@holdfast/domain/secret/scrub";
import { type Fact, facts, text, texts, yes } from "../facts";
import type { Projection } from "./projection";

interface Placed {
  readonly region?: string;
}
interface RancherCluster extends KubeObject {
  readonly spec?: {
    readonly displayName?: string;
    readonly internal?: boolean;
    readonly kubernetesVersion?: string;
    readonly eksConfig?: Placed;
    readonly gkeConfig?: Placed;
    readonly aksConfig?: { readonly resourceLocation?: string };
  };
  readonly status?: {
    readonly version?: { readonly gitVersion?: string };
    readonly provider?: string;
    readonly driver?: string;
    readonly apiEndpoint?: string;
    readonly clusterName?: string;
  };
}
interface KarmadaCluster extends KubeObject {
  readonly spec?: {
    readonly id?: string;
    readonly apiEndpoint?: string;
    readonly provider?: string;
    readonly region?: string;
    readonly zone?: string;
    readonly zones?: readonly string[];
  };
  readonly status?: { readonly kubernetesVersion?: string };
}
interface ManagedCluster extends KubeObject {
  readonly spec?: { readonly managedClusterClientConfigs?: readonly { readonly url?: string }[] };
  readonly status?: {
    readonly version?: { readonly kubernetes?: string };
    readonly clusterClaims?: readonly { readonly name?: string; readonly value?: string }[];
  };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const clean = (value: unknown, longest = 253): Fact => {
  const told = text(value, longest);
  return told === undefined ? undefined : scrub(told);
};
/** An address without what may stand around it: a user, a query. Undefined for what is no address. */
function address(value: unknown): Fact {
  const told = text(value, 1024);
  if (told === undefined || !URL.canParse(told)) return undefined;
  const { protocol, host, pathname } = new URL(told);
  return /^https?:$/.test(protocol) ? `${protocol}//${host}${pathname === "/" ? "" : clean(pathname)}` : undefined;
}
const uidOf = (value: unknown): Fact => (typeof value === "string" && UUID.test(value) ? value.toLowerCase() : undefined);

/** Rancher's own record of a cluster: how people call it, its version, who provides it, where it answers. */
export const projectRancherCluster = ({ spec, status }: RancherCluster): Projection => ({
  facts: facts({
    displayName: clean(spec?.displayName),
    kubernetesVersion: clean(status?.version?.gitVersion, 63),
    provider: clean(status?.provider || status?.driver, 63),
    region: clean(spec?.eksConfig?.region ?? spec?.gkeConfig?.region ?? spec?.aksConfig?.resourceLocation, 63),
    endpoint: address(status?.apiEndpoint),
    isControlPlane: yes(spec?.internal),
  }),
});

/** The cluster that somebody ordered of Rancher: `managementName` is the record that it became. */
export const projectRancherProvisionedCluster = ({ spec, status }: RancherCluster): Projection => ({
  facts: facts({ kubernetesVersion: clean(spec?.kubernetesVersion, 63), managementName: clean(status?.clusterName) }),
});

/** A member of Karmada. Its `spec.id` is the uid of the member's kube-system. */
export const projectKarmadaCluster = ({ spec, status }: KarmadaCluster): Projection => ({
  facts: facts({
    kubernetesVersion: clean(status?.kubernetesVersion, 63),
    provider: clean(spec?.provider, 63),
    region: clean(spec?.region, 63),
    zones: texts(spec?.zones ?? [spec?.zone], 63).map(scrub),
    endpoint: address(spec?.apiEndpoint),
    clusterUid: uidOf(spec?.id),
  }),
});

/** A managed cluster of Open Cluster Management: what its claims say of it. */
export function projectManagedCluster({ metadata, spec, status }: ManagedCluster): Projection {
  const claim = (name: string) => status?.clusterClaims?.find((each) => each.name === name)?.value;
  return {
    facts: facts({
      kubernetesVersion: clean(status?.version?.kubernetes ?? claim("kubeversion.open-cluster-management.io"), 63),
      provider: clean(claim("platform.open-cluster-management.io"), 63),
      region: clean(claim("region.open-cluster-management.io"), 63),
      endpoint: address(spec?.managedClusterClientConfigs?.[0]?.url),
      clusterUid: uidOf(claim("id.k8s.io")),
      isControlPlane: yes(metadata?.labels?.["local-cluster"] === "true"),
    }),
  };
}
