import type { CelType } from "../types/cel-type";
import { Duration, isMap, isOpaque, Optional, Timestamp, TypeValue, Uint } from "../values/cel-values";
import { mapEntries } from "../values/map-access";

const isSimple = (name: string, value: unknown): boolean => {
  switch (name) {
    case "bool":
      return typeof value === "boolean";
    case "int":
      return typeof value === "bigint";
    case "uint":
      return value instanceof Uint;
    case "double":
      return typeof value === "number";
    case "string":
      return typeof value === "string";
    case "bytes":
      return value instanceof Uint8Array;
    case "google.protobuf.Timestamp":
      return value instanceof Timestamp;
    case "google.protobuf.Duration":
      return value instanceof Duration;
    case "null":
      return value === null;
    default:
      return true;
  }
};

/** Whether a value may stand for a parameter. Of lists and maps the first member decides, as in cel-go. */
export function fitsType(type: CelType, value: unknown): boolean {
  switch (type.kind) {
    case "param":
      return true;
    case "list":
      return Array.isArray(value) && (value.length === 0 || fitsType(type.element, value[0]));
    case "map":
      return isMap(value) && fitsFirstEntry(type.key, type.value, value);
    case "optional":
      return value instanceof Optional;
    case "type":
      return value instanceof TypeValue;
    case "struct":
      return isOpaque(value) ? value.typeName === type.name : isMap(value);
    default:
      return isSimple(type.name, value);
  }
}

const fitsFirstEntry = (keyType: CelType, valueType: CelType, map: Parameters<typeof mapEntries>[0]): boolean => {
  for (const [key, value] of mapEntries(map)) return fitsType(keyType, key) && fitsType(valueType, value);
  return true;
};
