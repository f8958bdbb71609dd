import { describe, expect, it } from "vitest";
import type { CronJob, Job } from "../../kube/types/workload";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const JOBS = "jobs.batch";
const job = (name: string, spec: string, annotations = "", restartPolicy = "Never") => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, namespace: default }
spec:
  ${spec}
  template:
    metadata: { annotations: { ${annotations} } }
    spec: { restartPolicy: ${restartPolicy}, containers: [{ name: main, image: "job:1" }] }
`;
const LASTS_5 = 'simulator.holdfast.dev/duration-seconds: "5"';
const CRASHES = "simulator.holdfast.dev/behaviour: crash-loop";
const jobOf = (cluster: LivingCluster, name: string) => cluster.find<Job>(JOBS, "default", name);
const conditionOf = (cluster: LivingCluster, name: string) =>
  jobOf(cluster, name).status?.conditions?.find(({ status }) => status === "True");

describe("a Job", () => {
  it("works with as many pods at once as it may, until enough have succeeded", () => {
    const cluster = livingCluster();
    let most = 0;
    cluster.store.subscribe(() => {
      most = Math.max(most, cluster.pods().filter(({ status }) => status.phase === "Running" || status.phase === "Pending").length);
    });
    cluster.apply(job("batch", "completions: 5\n  parallelism: 2", LASTS_5));
    cluster.pass(60);
    expect(most).toBe(2);
    expect(jobOf(cluster, "batch").status).toMatchObject({ succeeded: 5, completionTime: expect.any(String) });
    expect(conditionOf(cluster, "batch")).toMatchObject({ type: "Complete", reason: "CompletionsReached" });
    expect(cluster.failures).toEqual([]);
  });

  it("tries again after ever longer waits, and has failed after so many", () => {
    const cluster = livingCluster();
    cluster.apply(job("broken", "backoffLimit: 2", CRASHES));
    const startedAt: number[] = [];
    cluster.store.subscribe(({ resource, type }) => {
      if (resource === "pods" && type === "ADDED") startedAt.push(cluster.api.now().getTime() / 1000);
    });
    cluster.pass(120);
    expect(jobOf(cluster, "broken").status).toMatchObject({ failed: 3 });
    expect(conditionOf(cluster, "broken")).toMatchObject({ type: "Failed", reason: "BackoffLimitExceeded" });
    const waits = startedAt.slice(1).map((at, i) => at - (startedAt[i] ?? 0));
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeGreaterThanOrEqual(10);
    expect(waits[1]).toBeGreaterThanOrEqual(20);
  });

  it("that is suspended has no pods, and works when it no longer is", () => {
    const cluster = livingCluster();
    cluster.apply(job("later", "suspend: true", LASTS_5));
    cluster.pass(30);
    expect(cluster.pods()).toHaveLength(0);
    cluster.change(JOBS, "default", "later", { suspend: false });
    cluster.pass(30);
    expect(conditionOf(cluster, "later")).toMatchObject({ type: "Complete" });
  });

  it("is gone with its pods when its time after the end is over", () => {
    const cluster = livingCluster();
    cluster.apply(job("fleeting", "ttlSecondsAfterFinished: 60", LASTS_5));
    cluster.pass(30);
    expect(conditionOf(cluster, "fleeting")).toMatchObject({ type: "Complete" });
    cluster.pass(60);
    expect(cluster.store.get(JOBS, "default", "fleeting")).toBeUndefined();
    expect(cluster.pods()).toHaveLength(0);
  });
});

describe("a CronJob", () => {
  const cron = (spec: string, seconds: number) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: tick, namespace: default }
spec:
  schedule: "*/5 * * * *"
  ${spec}
  jobTemplate:
    spec:
      template:
        metadata: { annotations: { simulator.holdfast.dev/duration-seconds: "${seconds}" } }
        spec: { restartPolicy: Never, containers: [{ name: main, image: "job:1" }] }
`;
  const jobs = (cluster: LivingCluster) => cluster.store.list(JOBS) as readonly Job[];
  const cronOf = (cluster: LivingCluster) => cluster.find<CronJob>("cronjobs.batch", "default", "tick");

  it("has a Job made at each due minute, and keeps the newest few of those that are over", () => {
    const cluster = livingCluster();
    cluster.apply(cron("successfulJobsHistoryLimit: 2", 10));
    cluster.pass(290);
    expect(jobs(cluster)).toHaveLength(0);
    cluster.pass(20);
    expect(jobs(cluster)).toHaveLength(1);
    expect(cronOf(cluster).status).toMatchObject({ lastScheduleTime: "2026-11-21T06:05:00Z" });
    cluster.pass(1530);
    expect(jobs(cluster)).toHaveLength(2);
    expect(cronOf(cluster).status).toMatchObject({ lastScheduleTime: "2026-11-21T06:30:00Z", lastSuccessfulTime: expect.any(String) });
    expect(cluster.failures).toEqual([]);
  });

  it("that forbids it does not start a second Job beside one that still works, and that replaces it ends the first", () => {
    const forbids = livingCluster();
    forbids.apply(cron("concurrencyPolicy: Forbid", 900));
    forbids.pass(620);
    expect(jobs(forbids).map(({ metadata }) => metadata.creationTimestamp)).toEqual(["2026-11-21T06:05:00Z"]);
    const replaces = livingCluster();
    replaces.apply(cron("concurrencyPolicy: Replace", 900));
    replaces.pass(620);
    expect(jobs(replaces).map(({ metadata }) => metadata.creationTimestamp)).toEqual(["2026-11-21T06:10:00Z"]);
  });

  it("that is suspended starts nothing", () => {
    const cluster = livingCluster();
    cluster.apply(cron("suspend: true", 10));
    cluster.pass(1200);
    expect(jobs(cluster)).toHaveLength(0);
  });
});
