import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { type Duration, isMap, type Timestamp, TypeValue, typeNameOf, Uint } from "../values/cel-values";
import { mapEntries } from "../values/map-access";
import { doubleText } from "./double-text";
import { durationText } from "./duration-text";
import { timestampText } from "./timestamp-text";

const failure = (text: string) => new CelRuntimeError(`error during formatting: ${text}`);
const refused = (clause: string, kinds: string, value: unknown) =>
  failure(`${clause} clause can only be used on ${kinds}, was given ${typeNameOf(value)}`);

const special = (value: number): string | null => (Number.isFinite(value) ? null : Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞");

/** Rounds half to even, on the exact digits of the number. */
const fixedText = (value: number, precision: number): string => {
  const exact = Math.abs(value).toFixed(100);
  const dot = exact.indexOf(".");
  const digits = exact.slice(0, dot) + exact.slice(dot + 1, dot + 1 + precision);
  const rest = exact.slice(dot + 1 + precision);
  const kept = BigInt(digits);
  const isHalf = /^50*$/.test(rest);
  const isUp = isHalf ? kept % 2n === 1n : (rest[0] ?? "0") >= "5";
  const rounded = String(isUp ? kept + 1n : kept).padStart(precision + 1, "0");
  const whole = rounded.slice(0, rounded.length - precision);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "-" : ""}${grouped}${precision > 0 ? `.${rounded.slice(-precision)}` : ""}`;
};

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const scientificText = (value: number, precision: number): string => {
  const [mantissa = "", exponent = "0"] = value.toExponential(precision).split("e");
  const power = Number(exponent);
  const digits = [...String(Math.abs(power)).padStart(2, "0")].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `${mantissa}×10${power < 0 ? "⁻" : ""}${digits}`;
};

const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A value within a list or a map, where strings have quotes. */
const nested = (value: unknown): string => {
  switch (typeNameOf(value)) {
    case "string":
      return quoted(String(value));
    case "bytes":
      return `b${quoted(utf8(value as Uint8Array))}`;
    case "double":
      return special(value as number) ?? fixedText(value as number, 6).replaceAll(",", "");
    case "google.protobuf.Duration":
      return `duration("${durationText(value as Duration)}")`;
    case "google.protobuf.Timestamp":
      return `timestamp("${timestampText(value as Timestamp)}")`;
    default:
      return stringText(value);
  }
};

const STRING_KINDS = "strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps";

const stringText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(nested).join(", ")}]`;
  if (value instanceof Uint) return String(value.value);
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Uint8Array) return utf8(value);
  if (isMap(value)) {
    const entries = [...mapEntries(value)].map(([key, each]) => `${nested(key)}:${nested(each)}`);
    return `{${entries.toSorted().join(", ")}}`;
  }
  const name = typeNameOf(value);
  if (name === "null_type") return "null";
  if (name === "double") return special(value as number) ?? doubleText(value as number);
  if (name === "google.protobuf.Duration") return durationText(value as Duration);
  if (name === "google.protobuf.Timestamp") return timestampText(value as Timestamp);
  if (["string", "bool", "int"].includes(name)) return String(value);
  throw refused("string", STRING_KINDS, value);
};

const integerOf = (value: unknown, clause: string, kinds: string): bigint => {
  if (typeof value === "bigint") return value;
  if (value instanceof Uint) return value.value;
  throw refused(clause, kinds, value);
};

const doubleOf = (value: unknown, clause: string): number => {
  if (typeof value === "number") return value;
  const named: Readonly<Record<string, number>> = {
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    "-Infinity": Number.NEGATIVE_INFINITY,
  };
  if (typeof value === "string" && value in named) return named[value] ?? Number.NaN;
  throw refused(clause, "doubles", value);
};

const hexText = (value: unknown): string => {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  if (bytes instanceof Uint8Array) return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return integerOf(value, "hex", "integers, byte buffers, and strings").toString(16);
};

const clauseText = (verb: string, precision: number, value: unknown): string => {
  switch (verb) {
    case "s":
      return stringText(value);
    case "d":
      return typeof value === "number" ? refuseDecimal(value) : String(integerOf(value, "decimal", "integers"));
    case "f": {
      const number = doubleOf(value, "fixed-point");
      return special(number) ?? fixedText(number, precision);
    }
    case "e": {
      const number = doubleOf(value, "scientific");
      return special(number) ?? scientificText(number, precision);
    }
    case "b":
      return typeof value === "boolean" ? String(Number(value)) : integerOf(value, "binary", "integers and bools").toString(2);
    case "x":
      return hexText(value);
    case "X":
      return hexText(value).toUpperCase();
    default:
      return integerOf(value, "octal", "integers").toString(8);
  }
};

const refuseDecimal = (value: number): never => {
  throw refused("decimal", "integers", value);
};

const CLAUSE = /%(?:(%)|(?:\.(\d*))?([a-zA-Z])?)/g;

/** Puts the values in the places of a text that `%s`, `%d` and their like mark. */
export function formatText(text: string, values: readonly unknown[]): string {
  let next = 0;
  return text.replace(CLAUSE, (_whole, percent?: string, precision?: string, verb?: string) => {
    if (percent) return "%";
    if (verb === undefined) throw new CelRuntimeError("could not parse formatting clause: unexpected end of string");
    if (!"sdfebxXo".includes(verb))
      throw new CelRuntimeError(`could not parse formatting clause: unrecognized formatting clause "${verb}"`);
    if (next >= values.length) throw new CelRuntimeError(`index ${next} out of range`);
    return clauseText(verb, verb === "e" ? 6 : Number(precision || (precision === "" ? 0 : 6)), values[next++]);
  });
}

/** `'...'.format([...])`. */
export const STRING_FORMAT: readonly Declaration[] = [["string::format(list(dyn)): string", formatText]];
