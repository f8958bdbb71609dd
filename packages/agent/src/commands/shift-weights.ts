import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { hasStatus } from "../kube/kube-error";
import type { KubePort, ObjectRef, PatchOperation } from "../kube/kube-port";
import { type Done, Refused } from "./define-command";

/** How the weights of one kind of route are found and told apart. */
export interface WeightedRoute<O extends KubeObject, W extends { readonly weight: number }> {
  readonly ref: ObjectRef;
  readonly weightsOf: (object: O) => readonly W[];
  /** Whether a live weight and one of the order mean the same target. */
  readonly isSame: (live: W, ordered: W) => boolean;
  /** The list of targets as it is in the object, and its JSON pointer. */
  readonly targetsOf: (object: O) => unknown;
  readonly targetsPointer: (object: O) => string;
  /** The JSON pointer of the weight at an index. */
  readonly pointer: (object: O, index: number) => string;
  /** The refusal for a target that the route does not have. */
  readonly absentReason: string;
  readonly nameOf: (weight: W) => string;
}

const MOST_TRIES = 5;

type Shifted<W> = Done<{ previous: W[]; hasChanged: boolean }>;

/** For each live weight the one that was ordered or expected for it; undefined when the two lists do not name the same targets. */
function matched<W extends { readonly weight: number }>(
  live: readonly W[],
  wanted: readonly W[],
  isSame: (a: W, b: W) => boolean,
): number[] | undefined {
  const weights = live.map((each) => wanted.filter((other) => isSame(each, other)));
  const isExact = live.length === wanted.length && weights.every((found) => found.length === 1);
  return isExact ? weights.map(([found]) => found?.weight ?? 0) : undefined;
}

const hasWeights = (live: readonly { readonly weight: number }[], weights: readonly number[] | undefined) =>
  weights !== undefined && live.every((each, i) => each.weight === weights[i]);

/**
 * Compares and sets in one call of the API server: the patch holds only for this object, with the targets and weights that
 * were read. The version of the whole object would be too strict, for controllers write its status all the time.
 */
function compareAndSet<O extends KubeObject, W extends { readonly weight: number }>(
  object: O,
  route: WeightedRoute<O, W>,
  weights: readonly number[],
): PatchOperation[] {
  const guards: PatchOperation[] = [
    { op: "test", path: "/metadata/uid", value: object.metadata?.uid },
    { op: "test", path: route.targetsPointer(object), value: route.targetsOf(object) },
  ];
  return [...guards, ...weights.map((value, index) => ({ op: "add" as const, path: route.pointer(object, index), value }))];
}

function changeOf<O extends KubeObject, W extends { readonly weight: number }>(
  object: O,
  route: WeightedRoute<O, W>,
  live: readonly W[],
  weights: readonly number[],
  warnings: string[],
): ObjectChange {
  const { resource, namespace, name } = route.ref;
  const fields = live.flatMap((each, i) =>
    each.weight === weights[i]
      ? []
      : [{ path: route.pointer(object, i), before: each.weight as Json, after: (weights[i] ?? null) as Json }],
  );
  const operation = fields.length > 0 ? "update" : "none";
  return {
    apiVersion: `${resource.group}/${resource.version}`,
    kind: resource.kind,
    namespace: namespace ?? null,
    name,
    operation,
    fields,
    warnings,
  };
}

/**
 * Sets the weights of one route, if they still are what the sender saw. Already as ordered is success; anything else than
 * expected is refused as `WeightsDrifted`, with what is there.
 */
export async function shiftWeights<O extends KubeObject, W extends { readonly weight: number }>(
  kube: KubePort,
  route: WeightedRoute<O, W>,
  ordered: readonly W[],
  expected: readonly W[],
): Promise<Shifted<W>> {
  for (let attempt = 1; ; attempt++) {
    const object = await kube.read<O>(route.ref);
    if (!object) throw new Refused("NotFound", `There is no ${route.ref.resource.kind} ${route.ref.namespace}/${route.ref.name}.`);
    const live = route.weightsOf(object);
    const stranger = ordered.find((each) => !live.some((other) => route.isSame(other, each)));
    if (stranger) throw new Refused(route.absentReason, `The route of ${route.ref.name} does not lead to ${route.nameOf(stranger)}.`);
    const weights = matched(live, ordered, route.isSame);
    const previous = [...live];
    if (weights && hasWeights(live, weights))
      return { output: { previous, hasChanged: false }, changes: [changeOf(object, route, live, weights, [])] };
    if (!weights || !hasWeights(live, matched(live, expected, route.isSame))) {
      const found = live.map((each) => `${route.nameOf(each)} ${each.weight}`).join(", ");
      throw new Refused("WeightsDrifted", `The weights of ${route.ref.name} are not the expected ones but: ${found}.`);
    }
    try {
      const { warnings } = await kube.patch<O>(route.ref, compareAndSet(object, route, weights));
      return { output: { previous, hasChanged: true }, changes: [changeOf(object, route, live, weights, warnings)] };
    } catch (cause) {
      // Overtaken: read and compare again. What is truly invalid is so every time.
      const isOvertaken = hasStatus(cause, 409) || hasStatus(cause, 422) || hasStatus(cause, 404);
      if (!isOvertaken || attempt >= MOST_TRIES) throw cause;
    }
  }
}
