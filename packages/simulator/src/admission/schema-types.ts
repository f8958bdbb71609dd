import { type CelEnvironment, extended, type Fields } from "@holdfast/policy-engines/cel/environment";
import {
  BOOL,
  BYTES,
  type CelType,
  DOUBLE,
  DYN,
  INT,
  listOf,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
} from "@holdfast/policy-engines/cel/types/cel-type";
import { anySchema, type ScalarType, type StructSchema, type TypeSchema } from "../kube/schema/type-schema";

const SCALARS: Readonly<Record<ScalarType, CelType>> = {
  ...{ string: STRING, int32: INT, int64: INT, double: DOUBLE, bool: BOOL, bytes: BYTES, json: DYN },
  ...{ Time: TIMESTAMP, MicroTime: TIMESTAMP, Quantity: DYN, IntOrString: DYN },
};

/** The object types that were met so far, by name; a type that holds itself is met once. */
type Known = Record<string, Fields>;

const celTypeOf = (schema: TypeSchema, known: Known): CelType => {
  if (schema.kind === "scalar") return SCALARS[schema.type];
  if (schema.kind === "list") return listOf(celTypeOf(schema.items, known));
  if (schema.kind === "map") return mapOf(STRING, celTypeOf(schema.values, known));
  // The anonymous structs of custom resources have no name to be known by.
  if (schema.name === "" || schema.keepsUnknown) return DYN;
  if (!Object.hasOwn(known, schema.name)) {
    const fields: Record<string, CelType> = {};
    known[schema.name] = fields;
    for (const field of schema.fieldNames) fields[field] = celTypeOf(schema.field(field)?.schema ?? anySchema, known);
  }
  return structOf(schema.name);
};

/** An environment in which the object of a policy has the type that its schema says, so that a field that it does not have is found. */
export function withObjectType(environment: CelEnvironment, schema: StructSchema): CelEnvironment {
  const known: Known = {};
  const object = celTypeOf(schema, known);
  return extended(environment, { object, oldObject: object }, known);
}
