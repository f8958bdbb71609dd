import { equalJson } from "../../kube/store/equal-json";
import { controllerOf, keyOf, timestamp } from "../../kube/store/object-identity";
import type { Pod } from "../../kube/types/pod";
import type { Job } from "../../kube/types/workload";
import type { ClusterWorld } from "../cluster-world";
import { withCondition } from "./conditions";
import { PodMaker } from "./pod-maker";
import { isActive, isReady } from "./pod-state";

const JOBS = "jobs.batch";
const COMPONENT = "job-controller";
const FIRST_RETRY_MS = 10_000;
const MAX_RETRY_MS = 360_000;

/** Whether a job is over, and how. */
export const finishedAs = ({ status }: Job): "Complete" | "Failed" | null => {
  const over = status?.conditions?.find(({ type, status: value }) => (type === "Complete" || type === "Failed") && value === "True");
  return (over?.type as "Complete" | "Failed" | undefined) ?? null;
};

interface Tally {
  readonly active: readonly Pod[];
  readonly succeeded: number;
  readonly failed: number;
}

const tallyOf = (pods: readonly Pod[]): Tally => ({
  active: pods.filter(isActive),
  succeeded: pods.filter(({ status }) => status.phase === "Succeeded").length,
  failed: pods.filter(({ status }) => status.phase === "Failed").length,
});

/** How many pods may work at once: never more than are still to be completed. */
const wantedActive = ({ spec }: Job, { succeeded }: Tally): number => {
  if (spec.suspend) return 0;
  return spec.completions === undefined ? (succeeded > 0 ? 0 : spec.parallelism) : Math.min(spec.parallelism, spec.completions - succeeded);
};

class JobController {
  /** When a job that has failed so many times may have its next pod, by the job's uid. */
  private readonly retries = new Map<string, { readonly failed: number; readonly atMs: number }>();

  constructor(
    private readonly world: ClusterWorld,
    private readonly maker: PodMaker,
    private readonly wake: (key: string, delayMs: number) => void,
  ) {}

  /** Forgets a job that is gone. */
  forget(uid: string): void {
    this.retries.delete(uid);
  }

  reconcile(job: Job): void {
    const tally = tallyOf(this.world.podsByOwner.of(job.metadata.uid));
    const over = finishedAs(job);
    if (over) this.expire(job);
    else if (!job.metadata.deletionTimestamp) this.act(job, tally);
  }

  private act(job: Job, tally: Tally): void {
    const { completions, backoffLimit } = job.spec;
    const restarts = tally.active
      .flatMap(({ status }) => status.containerStatuses ?? [])
      .reduce((sum, { restartCount }) => sum + restartCount, 0);
    const isDone = completions === undefined ? tally.succeeded > 0 && tally.active.length === 0 : tally.succeeded >= completions;
    const hasFailed = tally.failed + restarts > backoffLimit || this.isPastDeadline(job);
    if (!isDone && !hasFailed) this.adjust(job, tally);
    if (hasFailed) for (const pod of tally.active) this.remove(pod);
    this.writeStatus(job, isDone ? "Complete" : hasFailed ? "Failed" : null);
  }

  private isPastDeadline({ spec, status }: Job): boolean {
    if (!spec.activeDeadlineSeconds || !status?.startTime) return false;
    return this.world.api.now().getTime() >= Date.parse(status.startTime) + spec.activeDeadlineSeconds * 1000;
  }

  private adjust(job: Job, tally: Tally): void {
    const wanted = wantedActive(job, tally);
    for (const pod of tally.active.slice(Math.max(0, wanted))) this.remove(pod);
    const waitMs = this.backOff(job, tally);
    if (waitMs > 0) this.wake(keyOf(job), waitMs);
    else for (let i = tally.active.length; i < wanted && !this.maker.isPutOff(job); i += 1) this.create(job);
    if (job.spec.activeDeadlineSeconds) this.wake(keyOf(job), job.spec.activeDeadlineSeconds * 1000);
  }

  /** Each failure doubles the wait before the next pod. */
  private backOff({ metadata }: Job, { failed }: Tally): number {
    if (failed === 0) return 0;
    const nowMs = this.world.api.now().getTime();
    const last = this.retries.get(metadata.uid);
    const atMs = last?.failed === failed ? last.atMs : nowMs + Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (failed - 1));
    this.retries.set(metadata.uid, { failed, atMs });
    return atMs - nowMs;
  }

  private create(job: Job): void {
    this.maker.make({ owner: job, template: job.spec.template, prefix: `${job.metadata.name}-` });
  }

  private remove({ metadata }: Pod): void {
    if (!metadata.deletionTimestamp) this.world.api.store.delete("pods", metadata.namespace ?? null, metadata.name);
  }

  private writeStatus(job: Job, over: "Complete" | "Failed" | null): void {
    const { store, now } = this.world.api;
    const { active, succeeded, failed } = tallyOf(this.world.podsByOwner.of(job.metadata.uid));
    const words = {
      Complete: { reason: "CompletionsReached", message: "Reached expected number of succeeded pods" },
      Failed: { reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit" },
    };
    store.update(JOBS, job.metadata.namespace ?? null, job.metadata.name, (live) => {
      const { status: old = {}, spec } = live as Job;
      const suspended = {
        type: "Suspended",
        status: spec.suspend ? "True" : "False",
        reason: spec.suspend ? "JobSuspended" : "JobResumed",
        message: "",
      } as const;
      const isToldSuspended = spec.suspend || old.conditions?.some(({ type }) => type === "Suspended");
      const kept = isToldSuspended ? withCondition(old.conditions, suspended, now()) : (old.conditions ?? []);
      const conditions = over ? withCondition(kept, { type: over, status: "True", ...words[over] }, now()) : kept;
      const status = {
        ...(old.startTime || !spec.suspend ? { startTime: old.startTime ?? timestamp(now()) } : {}),
        ...(over === "Complete" ? { completionTime: timestamp(now()) } : {}),
        ...(active.length > 0 && !over ? { active: active.length, ready: active.filter(isReady).length } : {}),
        ...(succeeded > 0 ? { succeeded } : {}),
        ...(failed > 0 ? { failed } : {}),
        ...(conditions.length > 0 ? { conditions } : {}),
        uncountedTerminatedPods: {},
      };
      return equalJson(status, old) ? live : { ...live, status };
    });
  }

  /** Removes a finished job when its time is over, if it is to be removed at all. */
  private expire(job: Job): void {
    const { ttlSecondsAfterFinished: ttl } = job.spec;
    const ended = job.status?.completionTime ?? job.status?.conditions?.at(-1)?.lastTransitionTime;
    if (ttl === undefined || !ended) return;
    const leftMs = Date.parse(ended) + ttl * 1000 - this.world.api.now().getTime();
    if (leftMs > 0) this.wake(keyOf(job), leftMs);
    else this.world.api.store.delete(JOBS, job.metadata.namespace ?? null, job.metadata.name);
  }
}

/** Runs Jobs: pods until enough have succeeded, or too many have failed. */
export function runJobs(world: ClusterWorld): void {
  const { runtime } = world;
  const maker = new PodMaker(world, { resource: JOBS, component: COMPONENT, retry: (key) => enqueue(key) });
  const controller = new JobController(world, maker, (key, delayMs) => runtime.after(delayMs, () => enqueue(key)));
  const enqueue = runtime.controller<Job>(JOBS, (job) => controller.reconcile(job));
  runtime.watch(JOBS, ({ type, object }) => {
    if (type === "DELETED") controller.forget(object.metadata.uid);
  });
  runtime.watch("pods", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "Job") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
}
