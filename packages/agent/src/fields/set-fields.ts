import { isDeepStrictEqual } from "node:util";
import type { FieldValues } from "@holdfast/contracts/declared-fields";
import type { Json } from "@holdfast/contracts/json";
import type { z } from "zod";
import { type Done, Refused } from "../commands/define-command";
import { untilNotOvertaken } from "../commands/until-not-overtaken";
import { KubeError } from "../kube/kube-error";
import type { KubePort, ObjectRef } from "../kube/kube-port";
import { aboutObject } from "../objects/about-object";
import { valueAt } from "../objects/json-pointer";
import { type DeclaredFields, findKind, kindOf, valuesOf } from "./declared-fields";
import { fieldPatch } from "./field-patch";

/** What an order says. */
interface Order<V extends FieldValues> {
  readonly namespace: string | null;
  readonly name: string;
  readonly set: z.output<V>;
  readonly expect: z.output<V>;
}

type Changed<V extends FieldValues> = Done<{ previous: z.output<V>; hasChanged: boolean }>;

/** A field that the cluster's version of a kind does not have. The API server's own words quote the whole object. */
function refuseUnknownField(kind: string, cause: unknown): never {
  const [, said] = (cause instanceof KubeError && /strict decoding error: (.*)$/s.exec(cause.message)) || [];
  if (said === undefined) throw cause;
  throw new Refused("FieldUnknown", `This cluster's ${kind} can't be written so: ${said}.`);
}

async function setOnce<V extends FieldValues>(
  kube: KubePort,
  declared: DeclaredFields<V>,
  ref: ObjectRef,
  { set, expect }: Order<V>,
): Promise<Changed<V>> {
  const { kind } = ref.resource;
  const about = aboutObject(ref);
  const object = await kube.read(ref);
  if (!object) throw new Refused("NotFound", `There is no ${kind} ${ref.namespace ? `${ref.namespace}/` : ""}${ref.name}.`);
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
  const patch = declared.lens
    ? declared.lens.write(object, set)
    : fields.map(([name, pointer]) => ({ pointer, value: wanted?.[name] ?? null }));
  const part = declared.subresource ? { ...ref, subresource: declared.subresource } : ref;
  const { warnings } = await kube.patch(part, fieldPatch(object, patch)).catch((cause: unknown) => refuseUnknownField(kind, cause));
  // Through a lens the values are told, not what stands around them in the object.
  const changed = fields.map(([name, path]) => {
    const before = declared.lens ? (live?.[name] ?? null) : valueAt(object as Json, path);
    return { path, before, after: wanted?.[name] ?? null };
  });
  return { output: { previous, hasChanged: true }, changes: [{ ...about, operation: "update", fields: changed, warnings: [...warnings] }] };
}

/**
 * Sets the declared fields of one object, if they still are what the sender saw, and says what was. Already as ordered is
 * success; anything else than expected is refused as `FieldsDrifted`, with what is there.
 */
export async function setFields<V extends FieldValues>(kube: KubePort, declared: DeclaredFields<V>, order: Order<V>): Promise<Changed<V>> {
  const { namespace, name } = order;
  const { group, plural, kind } = kindOf(declared.kind, namespace);
  const resource = await findKind(kube, declared.kind, namespace);
  if (!resource) throw new Refused("KindAbsent", `This cluster does not serve ${kind} (${plural}.${group}).`);
  return untilNotOvertaken(() => setOnce(kube, declared, { resource, namespace: namespace ?? undefined, name }, order));
}
