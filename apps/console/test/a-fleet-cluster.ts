import type { ClusterView } from "@holdfast/contracts/cluster";
import type { PlanListRow } from "@holdfast/contracts/failover";
import type { FindingView, FleetCluster, HealthCounts } from "@holdfast/contracts/fleet";
import type { ClusterId, PlanId } from "@holdfast/contracts/ids";

/** The instant at which everything of a fixture was, unless a test says otherwise. */
export const SOME_TIME = new Date("2026-03-01T12:00:00Z");

/** Counts from healths. */
export const counted = (byHealth: HealthCounts["byHealth"]): HealthCounts => ({
  total: Object.values(byHealth).reduce((sum, count) => sum + count, 0),
  byHealth,
});

/** A cluster as the home page gets it: connected and healthy, unless a test says otherwise. */
export const aFleetCluster = (
  name: string,
  about: Partial<Omit<FleetCluster, "cluster">> & { cluster?: Partial<ClusterView>; state?: ClusterView["link"]["state"] } = {},
): FleetCluster => ({
  nodes: counted({ Healthy: 3 }),
  workloads: counted({ Healthy: 5 }),
  pods: counted({ Healthy: 20 }),
  findings: [],
  ...about,
  cluster: {
    id: `id-of-${name}` as ClusterId,
    name,
    environment: "production",
    region: "cn-hangzhou",
    labels: {},
    isSimulated: false,
    kubernetesVersion: "v1.36.3",
    awayDays: null,
    link: {
      state: about.state ?? "connected",
      since: SOME_TIME,
      lastHeartbeatAt: SOME_TIME,
      agentVersion: "0.1.0",
      clockSkewMs: null,
      identityExpiresAt: null,
      awayUntil: null,
    },
    version: 1,
    ...about.cluster,
  },
});

/** A finding of a cluster. */
export const aFinding = (code: string, severity: FindingView["severity"], firstSeenAt = SOME_TIME): FindingView => ({
  code,
  object: "agent",
  severity,
  message: `${code} was found`,
  firstSeenAt,
});

/** A plan as lists show it, ready unless a test says otherwise. */
export const aPlanRow = (name: string, about: Partial<PlanListRow> = {}): PlanListRow => ({
  id: `id-of-${name}` as PlanId,
  name,
  description: "",
  proof: { isProven: true, lastAt: new Date(), maxAgeDays: 30 },
  group: name,
  primaryName: "prod-1",
  standbyName: "dr-1",
  rtoSeconds: 15,
  latestVersion: 1,
  activeSite: null,
  evaluation: { id: "e", evaluatedAt: SOME_TIME, contentHash: "", isReady: true, findings: [] },
  activeRunId: null,
  lastRun: null,
  ...about,
});
