import { type FieldCause, fieldCause } from "../field-cause";
import { parseSchedule } from "../schedule";
import { newUid } from "../store/new-identity";
import type { LabelSelector, PodTemplate } from "../types/pod";
import { adjust, fill } from "./fill";
import type { Candidate, KindRules } from "./kind-rules";
import { templateDefaults } from "./pod-defaults";
import { templateFaults } from "./pod-rules";

interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly backoffLimit?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplate;
  readonly manualSelector?: boolean;
  readonly [key: string]: unknown;
}

interface CronJobSpec {
  readonly schedule?: string;
  readonly concurrencyPolicy?: string;
  readonly jobTemplate?: { readonly spec?: JobSpec; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

const JOB_POLICIES = ["OnFailure", "Never"];

const jobDefaults = (spec: JobSpec): JobSpec => {
  const counted = fill(spec, {
    ...(spec.completions === undefined && spec.parallelism === undefined ? { completions: 1 } : {}),
    parallelism: 1,
    backoffLimit: 6,
    completionMode: "NonIndexed",
    suspend: false,
    podReplacementPolicy: "TerminatingOrFailed",
  });
  return adjust(counted, "template", templateDefaults);
};

const jobFaults = (spec: JobSpec, path: string): FieldCause[] => [
  ...(["parallelism", "completions", "backoffLimit"] as const).flatMap((field) =>
    Number(spec[field] ?? 0) < 0 ? [fieldCause.invalid(`${path}.${field}`, spec[field], "must be greater than or equal to 0")] : [],
  ),
  ...templateFaults(spec.template, `${path}.template`, JOB_POLICIES),
];

/** The selector and labels by which a job knows its pods: its own uid. */
const ownSelector = (object: Candidate, uid: string): Candidate => {
  const spec = object.spec as JobSpec;
  const { name = "" } = object.metadata as { name?: string };
  if (spec.manualSelector || spec.selector) return object;
  const identity = { "batch.kubernetes.io/controller-uid": uid };
  const labels = { ...identity, "batch.kubernetes.io/job-name": name, "controller-uid": uid, "job-name": name };
  const template = spec.template ?? { spec: { containers: [] } };
  const labelled = { ...template, metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...labels } } };
  return {
    ...object,
    metadata: { ...(object.metadata as object), uid },
    spec: { ...spec, selector: { matchLabels: identity }, template: labelled },
  };
};

/** Jobs. */
export const jobRules: KindRules = {
  defaults: (object) => ({ ...object, spec: jobDefaults((object.spec ?? {}) as JobSpec) }),
  onCreate: (object, { random }) => ownSelector(object, newUid(random)),
  faults: (object) => jobFaults(object.spec as JobSpec, "spec"),
};

const CONCURRENCY = ["Allow", "Forbid", "Replace"];

const scheduleFaults = (schedule: string | undefined): FieldCause[] => {
  if (!schedule) return [fieldCause.required("spec.schedule")];
  const parsed = parseSchedule(schedule);
  return "fault" in parsed ? [fieldCause.invalid("spec.schedule", schedule, parsed.fault)] : [];
};

/** CronJobs. */
export const cronJobRules: KindRules = {
  defaults(object) {
    const spec = fill((object.spec ?? {}) as CronJobSpec, {
      concurrencyPolicy: "Allow",
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    return {
      ...object,
      spec: adjust(spec, "jobTemplate", (jobTemplate) =>
        adjust(jobTemplate, "spec", (jobSpec) => adjust(jobSpec, "template", templateDefaults)),
      ),
    };
  },
  faults(object) {
    const { schedule, concurrencyPolicy = "", jobTemplate } = object.spec as CronJobSpec;
    return [
      ...scheduleFaults(schedule),
      ...(CONCURRENCY.includes(concurrencyPolicy)
        ? []
        : [fieldCause.notSupported("spec.concurrencyPolicy", concurrencyPolicy, CONCURRENCY)]),
      ...jobFaults(jobTemplate?.spec ?? {}, "spec.jobTemplate.spec"),
    ];
  },
};
