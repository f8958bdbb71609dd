import type { FieldValues } from "@holdfast/contracts/declared-fields";
import { isBehind, type KubeObject } from "@holdfast/domain/health/kube-object";
import type { z } from "zod";
import { gitOpsOwner } from "../inventory/projections/git-ops";
import type { KubePort } from "../kube/kube-port";
import { type DeclaredFields, findKind, valuesOf } from "./declared-fields";

/** What is read back of an object. */
interface Found<V extends FieldValues, S> {
  readonly values: z.output<V>;
  readonly status: S;
  readonly isObserved: boolean;
  readonly gitOpsOwner: string | null;
  readonly controller: string | null;
}

interface Reporting extends KubeObject {
  readonly status?: { readonly observedGeneration?: number | string };
}

/** The object that would set the fields back, as its controller: `ScaledObject core`. */
function controllerOf({ metadata }: KubeObject): string | null {
  const owner = metadata?.ownerReferences?.find((each) => each.controller === true);
  return owner ? `${owner.kind} ${owner.name}` : null;
}

/** Some kinds count their generations in words, and some do not say which they have looked at. */
function isSeen(object: Reporting): boolean {
  const generation = object.status?.observedGeneration;
  return generation === undefined || !isBehind(object, Number(generation));
}

/** Reads the declared fields of one object and, by `statusOf`, what tells of their effect. */
export async function readFields<V extends FieldValues, S>(
  kube: KubePort,
  declared: DeclaredFields<V>,
  { namespace, name }: { readonly namespace: string | null; readonly name: string },
  statusOf: (object: KubeObject) => S | Promise<S>,
): Promise<{ isServed: boolean; found: Found<V, S> | null }> {
  const resource = await findKind(kube, declared.kind, namespace);
  if (!resource) return { isServed: false, found: null };
  const object = await kube.read<Reporting>({ resource, namespace: namespace ?? undefined, name });
  if (!object) return { isServed: true, found: null };
  return {
    isServed: true,
    found: {
      values: valuesOf(declared, object),
      status: await statusOf(object),
      isObserved: isSeen(object),
      gitOpsOwner: gitOpsOwner(object),
      controller: controllerOf(object),
    },
  };
}
