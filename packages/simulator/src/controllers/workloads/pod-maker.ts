import { ApiError } from "../../kube/api-error";
import type { KubeObject } from "../../kube/cluster-store";
import { keyOf } from "../../kube/store/object-identity";
import type { Pod } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import { createPod, type WantedPod } from "./create-pod";

/** The work queues of the real controllers wait five milliseconds after a failure, and twice as long after each further one. */
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 1_000_000;

interface Failures {
  readonly count: number;
  readonly untilMs: number;
  /** Of the owner when it failed: an owner that was changed since may try at once. */
  readonly generation: number | undefined;
}

/** Who makes pods, and for which kind of owners. */
export interface PodMakerOptions {
  readonly resource: string;
  readonly component: string;
  /** Has an owner reconciled, by its key. */
  retry(key: string): void;
  /** What the event says of a denial. */
  readonly describe?: (denial: ApiError, wanted: WantedPod) => string;
}

/**
 * Makes the pods of one controller. A denial is told as an event and puts the owner off for ever longer, whatever happens to
 * it meanwhile: the event and the status that it brings about would otherwise have it tried again at once, for ever.
 */
export class PodMaker {
  private readonly failures = new Map<string, Failures>();

  constructor(
    private readonly world: ClusterWorld,
    private readonly options: PodMakerOptions,
  ) {
    world.runtime.watch(options.resource, ({ type, object }) => {
      if (type === "DELETED") this.failures.delete(object.metadata.uid);
    });
  }

  /** Whether a denial is so recent that another attempt would be too early. */
  isPutOff({ metadata }: KubeObject): boolean {
    const last = this.failures.get(metadata.uid);
    return last !== undefined && last.generation === metadata.generation && this.world.api.now().getTime() < last.untilMs;
  }

  /** Makes a pod, or returns the denial after it was told. */
  make(wanted: WantedPod): Pod | ApiError {
    const { owner } = wanted;
    const pod = createPod(this.world, wanted, this.options.component);
    if (pod instanceof ApiError) this.putOff(wanted, pod);
    else this.failures.delete(owner.metadata.uid);
    return pod;
  }

  private putOff(wanted: WantedPod, denial: ApiError): void {
    const { owner } = wanted;
    const { uid, generation } = owner.metadata;
    const last = this.failures.get(uid);
    const count = last?.generation === generation ? (last?.count ?? 0) + 1 : 1;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - 1));
    this.failures.set(uid, { count, untilMs: this.world.api.now().getTime() + waitMs, generation });
    this.world.runtime.after(waitMs, () => this.options.retry(keyOf(owner)));
    // A name that is still taken by a pod on its way out is no news.
    if (denial.reason === "AlreadyExists") return;
    const { component, describe = ({ message }) => `Error creating: ${message}` } = this.options;
    this.world.events.record(owner, { type: "Warning", reason: "FailedCreate", message: describe(denial, wanted), component });
  }
}
