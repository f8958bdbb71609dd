import { acquireLease, type Lease, releaseLease } from "@holdfast/db/lease";
import type { Wakes } from "@holdfast/services/events/wakes";
import { type HostedJob, hostedJobs } from "@holdfast/services/imports/hosted-agents";
import { every } from "../loops/every";
import { ringable } from "../loops/ringable";
import { type BesideParts, forgetHosted, type HostedRun, hostedRun } from "./run-hosted";

const LOOK_MS = 1000;
/** How long after the death of a hub another takes its agents over, at most. */
export const HOSTED_LEASE_MS = 10_000;
/** A hub that could not prolong its lease for so long ends the agent itself, before another may have begun. */
const UNSURE_MS = 8000;

interface Held {
  readonly run: HostedRun;
  lease: Lease;
  renewedMs: number;
}

/** Runs the agents of clusters that have none of their own: each in one hub, by a lease, and in another one when that hub is gone. */
export function keepHosted(parts: BesideParts, wakes: Wakes): { stop(): Promise<void> } {
  const { ctx, hubId, dataFolder } = parts;
  const held = new Map<string, Held>();
  const bell = ringable();
  const stopHearing = wakes.on("hosted", bell.ring);

  /** Agents that are being ended: theirs is not begun anew before they are gone, and nobody waits for them. */
  const leaving = new Set<string>();
  const drop = async (clusterId: string, each: Held, isForgotten = false) => {
    held.delete(clusterId);
    leaving.add(clusterId);
    try {
      await each.run.stop();
      if (isForgotten) await forgetHosted(dataFolder, clusterId);
      await releaseLease(ctx.db, each.lease);
    } catch (err) {
      ctx.log.error({ err, "cluster.id": clusterId }, "an agent beside this hub was not put away");
    } finally {
      leaving.delete(clusterId);
      bell.ring();
    }
  };
  const hold = async (job: HostedJob) => {
    const lease = await acquireLease(ctx.db, `hosted:${job.clusterId}`, hubId, HOSTED_LEASE_MS);
    const before = held.get(job.clusterId);
    if (!lease) {
      if (before) void drop(job.clusterId, before);
      return;
    }
    const each = before ?? { run: hostedRun(parts, job), lease, renewedMs: 0 };
    each.lease = lease;
    each.renewedMs = performance.now();
    held.set(job.clusterId, each);
    each.run.tend();
  };
  const unsure = every(LOOK_MS, "leases of agents beside this hub", ctx.log, async () => {
    for (const [clusterId, each] of held) if (performance.now() - each.renewedMs > UNSURE_MS) void drop(clusterId, each);
  });
  const loop = every(0, "agents beside this hub", ctx.log, async (signal) => {
    const jobs = new Map((await hostedJobs(ctx.db)).map((job) => [job.clusterId, job]));
    for (const [clusterId, each] of held)
      if (jobs.get(clusterId)?.generation !== each.run.job.generation) void drop(clusterId, each, !jobs.has(clusterId));
    for (const job of jobs.values()) if (!signal.aborted && !leaving.has(job.clusterId)) await hold(job);
    await bell.next(LOOK_MS, signal);
  });
  return {
    async stop() {
      stopHearing();
      await Promise.all([loop.stop(), unsure.stop()]);
      await Promise.all([...held].map(([clusterId, each]) => drop(clusterId, each)));
    },
  };
}
