import { canonicalQuantity } from "../quantity";
import type { FieldSchema, ScalarType, StructSchema, TypeSchema } from "./type-schema";

/** A body that does not fit its type at all; `message` is in the words of the real decoder. */
export class DecodeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DecodeError";
  }
}

/** What a decoder made of a body: the fields it knows, in their canonical form, and the paths of those it does not know. */
export interface Decoded {
  readonly value: Record<string, unknown>;
  readonly unknownFields: readonly string[];
}

/** Where in the body the decoder is, in the two ways in which messages say it. */
interface Place {
  readonly struct: string;
  /** Field names without list indexes, as a Go decoder counts them. */
  readonly fields: readonly string[];
  /** With list indexes, as field paths are written. */
  readonly path: string;
}

const GO_TYPES: Partial<Record<ScalarType, string>> = { int32: "int32", int64: "int64", bool: "bool", double: "float64", bytes: "[]uint8" };

const jsonTypeOf = (value: unknown): string => {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
};

const goTypeOf = (schema: TypeSchema): string => {
  if (schema.kind === "scalar") return GO_TYPES[schema.type] ?? "string";
  if (schema.kind === "list") return `[]${goTypeOf(schema.items)}`;
  return schema.kind === "map" ? `map[string]${goTypeOf(schema.values)}` : `v1.${schema.name}`;
};

const mismatch = (value: unknown, schema: TypeSchema, place: Place) =>
  new DecodeError(
    `json: cannot unmarshal ${jsonTypeOf(value)} into Go struct field ${place.struct}.${place.fields.join(".")} of type ${goTypeOf(schema)}`,
  );

const isWhole = (value: unknown, bits: number) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** (bits - 1);

const fits: Partial<Record<ScalarType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  bytes: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  double: (value) => typeof value === "number",
  int32: (value) => isWhole(value, 32),
  int64: (value) => isWhole(value, 64),
  IntOrString: (value) => typeof value === "string" || isWhole(value, 32),
  Time: (value) => typeof value === "string",
  MicroTime: (value) => typeof value === "string",
};

const decodeTime = (value: string): string => {
  const at = Date.parse(value);
  const isRfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  if (!isRfc3339 || Number.isNaN(at)) {
    throw new DecodeError(`parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(value)}`);
  }
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
};

const decodeScalar = (value: unknown, schema: TypeSchema & { kind: "scalar" }, place: Place): unknown => {
  if (schema.type === "Quantity") {
    const canonical = typeof value === "string" || typeof value === "number" ? canonicalQuantity(value) : null;
    if (canonical !== null) return canonical;
    throw new DecodeError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }
  if (fits[schema.type]?.(value) === false) throw mismatch(value, schema, place);
  return schema.type === "Time" ? decodeTime(String(value)) : value;
};

/** Empty lists and maps are the same as none, and are not written. */
const isEmptied = (value: unknown, schema: TypeSchema): boolean =>
  (schema.kind === "list" || schema.kind === "map") && Object.keys(value as object).length === 0;

class BuiltinDecoder {
  readonly unknownFields: string[] = [];

  decode(value: unknown, schema: TypeSchema, place: Place): unknown {
    if (schema.kind === "scalar") return decodeScalar(value, schema, place);
    if (schema.kind === "list") {
      if (!Array.isArray(value)) throw mismatch(value, schema, place);
      return value.map((item, i) => this.decode(item, schema.items, { ...place, path: `${place.path}[${i}]` }));
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw mismatch(value, schema, place);
    if (schema.kind === "struct") return this.decodeStruct(value as Record<string, unknown>, schema, place);
    const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, this.decode(item, schema.values, { ...place, path: `${place.path}.${key}` })]),
    );
  }

  decodeStruct(value: Record<string, unknown>, schema: StructSchema, place: Place): Record<string, unknown> {
    const decoded: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      const field = schema.field(name);
      const path = place.path === "" ? name : `${place.path}.${name}`;
      if (!field) this.unknownFields.push(path);
      else if (item !== null && item !== undefined) {
        const value = this.decodeField(name, item, field, schema, place, path);
        if (!isEmptied(value, field.schema)) decoded[name] = value;
      }
    }
    for (const name of schema.fieldNames) {
      const defaultValue = decoded[name] === undefined ? schema.field(name)?.defaultValue : undefined;
      if (defaultValue !== undefined) decoded[name] = defaultValue;
    }
    return decoded;
  }

  private decodeField(name: string, item: unknown, field: FieldSchema, struct: StructSchema, place: Place, path: string): unknown {
    return this.decode(item, field.schema, { struct: struct.name, fields: [...place.fields, name], path });
  }
}

/** Reads a body as a built-in type: drops what the type does not have, refuses what does not fit, and fills schema defaults. */
export function decodeBuiltin(body: Record<string, unknown>, schema: StructSchema): Decoded {
  const decoder = new BuiltinDecoder();
  const value = decoder.decodeStruct(body, schema, { struct: schema.name, fields: [], path: "" });
  return { value, unknownFields: decoder.unknownFields };
}
