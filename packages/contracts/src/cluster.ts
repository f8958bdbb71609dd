import { z } from "zod";
import { ClusterId, DnsLabel } from "./ids";
import { Labels } from "./selector";

/** What a cluster is for. A site's role in a failover (primary, standby) is another thing: see failover.ts. */
export const Environment = z.enum(["production", "test", "dr"]);
export type Environment = z.infer<typeof Environment>;

/** How the hub and a cluster's agent stand. `unknown`: the hub that held the link went silent. */
export const LinkState = z.enum(["awaitingAgent", "connected", "unreachable", "unknown", "revoked"]);
export type LinkState = z.infer<typeof LinkState>;

/** For how many days the agent of a cluster at the edge may be away; null: its absence is an alarm at once. */
export const AwayDays = z.number().int().min(1, "between 1 and 365 days").max(365, "between 1 and 365 days").nullable();
export type AwayDays = z.infer<typeof AwayDays>;

/** What a person says of a cluster when adding it. */
export const RegisterCluster = z.strictObject({
  name: DnsLabel,
  environment: Environment,
  region: z.string().trim().min(1, "name the region, for example cn-hangzhou").max(63),
  labels: Labels.default({}),
  awayDays: AwayDays.optional(),
});
export type RegisterCluster = z.infer<typeof RegisterCluster>;

/** What may be said anew of a cluster later. Name and environment stay: plans and policies were approved with them. */
export const EditCluster = z.strictObject({
  clusterId: ClusterId,
  region: RegisterCluster.shape.region,
  labels: Labels,
  /** Left out: it stays as it is. */
  awayDays: AwayDays.optional(),
  /** The version that the editor saw; refused when there is a newer one. */
  version: z.number().int().positive(),
});
export type EditCluster = z.infer<typeof EditCluster>;

/** One cluster, by its id or by its name. */
export const ClusterRef = z.union([z.strictObject({ clusterId: ClusterId }), z.strictObject({ name: DnsLabel })]);
export type ClusterRef = z.infer<typeof ClusterRef>;

/** The agent's standing as a page shows it. Instants are ISO 8601 in UTC. */
export const LinkView = z.object({
  state: LinkState,
  since: z.date(),
  lastHeartbeatAt: z.date().nullable(),
  agentVersion: z.string().nullable(),
  clockSkewMs: z.number().int().nullable(),
  identityExpiresAt: z.date().nullable(),
  /** Of an agent that may be away: until when that is as expected. Null while it is connected, and where no absence is. */
  awayUntil: z.date().nullable(),
});
export type LinkView = z.infer<typeof LinkView>;

/** One cluster of the fleet, answered from the store. */
export const ClusterView = z.object({
  id: ClusterId,
  name: DnsLabel,
  environment: Environment,
  region: z.string(),
  labels: Labels,
  isSimulated: z.boolean(),
  kubernetesVersion: z.string().nullable(),
  awayDays: AwayDays,
  link: LinkView,
  version: z.number().int(),
});
export type ClusterView = z.infer<typeof ClusterView>;

/** Takes a cluster's agent its identity away; the reason is on record. */
export const RevokeAgent = z.strictObject({ clusterId: ClusterId, reason: z.string().trim().min(3, "say why, in a few words").max(500) });
export type RevokeAgent = z.infer<typeof RevokeAgent>;
