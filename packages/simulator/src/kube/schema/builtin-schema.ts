import facts from "../generated/kubernetes-facts.json" with { type: "json" };
import { anySchema, type FieldSchema, type ScalarType, type StructSchema, type TypeSchema } from "./type-schema";

const encodedTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.types;
const SCALARS: readonly ScalarType[] = [
  ...(["string", "int32", "int64", "double", "bool", "bytes", "json", "Time", "MicroTime", "Quantity", "IntOrString"] as const),
];

const structs = new Map<string, StructSchema>();

const optionsOf = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    words.map((word) => {
      const at = word.indexOf("=");
      return at < 0 ? [word, ""] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );

const decodeType = (type: string, options: ReadonlyMap<string, string>): TypeSchema => {
  if (type.startsWith("[")) {
    const [listType = "atomic", keys = ""] = (options.get("list") ?? "atomic").split(":");
    const items = decodeType(type.slice(1, -1), new Map());
    return { kind: "list", items, listType: listType as "atomic" | "set" | "map", keys: keys === "" ? [] : keys.split(",") };
  }
  if (type.startsWith("{")) {
    return { kind: "map", values: decodeType(type.slice(1, -1), new Map()), isAtomic: options.get("map") === "atomic" };
  }
  const scalar = SCALARS.find((known) => known === type);
  if (scalar) return { kind: "scalar", type: scalar };
  const struct = structOf(type);
  return options.get("map") === "granular" ? { ...struct, isAtomic: false } : struct;
};

const decodeField = (encoded: string): FieldSchema => {
  const [type = "json", ...words] = encoded.split(" ");
  const options = optionsOf(words);
  const defaultValue = options.get("default");
  return {
    schema: decodeType(type, options),
    mergeKey: options.get("merge") ?? null,
    retainsKeys: options.has("retainKeys"),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
};

/** Types refer to each other in circles, so a field is decoded when it is first asked for. */
const structOf = (name: string): StructSchema => {
  const known = structs.get(name);
  if (known) return known;
  const encoded = encodedTypes[name] ?? {};
  const fields = new Map<string, FieldSchema>();
  const struct: StructSchema = {
    kind: "struct",
    name,
    isAtomic: encoded.$atomic === "true",
    keepsUnknown: false,
    fieldNames: Object.keys(encoded).filter((field) => field !== "$atomic"),
    field(field) {
      const text = Object.hasOwn(encoded, field) ? encoded[field] : undefined;
      if (text === undefined || field === "$atomic") return undefined;
      const decoded = fields.get(field) ?? decodeField(text);
      fields.set(field, decoded);
      return decoded;
    },
  };
  structs.set(name, struct);
  return struct;
};

/** The schema of a built-in kind or type, such as `Deployment`; anything goes for a name that is not known. */
export const builtinSchema = (name: string): TypeSchema => (Object.hasOwn(encodedTypes, name) ? structOf(name) : anySchema);
