import { jobRun } from "@holdfast/contracts/commands/job-run";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { jobRead } from "@holdfast/contracts/queries/job-read";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { beforeAll, describe, expect, it } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE } from "./fixtures";
import { contractSuite } from "./suite";

const BATCH = `/apis/batch/v1/namespaces/${NAMESPACE}`;
const CRON_JOB = "reconcile";

/** A CronJob that never starts one by itself, whose Jobs' pods nobody can place. */
const cronJob = {
  metadata: { name: CRON_JOB },
  spec: {
    schedule: "0 3 1 1 *",
    suspend: true,
    jobTemplate: {
      metadata: { labels: { app: "reconcile" }, annotations: { team: "core" } },
      spec: {
        ttlSecondsAfterFinished: 1,
        backoffLimit: 0,
        template: {
          spec: { restartPolicy: "Never", nodeSelector: { nowhere: "true" }, containers: [{ name: "app", image: "bank.example/core:1" }] },
        },
      },
    },
  },
};

/** The same with Jobs that never begin, so that what a test writes to their status stays. */
const held = {
  metadata: { name: "held" },
  spec: { ...cronJob.spec, jobTemplate: { spec: { ...cronJob.spec.jobTemplate.spec, suspend: true } } },
};

interface Job extends KubeObject {
  readonly spec?: { readonly ttlSecondsAfterFinished?: number; readonly backoffLimit?: number };
}

/** `job.run` and its reading back. */
export function describeJobs(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const input = (job: string, from = CRON_JOB) => ({ namespace: NAMESPACE, cronJob: from, job });
  const give = (job: string, from?: string) => suite.order(jobRun.name, input(job, from));
  const look = (job: string) => suite.hub.ask(suite.agent, jobRead, input(job));
  const jobsOf = async () => {
    const { body } = await suite.cluster.request<{ items: KubeObject[] }>("GET", `${BATCH}/jobs`);
    return body.items.map(({ metadata }) => metadata?.name);
  };
  beforeAll(async () => {
    await suite.create(`${BATCH}/cronjobs`, cronJob);
    await suite.create(`${BATCH}/cronjobs`, held);
  });

  describe("job.run", () => {
    it("makes the Job of the template, which stays when it has ended, and none the second time", async () => {
      expect(await look("once")).toEqual({ hasCronJob: true, job: null });
      expect(await give("once")).toMatchObject({ outcome: "succeeded", output: { hasChanged: true }, changes: [{ operation: "create" }] });
      const made: Job | undefined = await suite.read(`${BATCH}/jobs`, "once");
      expect(made?.metadata).toMatchObject({
        labels: { app: "reconcile" },
        annotations: { team: "core", "holdfast.dev/made-from": CRON_JOB },
      });
      expect(made?.metadata?.ownerReferences).toBeUndefined();
      expect(made?.spec).toMatchObject({ backoffLimit: 0 });
      expect(made?.spec?.ttlSecondsAfterFinished).toBeUndefined();
      expect(await look("once")).toEqual({ hasCronJob: true, job: { state: "running", said: "" } });
      expect(await give("once")).toMatchObject({ outcome: "succeeded", output: { hasChanged: false }, changes: [{ operation: "none" }] });
      expect((await jobsOf()).filter((name) => name === "once")).toHaveLength(1);
    });

    it("refuses a name that another Job has, and a CronJob that is not there", async () => {
      const { template } = cronJob.spec.jobTemplate.spec;
      await suite.create(`${BATCH}/jobs`, { metadata: { name: "taken" }, spec: { template } });
      expect(await give("taken")).toMatchObject({ outcome: "refused", reason: "NameTaken" });
      expect(await give("nothing", "nowhere")).toMatchObject({ outcome: "refused", reason: "NotFound" });
      expect(await suite.hub.ask(suite.agent, jobRead, input("nothing", "nowhere"))).toEqual({ hasCronJob: false, job: null });
      expect(await jobsOf()).not.toContain("nothing");
    });

    it("rehearsed says that it would make one, and makes none", async () => {
      const answer = await suite.hub.ask(suite.agent, commandRehearse, { name: jobRun.name, input: input("dry") });
      expect(answer).toMatchObject({ refusal: null, changes: [{ kind: "Job", name: "dry", operation: "create" }] });
      expect(await jobsOf()).not.toContain("dry");
    });

    it("fails as forbidden for an account that may only read", async () => {
      const { outcome, obstacles } = await asReader(suite.cluster, jobRun.name, input("forbidden"));
      expect(outcome).toMatchObject({ outcome: "failed", reason: "Forbidden" });
      expect(obstacles.missing).toMatchObject([{ resource: "jobs", verb: "create" }]);
      expect(await jobsOf()).not.toContain("forbidden");
    });
  });

  describe("job.read", () => {
    it("says what the controller has decided about a Job", async () => {
      await give("decided", "held");
      const status = {
        startTime: new Date().toISOString(),
        conditions: [
          { type: "FailureTarget", status: "True", reason: "BackoffLimitExceeded" },
          { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "too often" },
        ],
      };
      const { status: code, body } = await suite.cluster.request(
        "PATCH",
        `${BATCH}/jobs/decided/status`,
        { status },
        { "content-type": "application/merge-patch+json" },
      );
      expect(code, JSON.stringify(body)).toBe(200);
      expect((await look("decided")).job).toEqual({ state: "failed", said: "BackoffLimitExceeded: too often" });
    });
  });
}
