import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { soMany, verdict } from "./verdict";

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: object;
  readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode?: number };
}
interface ContainerStatus {
  readonly name?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly state?: ContainerState;
}
/** What the rule reads of a pod. */
export interface Pod extends KubeObject {
  readonly spec?: {
    readonly containers?: readonly { readonly name?: string }[];
    readonly initContainers?: readonly { readonly name?: string; readonly restartPolicy?: string }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

/** Waiting reasons of a start that simply takes its time; every other one is a fault (ImagePullBackOff, CreateContainerError). */
const PATIENT = new Set(["ContainerCreating", "PodInitializing", ""]);

const faultOf = (statuses: readonly ContainerStatus[] | undefined) =>
  statuses?.find((each) => each.state?.waiting && !PATIENT.has(each.state.waiting.reason ?? ""));

function assessFailed(pod: Pod): HealthAssessment {
  const ended = pod.status?.containerStatuses?.find((each) => (each.state?.terminated?.exitCode ?? 0) !== 0)?.state?.terminated;
  const status = pod.status?.reason ?? ended?.reason ?? "Failed";
  const exit = ended ? `A container ended with exit code ${ended.exitCode}.` : undefined;
  return verdict("Degraded", status, pod.status?.message ?? ended?.message ?? exit);
}

function assessInit(pod: Pod): HealthAssessment | undefined {
  const sidecars = new Set(pod.spec?.initContainers?.filter((each) => each.restartPolicy === "Always").map((each) => each.name));
  const statuses = pod.status?.initContainerStatuses ?? [];
  const fault = faultOf(statuses);
  if (fault) return verdict("Degraded", `Init:${fault.state?.waiting?.reason}`, fault.state?.waiting?.message);
  const isDone = (each: ContainerStatus) =>
    sidecars.has(each.name) ? each.started === true : each.state?.terminated !== undefined && each.state.terminated.exitCode === 0;
  const broken = statuses.find((each) => !sidecars.has(each.name) && (each.state?.terminated?.exitCode ?? 0) !== 0)?.state?.terminated;
  if (broken) return verdict("Degraded", `Init:${broken.reason ?? "Error"}`, broken.message ?? `Exit code ${broken.exitCode}.`);
  const done = statuses.filter(isDone).length;
  return done < statuses.length ? verdict("Progressing", `Init:${done}/${statuses.length}`) : undefined;
}

function assessAlive(pod: Pod): HealthAssessment {
  const scheduled = condition(pod.status?.conditions, "PodScheduled");
  if (scheduled?.status === "False") return verdict("Progressing", scheduled.reason ?? "Unschedulable", scheduled.message);
  const initialising = assessInit(pod);
  if (initialising) return initialising;
  const statuses = pod.status?.containerStatuses ?? [];
  const fault = faultOf(statuses);
  if (fault) return verdict("Degraded", fault.state?.waiting?.reason ?? "Waiting", fault.state?.waiting?.message);
  const crashed = statuses.find((each) => (each.state?.terminated?.exitCode ?? 0) !== 0)?.state?.terminated;
  if (crashed)
    return verdict("Degraded", crashed.reason ?? "Error", crashed.message ?? `A container ended with exit code ${crashed.exitCode}.`);
  if (pod.status?.phase !== "Running") {
    const waiting = statuses.find((each) => each.state?.waiting)?.state?.waiting;
    return verdict("Progressing", waiting?.reason ?? pod.status?.phase ?? "Pending", waiting?.message);
  }
  const ready = condition(pod.status?.conditions, "Ready");
  if (ready?.status === "True") return verdict("Healthy", "Running");
  const count = statuses.filter((each) => each.ready).length;
  return verdict("Progressing", "NotReady", ready?.message ?? soMany(count, statuses.length, "containers are ready."));
}

/** A pod, in the words of kubectl. A container that fails to start is Degraded at once; one that starts slowly is Progressing. */
export function assessPod(pod: Pod): HealthAssessment {
  const phase = pod.status?.phase;
  if (pod.status?.reason === "NodeLost" || phase === "Unknown")
    return verdict("Unknown", pod.status?.reason ?? "Unknown", pod.status?.message);
  if (isTerminating(pod)) return verdict("Progressing", "Terminating");
  if (phase === "Succeeded") return verdict("Healthy", "Completed");
  if (phase === "Failed") return assessFailed(pod);
  return assessAlive(pod);
}
