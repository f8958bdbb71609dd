import { vendorCrd } from "../../vendor-crds/vendor-crd";
import type { KubeRequest } from "../cluster-access";
import { installCrds } from "../install-crds";
import { createNamespace } from "../service-account";

/** Where the Cluster objects are. */
export const NAMESPACE = "bank";
/** The Cluster object of each site. */
export const OBJECTS = { prod: "core", dr: "core-dr" } as const;
/** What is used here of CloudNativePG's Cluster. */
export interface ClusterObject {
  readonly spec: { readonly replica: { readonly self: string; readonly primary: string; readonly promotionToken?: string } };
}

const CLUSTERS = `/apis/postgresql.cnpg.io/v1/namespaces/${NAMESPACE}/clusters`;
/** Where the object of this name is at its API server. */
export const clusterPath = (name: string) => `${CLUSTERS}/${name}`;

/** Makes the object of one site of a topology of two, in which `primary` takes the writes. */
export async function createClusterObject(request: KubeRequest, of: { self: string; peer: string; primary: string }): Promise<void> {
  await installCrds(request, [vendorCrd("clusters.postgresql.cnpg.io")]);
  await createNamespace(request, NAMESPACE);
  const { status, body } = await request("POST", CLUSTERS, {
    apiVersion: "postgresql.cnpg.io/v1",
    kind: "Cluster",
    metadata: { name: of.self },
    spec: {
      instances: 1,
      replica: { self: of.self, primary: of.primary, source: of.peer },
      externalClusters: [{ name: of.self }, { name: of.peer }],
    },
  });
  if (status !== 201) throw new Error(`the Cluster ${of.self} was refused: ${JSON.stringify(body)}`);
}
