import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import { facts, number, text, yes } from "../facts";
import { conditionFacts } from "./conditions";
import { imagesOf } from "./containers";
import { gitOpsOwner } from "./git-ops";
import { type PodTemplate, templateFacts } from "./pod-template";
import type { Projection } from "./projection";

interface Job extends KubeObject {
  readonly spec?: {
    readonly completions?: number;
    readonly parallelism?: number;
    readonly backoffLimit?: number;
    readonly suspend?: boolean;
    readonly template?: PodTemplate;
  };
  readonly status?: {
    readonly active?: number;
    readonly ready?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly conditions?: readonly Condition[];
  };
}
interface CronJob extends KubeObject {
  readonly spec?: {
    readonly schedule?: string;
    readonly timeZone?: string;
    readonly suspend?: boolean;
    readonly concurrencyPolicy?: string;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate } };
  };
  readonly status?: { readonly active?: readonly object[]; readonly lastScheduleTime?: string; readonly lastSuccessfulTime?: string };
}

const images = (template: PodTemplate | undefined) => imagesOf(template?.spec?.containers, template?.spec?.initContainers);

/** A Job: how many of its completions are done, and when. */
export const projectJob = ({ spec, status }: Job): Projection => ({
  ready: number(status?.succeeded) ?? 0,
  desired: number(spec?.completions) ?? 1,
  images: images(spec?.template),
  facts: facts({
    parallelism: number(spec?.parallelism),
    backoffLimit: number(spec?.backoffLimit),
    isSuspended: yes(spec?.suspend),
    active: number(status?.active),
    failed: number(status?.failed),
    startedAt: text(status?.startTime, 32),
    completedAt: text(status?.completionTime, 32),
    template: templateFacts(spec?.template),
    conditions: conditionFacts(status?.conditions),
  }),
});

/** A CronJob: its schedule and when it last ran. */
export const projectCronJob = (object: CronJob): Projection => {
  const { spec, status } = object;
  const template = spec?.jobTemplate?.spec?.template;
  return {
    images: images(template),
    facts: facts({
      schedule: text(spec?.schedule, 128),
      timeZone: text(spec?.timeZone, 63),
      isSuspended: yes(spec?.suspend),
      concurrency: text(spec?.concurrencyPolicy, 32),
      active: status?.active?.length,
      lastScheduledAt: text(status?.lastScheduleTime, 32),
      lastSucceededAt: text(status?.lastSuccessfulTime, 32),
      template: templateFacts(template),
      gitOps: gitOpsOwner(object) ?? undefined,
    }),
  };
};
