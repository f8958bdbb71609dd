import { Cidr, IpAddress } from "../../src/cel/library/ip-address";
import { NamedFormat } from "../../src/cel/library/named-format";
import { Quantity } from "../../src/cel/library/quantity-value";
import { Semver } from "../../src/cel/library/semver";
import { timestampText } from "../../src/cel/library/timestamp-text";
import { UrlValue } from "../../src/cel/library/url-value";
import { Duration, isMap, isOpaque, Optional, Timestamp, TypeValue, Uint } from "../../src/cel/values/cel-values";
import { mapEntries } from "../../src/cel/values/map-access";

/** A value as the oracle writes it: its type, and its text or its members. */
export type Tagged = readonly [type: string, value?: unknown];

const ofNumber = (value: number): string => {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(value);
};

const ofOpaque = (value: unknown): Tagged | null => {
  if (value instanceof Quantity) return ["quantity", value.exactText];
  if (value instanceof IpAddress) return ["ip", value.text];
  if (value instanceof Cidr) return ["cidr", value.text];
  if (value instanceof UrlValue) return ["url", value.text];
  if (value instanceof Semver) return ["semver", value.text];
  if (value instanceof NamedFormat) return ["format", value.name];
  return isOpaque(value) ? ["other", value.typeName] : null;
};

const ofObject = (value: object): Tagged => {
  if (value instanceof Uint) return ["uint", String(value.value)];
  if (value instanceof Uint8Array) return ["bytes", Buffer.from(value).toString("base64")];
  if (value instanceof Duration) return ["duration", String(value.nanos)];
  if (value instanceof Timestamp) return ["timestamp", timestampText(value)];
  if (value instanceof Optional) return value.hasValue ? ["optional", tagged(value.value)] : ["optional"];
  if (value instanceof TypeValue) return ["type", value.name];
  if (Array.isArray(value)) return ["list", value.map(tagged)];
  return ofOpaque(value) ?? (isMap(value) ? ["map", [...mapEntries(value)].map(([key, each]) => [tagged(key), tagged(each)])] : ["other"]);
};

/** Writes a value in the form of the oracle, so that 1, 1u and 1.0 can be told apart. */
export function tagged(value: unknown): Tagged {
  if (value === null) return ["null"];
  if (typeof value === "boolean") return ["bool", value];
  if (typeof value === "bigint") return ["int", String(value)];
  if (typeof value === "number") return ["double", ofNumber(value)];
  if (typeof value === "string") return ["string", value];
  return ofObject(value as object);
}

/** The same value whatever order its maps were written in, and however a double is spelled. */
export function comparable(value: Tagged): unknown {
  const [type, content] = value;
  if (type === "double") return [type, Number.isNaN(Number(content)) ? String(content) : Number(content)];
  if (type === "optional" && content !== undefined) return [type, comparable(content as Tagged)];
  if (type === "list") return [type, (content as Tagged[]).map(comparable)];
  if (type !== "map") return value;
  const entries = (content as [Tagged, Tagged][]).map(([key, each]) => [comparable(key), comparable(each)]);
  return [type, entries.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
}
