import type { KubeObject } from "../cluster-store";
import { selectorText } from "../label-selector";
import type { ContainerStatus, LabelSelector, Pod, PodTemplate } from "../types/pod";
import { ageOf, humanDuration } from "./age";
import type { Column } from "./table";

/** The fields of workloads that tables show. */
interface Workload extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly completions?: number;
    readonly schedule?: string;
    readonly suspend?: boolean;
    readonly selector?: LabelSelector;
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  };
  readonly status?: Readonly<Record<string, number | undefined>> & {
    readonly startTime?: never;
  };
}

const column = (name: string, type: string, cell: (object: KubeObject, now: Date) => unknown, priority = 0): Column => ({
  name,
  type,
  cell,
  priority,
});
const asWorkload = (object: KubeObject) => object as Workload;
const count = (field: string) => (object: KubeObject) => asWorkload(object).status?.[field] ?? 0;
const instant = (object: KubeObject, field: string): string | undefined => {
  const value = Reflect.get((object.status ?? {}) as object, field);
  return typeof value === "string" ? value : undefined;
};

const containersOf = (object: KubeObject) => {
  const { template, jobTemplate } = asWorkload(object).spec;
  return (template ?? jobTemplate?.spec.template)?.spec.containers ?? [];
};
const containers = column(
  "Containers",
  "string",
  (object) =>
    containersOf(object)
      .map(({ name }) => name)
      .join(","),
  1,
);
const images = column(
  "Images",
  "string",
  (object) =>
    containersOf(object)
      .map(({ image }) => image)
      .join(","),
  1,
);
const selector = column("Selector", "string", (object) => selectorText(asWorkload(object).spec.selector) || "<none>", 1);
const ready = column("Ready", "string", (object) => `${count("readyReplicas")(object)}/${asWorkload(object).spec.replicas ?? 0}`);

const reasonOf = ({ state }: ContainerStatus): string | undefined => {
  if (state.waiting) return state.waiting.reason;
  return state.terminated ? state.terminated.reason || `ExitCode:${state.terminated.exitCode}` : undefined;
};

/** The word that people know a pod's state by. */
export function podStatusWord({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp) return status.reason === "NodeLost" ? "Unknown" : "Terminating";
  const reasons = (status.containerStatuses ?? []).map(reasonOf).filter((reason) => reason !== undefined);
  return reasons.at(-1) ?? status.reason ?? status.phase;
}

const restartsOf = ({ status }: Pod, now: Date): string => {
  const statuses = status.containerStatuses ?? [];
  const restarts = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const ends = statuses.flatMap(({ lastState }) => lastState.terminated?.finishedAt ?? []).sort();
  const last = ends.at(-1);
  return restarts > 0 && last ? `${restarts} (${ageOf(last, now)} ago)` : String(restarts);
};

const jobDuration = (object: KubeObject, now: Date): string => {
  const [start, end] = [instant(object, "startTime"), instant(object, "completionTime")];
  if (!start) return "";
  return humanDuration((end ? Date.parse(end) : now.getTime()) - Date.parse(start));
};

const jobStatus = (object: KubeObject): string => {
  const conditions = Reflect.get((object.status ?? {}) as object, "conditions") as { type: string; status: string }[] | undefined;
  const done = conditions?.find(({ type, status }) => ["Complete", "Failed", "Suspended"].includes(type) && status === "True");
  return done?.type ?? "Running";
};

// What is stored under these keys has been checked as their kind.
const asPod = (object: KubeObject) => object as Pod;

/** What the tables of workloads show between name and age, and in the wide form. */
export const workloadColumns: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    column("Ready", "string", (object) => {
      const statuses = asPod(object).status.containerStatuses ?? [];
      return `${statuses.filter((status) => status.ready).length}/${asPod(object).spec.containers.length}`;
    }),
    column("Status", "string", (object) => podStatusWord(asPod(object))),
    column("Restarts", "string", (object, now) => restartsOf(asPod(object), now)),
    column("IP", "string", (object) => asPod(object).status.podIP ?? "<none>", 1),
    column("Node", "string", (object) => asPod(object).spec.nodeName ?? "<none>", 1),
    column("Nominated Node", "string", () => "<none>", 1),
    column("Readiness Gates", "string", () => "<none>", 1),
  ],
  "deployments.apps": [
    ready,
    column("Up-to-date", "string", count("updatedReplicas")),
    column("Available", "string", count("availableReplicas")),
    ...[containers, images, selector],
  ],
  "replicasets.apps": [
    column("Desired", "integer", (object) => asWorkload(object).spec.replicas ?? 0),
    column("Current", "integer", count("replicas")),
    column("Ready", "integer", count("readyReplicas")),
    ...[containers, images, selector],
  ],
  "statefulsets.apps": [ready, containers, images],
  "daemonsets.apps": [
    column("Desired", "integer", count("desiredNumberScheduled")),
    column("Current", "integer", count("currentNumberScheduled")),
    column("Ready", "integer", count("numberReady")),
    column("Up-to-date", "integer", count("updatedNumberScheduled")),
    column("Available", "integer", count("numberAvailable")),
    column("Node Selector", "string", () => "<none>"),
    ...[containers, images, selector],
  ],
  "jobs.batch": [
    column("Status", "string", jobStatus),
    column("Completions", "string", (object) => `${count("succeeded")(object)}/${asWorkload(object).spec.completions ?? 1}`),
    column("Duration", "string", jobDuration),
    ...[containers, images, selector],
  ],
  "cronjobs.batch": [
    column("Schedule", "string", (object) => asWorkload(object).spec.schedule),
    column("Timezone", "string", () => "<none>"),
    column("Suspend", "boolean", (object) => String(asWorkload(object).spec.suspend === true)),
    column("Active", "integer", (object) => ((Reflect.get((object.status ?? {}) as object, "active") ?? []) as unknown[]).length),
    column("Last Schedule", "string", (object, now) => {
      const last = instant(object, "lastScheduleTime");
      return last ? ageOf(last, now) : "<none>";
    }),
    ...[containers, images, column("Selector", "string", () => "<none>", 1)],
  ],
};
