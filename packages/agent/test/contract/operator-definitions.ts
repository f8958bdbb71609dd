// Definitions of kinds whose vendors ship none in a form that is kept here, with just the fields that steps use, typed as the operators type them. They are structural,
// so that the API server drops or refuses a field at any other place; everything around these fields is left out.
import { type CustomDefinition, definition } from "./fixtures";

type Schema = Readonly<Record<string, unknown>>;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const oneOf = (...values: string[]) => ({ type: "string", enum: values });
const list = (items: Schema) => ({ type: "array", items });
const map = (properties: Schema) => ({ type: "object", properties });
const conditions = list(map({ type: text, status: text, reason: text, message: text }));
const generation = { type: "integer", format: "int64" } as const;

/** A definition whose objects have these fields and no others. */
function structural(given: CustomDefinition, spec: Schema, status: Schema): CustomDefinition {
  const openAPIV3Schema = { type: "object", properties: { spec: map(spec), status: map(status) } };
  const versions = given.spec.versions.map((version) => ({ ...version, schema: { openAPIV3Schema } }));
  return { ...given, spec: { ...given.spec, versions } };
}

const ramen = {
  ...{ action: oneOf("Failover", "Relocate"), failoverCluster: text, preferredCluster: text },
  ...{
    drPolicyRef: map({ name: text }),
    placementRef: map({ kind: text, name: text }),
    pvcSelector: map({ matchLabels: map({ app: text }) }),
  },
};
const ramenState = { phase: text, progression: text, observedGeneration: generation, lastGroupSyncTime: text, conditions };
const placementControls = () => definition("ramendr.openshift.io", "drplacementcontrols", "DRPlacementControl", ["v1alpha1"]);

/** Ramen's DRPlacementControl, and as it was before Ramen knew tests. */
export const drPlacementControl = structural(placementControls(), { ...ramen, dryRun: flag }, ramenState);
export const drPlacementControlWithoutTests = structural(placementControls(), ramen, ramenState);

const free = { type: "object", "x-kubernetes-preserve-unknown-fields": true } as const;
const kafkaCluster = { alias: text, bootstrapServers: text, authentication: free, tls: free, config: free };
const connector = map({ tasksMax: { type: "integer" }, config: free, pause: flag, state: oneOf("paused", "stopped", "running") });
const mirror = {
  ...{ source: map(kafkaCluster), sourceCluster: text, targetCluster: text, topicsPattern: text },
  ...{ sourceConnector: connector, checkpointConnector: connector },
};

/** Strimzi's KafkaMirrorMaker2 in the version that knows both layouts of its clusters. */
export const kafkaMirrorMaker = structural(
  definition("kafka.strimzi.io", "kafkamirrormaker2s", "KafkaMirrorMaker2", ["v1beta2"]),
  {
    ...{ replicas: { type: "integer" }, connectCluster: text, clusters: list(map(kafkaCluster)), mirrors: list(map(mirror)) },
    target: map({ ...kafkaCluster, groupId: text, configStorageTopic: text, statusStorageTopic: text, offsetStorageTopic: text }),
  },
  { observedGeneration: generation, conditions, connectors: list(free) },
);

/** Karmada's Cluster, of its own aggregated API, and its policies. */
export const karmadaCluster = structural(
  definition("cluster.karmada.io", "clusters", "Cluster", ["v1alpha1"], "Cluster"),
  { syncMode: oneOf("Push", "Pull"), taints: list(map({ key: text, value: text, effect: text, timeAdded: text })) },
  { conditions },
);
const policy = {
  resourceSelectors: list(map({ apiVersion: text, kind: text, name: text })),
  placement: map({ clusterAffinity: map({ clusterNames: list(text) }), clusterAffinities: list(free) }),
  ...{ activationPreference: text, suspension: map({ dispatching: flag }) },
};
export const propagationPolicy = structural(
  definition("policy.karmada.io", "propagationpolicies", "PropagationPolicy", ["v1alpha1"]),
  policy,
  {},
);
export const clusterPropagationPolicy = structural(
  definition("policy.karmada.io", "clusterpropagationpolicies", "ClusterPropagationPolicy", ["v1alpha1"], "Cluster"),
  policy,
  {},
);

/** What Karmada has placed where. Commands only count them. */
export const karmadaBindings = [
  definition("work.karmada.io", "resourcebindings", "ResourceBinding", ["v1alpha2"]),
  definition("work.karmada.io", "clusterresourcebindings", "ClusterResourceBinding", ["v1alpha2"], "Cluster"),
];
