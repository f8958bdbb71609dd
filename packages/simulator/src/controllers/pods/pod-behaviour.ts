import type { Container, Pod } from "../../kube/types/pod";

/** What a container does once it is there. */
export type Behaviour = "steady" | "crash-loop" | "oom" | "image-pull-error" | "slow-start" | "unready";

/**
 * Says what a pod's containers do: a behaviour, or `<tag>=<behaviour>` for the containers whose image has that tag alone, so that
 * another image mends them. A pod without it behaves, unless an image's name contains "crash".
 */
export const BEHAVIOUR_ANNOTATION = "simulator.holdfast.dev/behaviour";
/** How long the containers of a Job's pod work, in seconds. */
export const DURATION_ANNOTATION = "simulator.holdfast.dev/duration-seconds";

const KNOWN: readonly Behaviour[] = ["steady", "crash-loop", "oom", "image-pull-error", "slow-start", "unready"];

/** What one container of a pod does. */
export function behaviourOf({ metadata }: Pod, { image = "" }: Container): Behaviour {
  const asked = metadata.annotations?.[BEHAVIOUR_ANNOTATION];
  const known = KNOWN.find((behaviour) => asked === behaviour || asked === `${image.split(":").at(-1)}=${behaviour}`);
  return known ?? (image.includes("crash") ? "crash-loop" : "steady");
}

/** How long a container runs until it ends by itself, in seconds; null when it stays. */
export function lifetimeSeconds(pod: Pod, container: Container, random: () => number): number | null {
  const behaviour = behaviourOf(pod, container);
  if (behaviour === "crash-loop") return 1 + random() * 3;
  if (behaviour === "oom") return 8 + random() * 20;
  if (pod.spec.restartPolicy === "Always") return null;
  const asked = Number(pod.metadata.annotations?.[DURATION_ANNOTATION]);
  return asked > 0 ? asked : 3 + random() * 12;
}

/** How a container that ends by itself ends. */
export function exitOf(pod: Pod, container: Container): { readonly exitCode: number; readonly reason: string } {
  const behaviour = behaviourOf(pod, container);
  if (behaviour === "oom") return { exitCode: 137, reason: "OOMKilled" };
  return behaviour === "crash-loop" ? { exitCode: 1, reason: "Error" } : { exitCode: 0, reason: "Completed" };
}

/** How long a started container takes until its readiness probe passes, in seconds; null when it never does. */
export function readinessSeconds(pod: Pod, container: Container, random: () => number): number | null {
  const behaviour = behaviourOf(pod, container);
  if (behaviour === "unready") return null;
  if (behaviour === "slow-start") return 60 + random() * 30;
  const probe = container.readinessProbe;
  return probe ? (probe.initialDelaySeconds ?? 0) + random() * Math.min(probe.periodSeconds ?? 10, 5) : 0;
}

const FIRST_BACK_OFF_SECONDS = 10;
const MAX_BACK_OFF_SECONDS = 300;

/** How long a kubelet waits before it starts a container again that ended so many times. */
export const backOffSeconds = (restarts: number): number =>
  Math.min(MAX_BACK_OFF_SECONDS, FIRST_BACK_OFF_SECONDS * 2 ** Math.max(0, restarts - 1));
