import type { KubeObject } from "../../kube/cluster-store";

/** A CloudNativePG Cluster, as far as its operator plays here. */
export interface PostgresCluster extends KubeObject {
  readonly spec: {
    readonly instances?: number;
    readonly replica?: {
      readonly enabled?: boolean;
      readonly self?: string;
      readonly primary?: string;
      readonly source?: string;
      readonly promotionToken?: string;
    };
  };
  readonly status?: PostgresClusterStatus;
}

/** What the operator says of it. */
export interface PostgresClusterStatus {
  readonly phase?: string;
  readonly phaseReason?: string;
  readonly instances?: number;
  readonly readyInstances?: number;
  readonly currentPrimary?: string;
  readonly targetPrimary?: string;
  readonly timelineID?: number;
  readonly instancesReportedState?: Readonly<Record<string, { readonly isPrimary: boolean; readonly timeLineID: number }>>;
  readonly demotionToken?: string;
  readonly lastPromotionToken?: string;
}

/** Phases in the words of the operator. */
export const PHASES = {
  healthy: "Cluster in healthy state",
  promoting: "Promoting to primary cluster",
  waiting: "Waiting for the instances to become active",
  settingUp: "Setting up primary",
} as const;

/** The name by which a Cluster is known in its topology. */
export const memberOf = ({ spec, metadata }: PostgresCluster): string => spec.replica?.self ?? metadata.name;

/** Whether its spec wants it to take writes: in a topology the member that is named the primary does. */
export function wantsPrimary(cluster: PostgresCluster): boolean {
  const { replica } = cluster.spec;
  if (!replica) return true;
  return replica.primary === undefined ? replica.enabled !== true : replica.primary === memberOf(cluster);
}

/** The instance that is, or will be, the first of all. */
export const firstInstance = ({ metadata, status }: PostgresCluster): string => status?.currentPrimary ?? `${metadata.name}-0`;

/** Whether it takes writes; undefined while its operator has not reported. */
export const isPrimary = (cluster: PostgresCluster): boolean | undefined =>
  cluster.status?.instancesReportedState?.[firstInstance(cluster)]?.isPrimary;

/** What its instances report when the first one has a role. */
export function reportedState(cluster: PostgresCluster, takesWrites: boolean, timeLineID: number) {
  const first = firstInstance(cluster);
  const names = Array.from({ length: cluster.spec.instances ?? 1 }, (_, i) => `${cluster.metadata.name}-${i}`);
  return Object.fromEntries(names.map((name) => [name, { isPrimary: takesWrites && name === first, timeLineID }]));
}

/** A position in the write-ahead log, as PostgreSQL writes it. */
const lsnText = (lsn: number): string =>
  `${Math.floor(lsn / 2 ** 32).toString(16)}/${(Math.floor(lsn) % 2 ** 32).toString(16)}`.toUpperCase();

function lsnNumber(text: string): number {
  const [high = "", low = ""] = text.split("/");
  return Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16);
}

/** What a demoted member leaves: the end of its log, in the form of the operator. */
export const demotionToken = (lsn: number, timeline: number, now: Date): string =>
  Buffer.from(
    JSON.stringify({
      latestCheckpointTimelineID: String(timeline),
      latestCheckpointREDOLocation: lsnText(lsn),
      latestCheckpointTime: now.toISOString(),
      databaseSystemIdentifier: "7431906172345098261",
    }),
  ).toString("base64");

/** The end of the log that a token tells of; not a number for a text that is none. */
export function lsnOfToken(token: string): number {
  try {
    const { latestCheckpointREDOLocation } = JSON.parse(Buffer.from(token, "base64").toString("utf8")) as Record<string, unknown>;
    return typeof latestCheckpointREDOLocation === "string" ? lsnNumber(latestCheckpointREDOLocation) : Number.NaN;
  } catch {
    return Number.NaN;
  }
}
