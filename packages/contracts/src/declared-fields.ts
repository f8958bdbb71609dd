// The two contracts of a step that sets declared fields of one object: the order, and the question that reads them back.
import { z } from "zod";
import { type AgentContract, agentContract } from "./command";
import { ObjectName } from "./ids";

/** The fields that an order may set, by their names: a schema whose every value is JSON, and null where the object has none. */
export type FieldValues = z.ZodObject;

/** Where the objects of a kind are: in a namespace, in none, or, of a kind and its twin for the whole cluster, in either. */
const namespaces = {
  namespace: ObjectName,
  cluster: z.null().default(null),
  either: ObjectName.nullable().default(null),
} as const;
type Scope = keyof typeof namespaces;
type Namespace = z.ZodType<string | null, string | null | undefined>;

type SetInput<V extends FieldValues> = z.ZodObject<{ namespace: Namespace; name: typeof ObjectName; set: V; expect: V }, z.core.$strict>;
type SetOutput<V extends FieldValues> = z.ZodObject<{ previous: V; hasChanged: z.ZodBoolean }>;

/** An order that sets declared fields of one object. */
export type SetsFields<V extends FieldValues> = AgentContract<SetInput<V>, SetOutput<V>>;

/**
 * Declares an order that sets these fields of one object and nothing else of it, if they still are what the sender saw. As
 * wanted already is success. Refused: `KindAbsent`, `NotFound`, `FieldsDrifted`, and `FieldUnknown` where the cluster's version of the kind has no such field.
 */
export const setsFields = <V extends FieldValues>(name: string, values: V, scope: Scope = "namespace"): SetsFields<V> =>
  agentContract(
    name,
    z.strictObject({ namespace: namespaces[scope] as Namespace, name: ObjectName, set: values, expect: values }),
    z.object({ previous: values, hasChanged: z.boolean() }),
  );

const target = (scope: Scope) => z.strictObject({ namespace: namespaces[scope] as Namespace, name: ObjectName });

const foundWith = <V extends FieldValues, S extends z.ZodType>(values: V, status: S) =>
  z.object({
    values,
    /** What tells whether the values took effect. */
    status,
    /** Whether the controller has looked at the newest spec; true for a kind that does not say. */
    isObserved: z.boolean(),
    /** Who would set the fields back: a GitOps owner, or the object that controls this one. */
    gitOpsOwner: z.string().nullable(),
    controller: z.string().nullable(),
  });

/** The question that reads declared fields back. */
export type ReadsFields<V extends FieldValues, S extends z.ZodType> = AgentContract<
  ReturnType<typeof target>,
  z.ZodObject<{ isServed: z.ZodBoolean; found: z.ZodNullable<ReturnType<typeof foundWith<V, S>>> }>
>;

/** Declares the question that reads declared fields and what tells of their effect. `found` is null where there is no such object. */
export const readsFields = <V extends FieldValues, S extends z.ZodType>(
  name: string,
  values: V,
  status: S,
  scope: Scope = "namespace",
): ReadsFields<V, S> =>
  agentContract(name, target(scope), z.object({ isServed: z.boolean(), found: foundWith(values, status).nullable() }));
