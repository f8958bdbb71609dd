import { ApiError, badRequest } from "../api-error";
import type { ClusterApi, WriteOptions } from "../cluster-api";
import type { KubeObject } from "../cluster-store";
import { selectorTest } from "../label-selector";
import { timestamp } from "../store/object-identity";
import type { LabelSelector, Pod } from "../types/pod";
import { type DeleteOptions, deleteObject } from "./delete-object";
import { liveObject, type WriteTarget } from "./update-object";

const BUDGETS = "poddisruptionbudgets.policy";

interface Budget extends KubeObject {
  readonly spec: { readonly selector?: LabelSelector };
  readonly status?: {
    readonly disruptionsAllowed?: number;
    readonly desiredHealthy?: number;
    readonly currentHealthy?: number;
    readonly observedGeneration?: number;
    readonly disruptedPods?: Readonly<Record<string, string>>;
  };
}

const tooMany = (cause: string) =>
  new ApiError(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: "DisruptionBudget", message: cause }],
  });

const checkBudget = ({ metadata, status = {} }: Budget): void => {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    throw tooMany(`The disruption budget ${metadata.name} is still being processed by the server.`);
  }
  if ((status.disruptionsAllowed ?? 0) > 0) return;
  const { desiredHealthy = 0, currentHealthy = 0 } = status;
  throw tooMany(`The disruption budget ${metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`);
};

/** Takes one disruption from a budget before the pod goes, so that two evictions cannot share it. */
const spend = (api: ClusterApi, budget: Budget, pod: string): void => {
  api.store.update(BUDGETS, budget.metadata.namespace ?? null, budget.metadata.name, (current) => {
    const status = (current as Budget).status ?? {};
    const disruptedPods = { ...status.disruptedPods, [pod]: timestamp(api.now()) };
    return { ...current, status: { ...status, disruptedPods, disruptionsAllowed: (status.disruptionsAllowed ?? 1) - 1 } };
  });
};

const isServing = ({ status }: Pod) => status.phase === "Running";

/** POST of the eviction subresource: deletes a pod unless a disruption budget forbids it (429). */
export function evictPod(api: ClusterApi, target: WriteTarget, body: Record<string, unknown>, options: WriteOptions): object {
  const { name: named } = (body.metadata ?? {}) as { name?: string };
  if (named !== undefined && named !== target.name) throw badRequest("name in URL does not match name in Eviction object");
  // What is stored as a pod has been checked as one.
  const pod = liveObject(api, target) as Pod;
  const budgets = (api.store.list(BUDGETS, target.namespace ?? undefined) as readonly Budget[]).filter(({ spec }) =>
    selectorTest(spec.selector)(pod.metadata.labels),
  );
  const [budget, second] = isServing(pod) && !pod.metadata.deletionTimestamp ? budgets : [];
  if (second)
    throw new ApiError(
      500,
      "InternalError",
      "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
    );
  if (budget) checkBudget(budget);
  if (budget && !options.isDryRun) spend(api, budget, target.name);
  const { gracePeriodSeconds, preconditions } = (body.deleteOptions ?? {}) as DeleteOptions;
  const request = { ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }), ...(preconditions ? { preconditions } : {}) };
  deleteObject(api, { ...target, subresource: "" }, request, options);
  return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 };
}
