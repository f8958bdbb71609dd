import { ClusterAccess, type GivenAccess } from "@holdfast/contracts/cluster-access";
import type { AgentRights, HostedState } from "@holdfast/contracts/cluster-import";
import type { Database } from "@holdfast/db/database";
import { transact } from "@holdfast/db/transact";
import { issueEnrolmentToken } from "../clusters/issue-enrolment-token";
import type { ServiceContext } from "../context/service-context";
import type { SealingKey } from "../pki/sealing-key";
import { rightsOf } from "./agent-rights";
import { sealedFor } from "./import-settings";

/** One agent that some hub has to run. */
export interface HostedJob {
  readonly clusterId: string;
  readonly generation: number;
  readonly state: string;
  readonly failures: number;
}

/** All agents that run beside hubs, the oldest first. */
export const hostedJobs = (db: Database): Promise<HostedJob[]> =>
  db.prisma.hostedAgent.findMany({
    select: { clusterId: true, generation: true, state: true, failures: true },
    orderBy: [{ givenAt: "asc" }, { clusterId: "asc" }],
  });

/**
 * What an agent is given when it starts: its cluster, what it may do for people, and a token unless `keyFingerprint` is the key that the cluster is enrolled
 * with. Null when nobody wants it any more. Throws when the credential was sealed with another installation's key.
 */
export async function givenToHosted(
  ctx: ServiceContext,
  key: SealingKey,
  clusterId: string,
  keyFingerprint: string | null,
): Promise<(Omit<GivenAccess, "isLoopbackAllowed"> & { readonly rights: AgentRights }) | null> {
  const row = await ctx.db.prisma.hostedAgent.findUnique({
    where: { clusterId },
    select: { sealed: true, areLogsShown: true, editable: true, isExecAllowed: true },
  });
  if (!row) return null;
  const access = ClusterAccess.parse(JSON.parse(key.open(row.sealed, sealedFor(clusterId))));
  const isEnrolled =
    keyFingerprint !== null && (await ctx.db.prisma.agentIdentity.count({ where: { clusterId, keyFingerprint, revokedAt: null } })) > 0;
  return { access, rights: rightsOf(row), token: isEnrolled ? null : (await issueEnrolmentToken(ctx, clusterId)).token };
}

/** What changed of an agent beside a hub. `exit`: it ended, and why. */
export interface HostedChange {
  readonly state: HostedState;
  readonly failures?: number;
  readonly exit?: { readonly at: Date; readonly reason: string };
}

/** Writes down how an agent stands; false when its row is gone or of another generation, so that nobody speaks for a newer one. */
export async function noteHosted(ctx: ServiceContext, hubId: string, job: HostedJob, change: HostedChange): Promise<boolean> {
  const { state, failures, exit } = change;
  // Not audited: how a process stands is an observation; who wanted it is on record.
  return transact(ctx.db, ctx.now, async (unit) => {
    const { clusterId, generation } = job;
    const changed = await unit.tx.hostedAgent.updateMany({
      where: { clusterId, generation },
      data: {
        ...{ state, hubId, since: ctx.now() },
        ...(failures === undefined ? {} : { failures }),
        ...(exit ? { lastExitAt: exit.at, lastExitReason: exit.reason } : {}),
      },
    });
    if (changed.count > 0)
      unit.emit({
        type: "cluster.hosted-changed",
        clusterIds: [clusterId],
        subject: { kind: "cluster", id: clusterId },
        payload: { state },
      });
    return changed.count > 0;
  });
}
