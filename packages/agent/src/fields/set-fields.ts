import { isDeepStrictEqual } from "node:util";
import type { FieldValues } from "@holdfast/contracts/declared-fields";
import type { Json } from "@holdfast/contracts/json";
import type { z } from "zod";
import { type Done, Refused } from "../commands/define-command";
import { untilNotOvertaken } from "../commands/until-not-overtaken";
import type { KubePort, ObjectRef } from "../kube/kube-port";
import { aboutObject } from "../objects/about-object";
import { valueAt } from "../objects/json-pointer";
import { type DeclaredFields, findKind, valuesOf } from "./declared-fields";
import { fieldPatch } from "./field-patch";

/** What an order says. */
interface Order<V extends FieldValues> {
  readonly namespace: string;
  readonly name: string;
  readonly set: z.output<V>;
  readonly expect: z.output<V>;
}

type Changed<V extends FieldValues> = Done<{ previous: z.output<V>; hasChanged: boolean }>;

async function setOnce<V extends FieldValues>(
  kube: KubePort,
  declared: DeclaredFields<V>,
  ref: ObjectRef,
  { set, expect }: Order<V>,
): Promise<Changed<V>> {
  const { kind } = declared.kind;
  const about = aboutObject(ref);
  const object = await kube.read(ref);
  if (!object) throw new Refused("NotFound", `There is no ${kind} ${ref.namespace}/${ref.name}.`);
  const previous = valuesOf(declared, object);
  // Values are plain JSON by their schema, and each has its pointer.
  const [live, wanted, seen] = [previous, set, expect] as Record<string, Json>[];
  const fields = Object.entries<string>(declared.pointers).filter(([name]) => !isDeepStrictEqual(live?.[name], wanted?.[name]));
  if (fields.length === 0)
    return { output: { previous, hasChanged: false }, changes: [{ ...about, operation: "none", fields: [], warnings: [] }] };
  const drifted = Object.keys(declared.pointers).find((name) => !isDeepStrictEqual(live?.[name], seen?.[name]));
  if (drifted !== undefined)
    throw new Refused(
      "FieldsDrifted",
      `${drifted} of the ${kind} ${ref.name} is ${JSON.stringify(live?.[drifted])}, not ${JSON.stringify(seen?.[drifted])} as was expected.`,
    );
  const patch = fields.map(([name, pointer]) => ({ pointer, value: wanted?.[name] ?? null }));
  const part = declared.subresource ? { ...ref, subresource: declared.subresource } : ref;
  const { warnings } = await kube.patch(part, fieldPatch(object, patch));
  const changed = patch.map(({ pointer, value }) => ({ path: pointer, before: valueAt(object as Json, pointer), after: value }));
  return { output: { previous, hasChanged: true }, changes: [{ ...about, operation: "update", fields: changed, warnings: [...warnings] }] };
}

/**
 * Sets the declared fields of one object, if they still are what the sender saw, and says what was. Already as ordered is
 * success; anything else than expected is refused as `FieldsDrifted`, with what is there.
 */
export async function setFields<V extends FieldValues>(kube: KubePort, declared: DeclaredFields<V>, order: Order<V>): Promise<Changed<V>> {
  const { group, plural, kind } = declared.kind;
  const resource = await findKind(kube, declared.kind);
  if (!resource) throw new Refused("KindAbsent", `This cluster does not serve ${kind} (${plural}.${group}).`);
  return untilNotOvertaken(() => setOnce(kube, declared, { resource, namespace: order.namespace, name: order.name }, order));
}
