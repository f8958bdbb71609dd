import { z } from "zod";
import { ClusterView } from "./cluster";
import { HostedAgentView } from "./cluster-import";
import { CommandOutcome } from "./command";
import { PendingApproval, PlanListRow } from "./failover";
import { Health } from "./health";
import { Phrase } from "./phrase";

/** How many of a kind there are, by health. */
export const HealthCounts = z.object({ total: z.number().int(), byHealth: z.partialRecord(Health, z.number().int()) });
export type HealthCounts = z.infer<typeof HealthCounts>;

/** A condition of a cluster that a person should know, until it is resolved. */
export const FindingView = z.object({
  code: z.string(),
  object: z.string(),
  severity: z.enum(["info", "warning", "critical"]),
  message: z.string(),
  phrase: Phrase.optional(),
  firstSeenAt: z.date(),
});
export type FindingView = z.infer<typeof FindingView>;

/** Something that was done, in one line. */
export const RecentChange = z.object({
  seq: z.number().int(),
  at: z.date(),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  targetName: z.string(),
});
export type RecentChange = z.infer<typeof RecentChange>;

/** One cluster on the home page. */
export const FleetCluster = z.object({
  cluster: ClusterView,
  nodes: HealthCounts,
  pods: HealthCounts,
  workloads: HealthCounts,
  findings: z.array(FindingView),
});
export type FleetCluster = z.infer<typeof FleetCluster>;

/** The home page in one answer. */
export const FleetOverview = z.object({
  clusters: z.array(FleetCluster),
  plans: z.array(PlanListRow),
  approvals: z.array(PendingApproval),
  changes: z.array(RecentChange),
  clock: z.date(),
});
export type FleetOverview = z.infer<typeof FleetOverview>;

/** One order to an agent. `outcome` is null until the agent answered. */
export const AgentCommand = z.object({
  id: z.string(),
  seq: z.number().int(),
  name: z.string(),
  scope: z.string(),
  epoch: z.number().int(),
  outcome: CommandOutcome.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  issuedAt: z.date(),
  expiresAt: z.date(),
  finishedAt: z.date().nullable(),
});
export type AgentCommand = z.infer<typeof AgentCommand>;

/** How a cluster's agent has come and gone, what it can read, its identity and its orders: the agent tab. */
export const AgentDetail = z.object({
  cluster: ClusterView,
  /** The agent runs beside the hub; null: it runs somewhere of its own. */
  hosted: HostedAgentView.nullable(),
  identity: z
    .object({
      spiffeId: z.string(),
      serial: z.string(),
      keyFingerprint: z.string(),
      enrolledAt: z.date(),
      renewedAt: z.date(),
      notAfter: z.date(),
    })
    .nullable(),
  /** What the agent said last when it came; null while none ever came. */
  hello: z
    .object({
      at: z.date(),
      hubId: z.string().nullable(),
      bootId: z.string(),
      protocol: z.number().int().nullable(),
      /** The number of the last report of this boot that was applied. */
      ackedSeq: z.number().int(),
    })
    .nullable(),
  /** Orders that the agent has not finished and that have not expired, and the newest of all. */
  queue: z.object({ waiting: z.number().int(), oldestIssuedAt: z.date().nullable(), newest: z.array(AgentCommand) }),
  transitions: z.array(z.object({ state: z.string(), reason: z.string(), phrase: Phrase.optional(), hubId: z.string(), at: z.date() })),
  resources: z.array(
    z.object({
      resource: z.string(),
      kind: z.string(),
      state: z.string(),
      message: z.string().nullable(),
      observedAt: z.date(),
      verifiedAt: z.date().nullable(),
    }),
  ),
  findings: z.array(FindingView),
});
export type AgentDetail = z.infer<typeof AgentDetail>;
