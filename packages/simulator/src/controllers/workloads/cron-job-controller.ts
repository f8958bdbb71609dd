import type { KubeObject } from "../../kube/cluster-store";
import { parseSchedule } from "../../kube/schedule";
import { equalJson } from "../../kube/store/equal-json";
import { controllerOf, keyOf, timestamp } from "../../kube/store/object-identity";
import type { CronJob, Job } from "../../kube/types/workload";
import { prepareNew } from "../../kube/write/create-object";
import type { ClusterWorld } from "../cluster-world";
import { ObjectIndex } from "../object-index";
import { controlledBy } from "./create-pod";
import { finishedAs } from "./job-controller";

const CRON_JOBS = "cronjobs.batch";
const JOBS = "jobs.batch";
const COMPONENT = "cronjob-controller";
const MINUTE_MS = 60_000;

const startedAt = ({ metadata }: KubeObject) => metadata.creationTimestamp;

class CronJobController {
  private readonly jobs: ObjectIndex<Job>;

  constructor(
    private readonly world: ClusterWorld,
    private readonly wake: (key: string, at: Date) => void,
  ) {
    this.jobs = new ObjectIndex<Job>(world.runtime, JOBS, (job) => controllerOf(job)?.uid);
  }

  reconcile(cron: CronJob): void {
    const schedule = parseSchedule(cron.spec.schedule);
    if ("fault" in schedule || cron.metadata.deletionTimestamp) return;
    const now = this.world.api.now();
    const since = new Date(cron.status?.lastScheduleTime ?? cron.metadata.creationTimestamp);
    const due = schedule.next(since);
    if (due.getTime() <= now.getTime() && !cron.spec.suspend) this.fire(cron, this.latestDue(schedule, due, now));
    this.writeStatus(cron);
    this.clean(cron);
    this.wake(keyOf(cron), schedule.next(now));
  }

  /** What was missed is not made up for: only the last due time counts. */
  private latestDue(schedule: { next(after: Date): Date }, first: Date, now: Date): Date {
    let due = first;
    for (let next = schedule.next(due); next.getTime() <= now.getTime(); next = schedule.next(due)) due = next;
    return due;
  }

  private fire(cron: CronJob, due: Date): void {
    const active = this.jobs.of(cron.metadata.uid).filter((job) => !finishedAs(job));
    const { store } = this.world.api;
    this.patchStatus(cron, { lastScheduleTime: timestamp(due) });
    if (active.length > 0 && cron.spec.concurrencyPolicy === "Forbid") return;
    if (cron.spec.concurrencyPolicy === "Replace")
      for (const { metadata } of active) store.delete(JOBS, metadata.namespace ?? null, metadata.name);
    this.createJob(cron, due);
  }

  private createJob(cron: CronJob, due: Date): void {
    const { api } = this.world;
    const type = api.types.byKey(JOBS);
    if (!type) return;
    const { jobTemplate } = cron.spec;
    const name = `${cron.metadata.name}-${Math.floor(due.getTime() / MINUTE_MS)}`;
    const draft = prepareNew(api, type, {
      ...{ apiVersion: "batch/v1", kind: "Job", spec: jobTemplate.spec },
      metadata: { ...jobTemplate.metadata, name, namespace: cron.metadata.namespace, ownerReferences: [controlledBy(cron)] },
    });
    // prepareNew keeps apiVersion, kind and metadata as they are given here.
    api.store.create(JOBS, draft as Parameters<typeof api.store.create>[1]);
    this.world.events.record(cron, { type: "Normal", reason: "SuccessfulCreate", message: `Created job ${name}`, component: COMPONENT });
  }

  private writeStatus(cron: CronJob): void {
    const jobs = this.jobs.of(cron.metadata.uid);
    const active = jobs
      .filter((job) => !finishedAs(job))
      .map(({ apiVersion, kind, metadata }) => ({
        ...{
          apiVersion,
          kind,
          name: metadata.name,
          namespace: metadata.namespace,
          uid: metadata.uid,
          resourceVersion: metadata.resourceVersion,
        },
      }));
    const last = jobs
      .flatMap(({ status }) => status?.completionTime ?? [])
      .sort()
      .at(-1);
    this.patchStatus(cron, { active: active.length > 0 ? active : undefined, ...(last ? { lastSuccessfulTime: last } : {}) });
  }

  private patchStatus(cron: CronJob, change: Readonly<Record<string, unknown>>): void {
    this.world.api.store.update(CRON_JOBS, cron.metadata.namespace ?? null, cron.metadata.name, (live) => {
      const status = { ...(live as CronJob).status, ...change };
      return equalJson(status, live.status) ? live : { ...live, status };
    });
  }

  private clean(cron: CronJob): void {
    const jobs = this.jobs.of(cron.metadata.uid).toSorted((a, b) => (startedAt(a) < startedAt(b) ? -1 : 1));
    const surplus = (how: "Complete" | "Failed", limit: number) => {
      const done = jobs.filter((job) => finishedAs(job) === how);
      return done.slice(0, Math.max(0, done.length - limit));
    };
    const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = cron.spec;
    for (const { metadata } of [...surplus("Complete", successfulJobsHistoryLimit), ...surplus("Failed", failedJobsHistoryLimit)]) {
      this.world.api.store.delete(JOBS, metadata.namespace ?? null, metadata.name);
    }
  }
}

/** Runs CronJobs: a Job at each due minute, as far as their policy lets it. */
export function runCronJobs(world: ClusterWorld): void {
  const { runtime, api } = world;
  const alarms = new Map<string, () => void>();
  const controller = new CronJobController(world, (key, at) => {
    alarms.get(key)?.();
    alarms.set(
      key,
      runtime.after(at.getTime() - api.now().getTime(), () => enqueue(key)),
    );
  });
  const enqueue = runtime.controller<CronJob>(CRON_JOBS, (cron) => controller.reconcile(cron));
  runtime.watch(JOBS, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "CronJob") enqueue(`${object.metadata.namespace}/${owner.name}`);
  });
}
