import { ConnectorState, type MirrorStatus } from "@holdfast/contracts/mirror-status";
import { type Condition, condition, type KubeObject } from "@holdfast/domain/health/kube-object";

/**
 * Strimzi's KafkaMirrorMaker2. The older version comes first: while it is served it knows both layouts of the clusters, and the
 * newer one would drop the older layout from an object that still has it.
 */
export const KAFKA_MIRROR_MAKER = {
  ...{ group: "kafka.strimzi.io", plural: "kafkamirrormaker2s", kind: "KafkaMirrorMaker2" },
  versions: ["v1beta2", "v1"],
} as const;

/** How a Kafka cluster is reached. */
export interface KafkaConnection {
  readonly alias?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** One connector of a mirror. */
export interface MirrorConnector {
  readonly state?: string;
  readonly pause?: boolean;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** One mirror: its source stands in it, or by its alias in the older layout. */
export interface Mirror {
  readonly source?: KafkaConnection;
  readonly sourceCluster?: string;
  readonly targetCluster?: string;
  readonly sourceConnector?: MirrorConnector;
  readonly checkpointConnector?: MirrorConnector;
}

/** A KafkaMirrorMaker2 in either layout. */
export interface MirrorMaker extends KubeObject {
  readonly spec?: {
    readonly target?: KafkaConnection;
    readonly connectCluster?: string;
    readonly clusters?: readonly KafkaConnection[];
    readonly mirrors?: readonly Mirror[];
  };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly connectors?: readonly {
      readonly name?: string;
      readonly connector?: { readonly state?: string };
      readonly tasks?: readonly { readonly state?: string }[];
    }[];
  };
}

/** The alias of where a mirror maker writes to. */
export const targetOf = ({ spec }: MirrorMaker): string => spec?.target?.alias ?? spec?.connectCluster ?? "";

/** The alias of where a mirror reads from. */
export const sourceOf = (mirror: Mirror): string => mirror.source?.alias ?? mirror.sourceCluster ?? "";

/** What a connector is to do; null where there is none. */
export function stateOf(connector: MirrorConnector | undefined): ConnectorState | null {
  if (!connector) return null;
  return ConnectorState.parse(connector.state ?? (connector.pause === true ? "paused" : "running"));
}

/** A connector that is to do something else. The older spelling would contradict the newer one. */
export function withState<C extends MirrorConnector | undefined>(connector: C, state: ConnectorState | null): C {
  if (!connector || state === null || stateOf(connector) === state) return connector;
  const { pause: _, ...rest } = connector;
  return { ...rest, state } as C;
}

const IDENTITY = "IdentityReplicationPolicy";

/** What Strimzi says of a mirror maker. */
export function mirrorStatus({ spec, status }: MirrorMaker): MirrorStatus {
  const policyOf = ({ sourceConnector }: Mirror) => String(sourceConnector?.config?.["replication.policy.class"] ?? "");
  const said = status?.conditions?.find(({ type, status: is, message }) => type !== "Ready" && is === "True" && message);
  return {
    isReady: condition(status?.conditions, "Ready")?.status === "True",
    message: said?.message ?? "",
    connectors: (status?.connectors ?? []).map(({ name = "", connector, tasks = [] }) => ({
      name,
      state: tasks.some(({ state }) => state === "FAILED") ? "FAILED" : (connector?.state ?? ""),
    })),
    renamesTopics: (spec?.mirrors ?? []).some((mirror) => !policyOf(mirror).endsWith(IDENTITY)),
  };
}
