import {
  BOOL,
  BYTES,
  type CelType,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  optionalOf,
  STRING,
  TIMESTAMP,
  UINT,
} from "./cel-type";

const NAMED: Readonly<Record<string, CelType>> = {
  ...{ bool: BOOL, int: INT, uint: UINT, double: DOUBLE, string: STRING, bytes: BYTES, null_type: NULL },
  ...{ list: listOf(DYN), map: mapOf(DYN, DYN), type: { kind: "type", of: DYN }, optional_type: optionalOf(DYN) },
  ...{ "google.protobuf.Timestamp": TIMESTAMP, "google.protobuf.Duration": DURATION },
};

/** The type of a name that is a type itself, as in `type(x) == int`; nothing for other names. */
export function typeIdent(name: string): CelType | undefined {
  const of = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  return of ? { kind: "type", of } : undefined;
}
