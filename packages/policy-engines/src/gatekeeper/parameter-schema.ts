import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { z } from "zod";

/** The part of a structural schema that decides over parameters. What else it says (descriptions, formats) is let be. */
export interface ParameterSchema {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, ParameterSchema>> | undefined;
  readonly additionalProperties?: boolean | ParameterSchema | undefined;
  readonly items?: ParameterSchema | undefined;
  readonly required?: readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly nullable?: boolean | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean | undefined;
  readonly "x-kubernetes-int-or-string"?: boolean | undefined;
}

/** Reads such a schema. */
export const ParameterSchema: z.ZodType<ParameterSchema> = z.lazy(() =>
  z.looseObject({
    type: z.enum(["object", "array", "string", "integer", "number", "boolean"]).optional(),
    properties: z.record(z.string(), ParameterSchema).optional(),
    additionalProperties: z.union([z.boolean(), ParameterSchema]).optional(),
    items: ParameterSchema.optional(),
    required: z.array(z.string()).optional(),
    enum: z.array(z.unknown()).optional(),
    default: z.unknown().optional(),
    nullable: z.boolean().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    "x-kubernetes-preserve-unknown-fields": z.boolean().optional(),
    "x-kubernetes-int-or-string": z.boolean().optional(),
  }),
);

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const childOf = ({ properties, additionalProperties }: ParameterSchema, name: string): ParameterSchema | undefined =>
  (properties && Object.hasOwn(properties, name) ? properties[name] : undefined) ??
  (typeof additionalProperties === "object" ? additionalProperties : undefined);

const keepsUnknown = (schema: ParameterSchema) =>
  schema["x-kubernetes-preserve-unknown-fields"] === true || schema.additionalProperties === true || schema.properties === undefined;

const hasType: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isFields,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
};

function problemHere(schema: ParameterSchema, value: unknown): string | undefined {
  if (schema["x-kubernetes-int-or-string"])
    return Number.isInteger(value) || typeof value === "string" ? undefined : "write an integer or a string";
  if (schema.type && !hasType[schema.type]?.(value)) return `write a value of the type ${schema.type}`;
  if (schema.enum && !schema.enum.some((each) => JSON.stringify(each) === JSON.stringify(value)))
    return `write one of ${schema.enum.map((each) => JSON.stringify(each)).join(", ")}`;
  if (typeof value === "number" && schema.minimum !== undefined && value < schema.minimum) return `write at least ${schema.minimum}`;
  if (typeof value === "number" && schema.maximum !== undefined && value > schema.maximum) return `write at most ${schema.maximum}`;
  return undefined;
}

/** What is wrong with parameters by the template's schema, each with its field. Unknown fields are wrong where the API server would drop them. */
export function checkParameters(schema: ParameterSchema, value: unknown, field: string, isStructural: boolean): Worded[] {
  if (value === null && schema.nullable) return [];
  const problem = problemHere(schema, value);
  if (problem) return [worded("GatekeeperParameters", { field, problem })];
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    return value.flatMap((each, i) => checkParameters(items, each, `${field}[${i}]`, isStructural));
  }
  if (!isFields(value)) return [];
  const missing = (schema.required ?? [])
    .filter((name) => value[name] === undefined)
    .map((name) => worded("GatekeeperParameters", { field: `${field}.${name}`, problem: "this field is needed" }));
  const known = Object.keys(schema.properties ?? {}).join(", ");
  const inside = Object.entries(value).flatMap(([name, each]) => {
    const child = childOf(schema, name);
    if (child) return checkParameters(child, each, `${field}.${name}`, isStructural);
    return !isStructural || keepsUnknown(schema) ? [] : [worded("GatekeeperUnknownField", { field: `${field}.${name}`, known })];
  });
  return [...missing, ...inside];
}

/** What is wrong with the schema itself: defaults that it would refuse. */
export function checkParameterSchema(schema: ParameterSchema, field: string): Worded[] {
  const own =
    schema.default === undefined
      ? []
      : checkParameters(schema, schema.default, `${field}.default`, true).map(({ message }) =>
          worded("GatekeeperSchema", { field, problem: message }),
        );
  const children: [string, ParameterSchema][] = Object.entries(schema.properties ?? {}).map(([name, each]) => [
    `.properties.${name}`,
    each,
  ]);
  if (schema.items) children.push([".items", schema.items]);
  if (typeof schema.additionalProperties === "object") children.push([".additionalProperties", schema.additionalProperties]);
  return [...own, ...children.flatMap(([name, each]) => checkParameterSchema(each, `${field}${name}`))];
}

/**
 * Parameters with the schema's defaults, as the API server stores them: a default stands in for a field that is absent, or null
 * where null is not allowed; never for a field of an object that is itself absent.
 */
export function withDefaults(schema: ParameterSchema, value: unknown): unknown {
  const given = value === null && !schema.nullable && schema.default !== undefined ? undefined : value;
  const start = given === undefined ? structuredClone(schema.default) : given;
  if (Array.isArray(start) && schema.items) {
    const { items } = schema;
    return start.map((each) => withDefaults(items, each));
  }
  if (!isFields(start)) return start;
  const names = new Set([...Object.keys(start), ...Object.keys(schema.properties ?? {})]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const child = childOf(schema, name);
      const filled = child ? withDefaults(child, start[name]) : start[name];
      return filled === undefined ? [] : [[name, filled]];
    }),
  );
}
