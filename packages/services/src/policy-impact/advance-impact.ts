import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { PolicyObject } from "@holdfast/contracts/policy-object";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { acquireLease, LeaseLost, releaseLease, renewLease } from "@holdfast/db/lease";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import type { ImpactJudge } from "./impact-judge";
import { ImpactRecord, ImpactStopped } from "./impact-record";
import { judgeCluster } from "./judge-cluster";
import { judgedRules } from "./judged-rules";
import { observedResources } from "./observed-resources";
import { ruleResources } from "./rule-resources";

/** What looks at impacts: the hub. One hub at a time looks at one, by a lease that every write requires. */
export interface ImpactDriver {
  /** Of the system. */
  readonly ctx: ServiceContext;
  readonly live: LivePort;
  readonly judge: ImpactJudge;
  readonly hubId: string;
  /** Aborted when this hub stops: another one goes on. */
  readonly signal?: AbortSignal;
}

const LEASE_MS = 60_000;
/** The lease is renewed beside the work: one page by a slow policy may take a third of it. */
const RENEW_MS = 15_000;
/** As many clusters as are read at once: they wait for their API servers, and share one judge. */
const CLUSTERS_AT_ONCE = 4;
/** The impacts that are waited for, the oldest first. */
export async function openImpacts(db: Database): Promise<string[]> {
  const rows = await db.prisma.policyImpact.findMany({
    where: { finishedAt: null },
    select: { id: true },
    orderBy: { requestedAt: "asc" },
  });
  return rows.map(({ id }) => id);
}

async function lookAt(driver: ImpactDriver, record: ImpactRecord, clusterId: string, objects: unknown): Promise<void> {
  const { live, judge, signal } = driver;
  const failed = (text: Worded) => record.clusterFailed(clusterId, text);
  try {
    const { rules, notJudged } = judgedRules(z.array(PolicyObject).parse(objects));
    const observed = (await observedResources(driver.ctx.db.prisma, [clusterId])).get(clusterId) ?? [];
    const named = ruleResources(rules, observed);
    await record.clusterProgress(clusterId, { judged: 0, distinct: 0 });
    const onProgress = (progress: { judged: number; distinct: number }) => record.clusterProgress(clusterId, progress);
    const result = await judgeCluster({ live, judge, clusterId, rules, resources: named.judged, onProgress, signal });
    await record.clusterJudged(clusterId, { ...result, notJudged: [...notJudged, ...named.notJudged, ...result.notJudged] });
  } catch (cause) {
    if (cause instanceof ImpactStopped || cause instanceof LeaseLost) throw cause;
    if (signal?.aborted) throw new ImpactStopped();
    if (!(cause instanceof Fault))
      driver.ctx.log.error({ err: cause, "cluster.id": clusterId }, "the impact of a policy could not be judged");
    await failed(cause instanceof Fault ? textOf(cause) : worded("ImpactBroke"));
  }
}

/**
 * Looks at every cluster of an impact that was not looked at to its end. A cluster is kept whole or not at all, so a hub that dies
 * anywhere is followed by one that begins with the next cluster.
 */
export async function advanceImpact(driver: ImpactDriver, impactId: string): Promise<void> {
  const { ctx, hubId } = driver;
  const lease = await acquireLease(ctx.db, `impact:${impactId}`, hubId, LEASE_MS);
  if (!lease) return;
  const renewing = setInterval(() => void renewLease(ctx.db, lease, LEASE_MS).catch(() => undefined), RENEW_MS);
  try {
    const impact = await ctx.db.prisma.policyImpact.findUnique({ where: { id: impactId }, include: { clusters: true } });
    if (!impact || impact.finishedAt !== null) return;
    const key = { policyId: impact.policyId, number: impact.number };
    const version = await ctx.db.prisma.policyVersion.findUniqueOrThrow({ where: { policyId_number: key } });
    const record = new ImpactRecord(ctx, lease, impact);
    const left = impact.clusters.filter(({ state }) => state === "waiting" || state === "judging").map(({ clusterId }) => clusterId);
    const next = async (): Promise<void> => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) await lookAt(driver, record, id, version.objects);
    };
    const ends = await Promise.allSettled(Array.from({ length: CLUSTERS_AT_ONCE }, next));
    // The lease is given back when nobody writes by it any more.
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    await record.finished();
  } catch (cause) {
    // Somebody ended it, or another hub goes on with it.
    if (cause instanceof LeaseLost) ctx.log.warn({ reason: impactId }, "the lease of an impact was lost");
    else if (!(cause instanceof ImpactStopped)) throw cause;
  } finally {
    clearInterval(renewing);
    await releaseLease(ctx.db, lease);
  }
}
