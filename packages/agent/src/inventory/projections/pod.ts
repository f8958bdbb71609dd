import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { each, facts, number, text, yes } from "../facts";
import { imagesOf, resourceFacts, totalRequests } from "./containers";
import type { PodSpec } from "./pod-template";
import type { Projection } from "./projection";

interface ContainerStatus {
  readonly name?: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly imageID?: string;
  readonly state?: Readonly<
    Record<string, { readonly reason?: string; readonly exitCode?: number; readonly startedAt?: string } | undefined>
  >;
  readonly lastState?: { readonly terminated?: { readonly reason?: string; readonly exitCode?: number; readonly finishedAt?: string } };
}
interface Pod extends KubeObject {
  readonly spec?: PodSpec & { readonly nodeName?: string; readonly restartPolicy?: string };
  readonly status?: {
    readonly phase?: string;
    readonly qosClass?: string;
    readonly podIP?: string;
    readonly startTime?: string;
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

/** How one container stands; its last end only when it had one. */
function stateFacts(status: ContainerStatus | undefined) {
  const [state, detail] = Object.entries(status?.state ?? {})[0] ?? [];
  const last = status?.lastState?.terminated;
  return {
    isReady: yes(status?.ready),
    state: text(state, 16),
    reason: text(detail?.reason, 128),
    exitCode: number(detail?.exitCode),
    startedAt: text(detail?.startedAt, 32),
    restarts: number(status?.restartCount) || undefined,
    lastEnd: last ? facts({ reason: text(last.reason, 128), exitCode: number(last.exitCode), at: text(last.finishedAt, 32) }) : undefined,
  };
}

const containerFacts = (containers: PodSpec["containers"], statuses: readonly ContainerStatus[] | undefined) =>
  each(containers, (container) =>
    facts({
      name: text(container.name, 63),
      image: text(container.image),
      ...stateFacts(statuses?.find((status) => status.name === container.name)),
      ...resourceFacts(container.resources),
    }),
  );

/** A pod: its containers with state and resources, where it runs and as what. */
export function projectPod(pod: Pod): Projection {
  const { spec, status } = pod;
  const statuses = status?.containerStatuses ?? [];
  return {
    ready: statuses.filter((each) => each.ready).length,
    desired: spec?.containers?.length ?? 0,
    restarts: statuses.reduce((sum, each) => sum + (number(each.restartCount) ?? 0), 0),
    node: text(spec?.nodeName, 253),
    images: imagesOf(spec?.containers, spec?.initContainers),
    facts: facts({
      phase: text(status?.phase, 32),
      qos: text(status?.qosClass, 32),
      ip: text(status?.podIP, 64),
      startedAt: text(status?.startTime, 32),
      serviceAccount: text(spec?.serviceAccountName, 253),
      priorityClass: text(spec?.priorityClassName, 253),
      runtimeClass: text(spec?.runtimeClassName, 253),
      hostNetwork: yes(spec?.hostNetwork),
      requests: totalRequests(spec?.containers),
      containers: containerFacts(spec?.containers, statuses),
      initContainers: containerFacts(spec?.initContainers, status?.initContainerStatuses),
    }),
  };
}
