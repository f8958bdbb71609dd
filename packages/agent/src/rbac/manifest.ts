import type { PolicyFamily } from "@holdfast/contracts/policy-kinds";
import { AGENT_LABELS, AGENT_NAME, clusterRole } from "./cluster-role";

/** A key of a Secret, and the file that the agent reads it from. */
export interface MountedSecret {
  readonly service: string;
  readonly secret: string;
  readonly key: string;
}

/** The folder that the credential of a service is mounted in. */
export const credentialFolder = (service: string): string => `/credentials/${service}`;

/** What a manifest is made for. Without a persistent volume the agent enrols anew when its node is gone. */
export interface ManifestOptions {
  readonly image: string;
  readonly namespace: string;
  readonly hubUrl: string;
  readonly clusterId: string;
  readonly caPin: string;
  readonly token: string | undefined;
  readonly isPersistent: boolean;
  readonly observed: readonly string[];
  /** The resources whose objects people may edit. */
  readonly editable: readonly string[];
  /** Whether people may read the logs of containers. */
  readonly areLogsShown: boolean;
  /** Whether people may open terminals in containers. */
  readonly isExecAllowed: boolean;
  /** The families of policies that may be pushed beyond admission policies. */
  readonly families: readonly PolicyFamily[];
  /** Secrets that the kubelet mounts for the agent: a credential each, by the name of its service. */
  readonly secrets?: readonly MountedSecret[];
  /** Further environment variables of the agent, such as its signal sources. */
  readonly env: Readonly<Record<string, string>>;
}

const TOKEN_FILE = "/enrolment/token";
const DATA_FOLDER = "/data";

const named = (namespace?: string) => ({ name: AGENT_NAME, ...(namespace ? { namespace } : {}), labels: AGENT_LABELS });

const accountObjects = ({ namespace, observed, editable, areLogsShown, isExecAllowed, families }: ManifestOptions): object[] => [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: namespace, labels: { ...AGENT_LABELS, "pod-security.kubernetes.io/enforce": "restricted" } },
  },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: named(namespace) },
  clusterRole(observed, editable, areLogsShown, isExecAllowed, families),
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: named(),
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: AGENT_NAME },
    subjects: [{ kind: "ServiceAccount", name: AGENT_NAME, namespace }],
  },
];

const claim = ({ namespace }: ManifestOptions) => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: named(namespace),
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "64Mi" } } },
});

/** The kubelet mounts it; the agent's role gives it no right to read a Secret. */
const tokenSecret = ({ namespace, token }: ManifestOptions) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { ...named(namespace), name: `${AGENT_NAME}-enrolment` },
  type: "Opaque",
  stringData: { token },
});

function container({ image, hubUrl, clusterId, caPin, env, secrets = [] }: ManifestOptions) {
  const variables = {
    HOLDFAST_HUB: hubUrl,
    HOLDFAST_CLUSTER: clusterId,
    HOLDFAST_CA_PIN: caPin,
    HOLDFAST_TOKEN_FILE: TOKEN_FILE,
    HOLDFAST_DATA: DATA_FOLDER,
    ...env,
  };
  return {
    name: "agent",
    image,
    args: ["run"],
    env: Object.entries(variables).map(([name, value]) => ({ name, value })),
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    volumeMounts: [
      { name: "data", mountPath: DATA_FOLDER },
      { name: "enrolment", mountPath: "/enrolment", readOnly: true },
      ...secrets.map(({ service }) => ({ name: `credential-${service}`, mountPath: credentialFolder(service), readOnly: true })),
    ],
  };
}

const deployment = (options: ManifestOptions) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: named(options.namespace),
  spec: {
    // One identity is one process: the old one ends before the new one starts.
    replicas: 1,
    strategy: { type: "Recreate" },
    selector: { matchLabels: { "app.kubernetes.io/name": AGENT_NAME } },
    template: {
      metadata: { labels: AGENT_LABELS },
      spec: {
        serviceAccountName: AGENT_NAME,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65532,
          runAsGroup: 65532,
          fsGroup: 65532,
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [container(options)],
        volumes: [
          { name: "data", ...(options.isPersistent ? { persistentVolumeClaim: { claimName: AGENT_NAME } } : { emptyDir: {} }) },
          { name: "enrolment", secret: { secretName: `${AGENT_NAME}-enrolment`, optional: true, defaultMode: 0o440 } },
          // Optional: a token that is made for one use need not be there before the day.
          ...(options.secrets ?? []).map(({ service, secret, key }) => ({
            name: `credential-${service}`,
            secret: { secretName: secret, items: [{ key, path: key }], optional: true, defaultMode: 0o440 },
          })),
        ],
      },
    },
  },
});

/** Everything that a cluster needs to run its agent, in the order in which it is applied. */
export const manifest = (options: ManifestOptions): object[] => [
  ...accountObjects(options),
  ...(options.token ? [tokenSecret(options)] : []),
  ...(options.isPersistent ? [claim(options)] : []),
  deployment(options),
];
