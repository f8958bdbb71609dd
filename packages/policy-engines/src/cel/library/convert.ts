import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { type Duration, type Timestamp, TypeValue, typeNameOf, Uint } from "../values/cel-values";
import { asInt, asUint } from "../values/numbers";
import { doubleText } from "./double-text";
import { durationText, parseDuration } from "./duration-text";
import { parseTimestamp, timestampOf, timestampText } from "./timestamp-text";

const NANOS = 1_000_000_000n;

const failed = (from: string, to: string) => new CelRuntimeError(`type conversion error from '${from}' to '${to}'`);

const intOf = (text: string): bigint => {
  if (!/^[+-]?\d+$/.test(text)) throw failed("string", "int");
  const value = BigInt(text.replace("+", ""));
  if (value < -(2n ** 63n) || value >= 2n ** 63n) throw failed("string", "int");
  return value;
};

const uintOf = (text: string): Uint => {
  if (!/^\d+$/.test(text) || BigInt(text) >= 2n ** 64n) throw failed("string", "uint");
  return new Uint(BigInt(text));
};

const doubleOf = (text: string): number => {
  const special = /^([+-]?)(?:inf|infinity)$/i.exec(text);
  if (special) return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text))) throw failed("string", "double");
  return Number(text);
};

const truncated = (value: number, message: string): bigint => {
  if (!Number.isFinite(value)) throw new CelRuntimeError(message);
  return BigInt(Math.trunc(value));
};

const boolOf = (text: string): boolean => {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(text)) return true;
  if (["0", "f", "F", "false", "FALSE", "False"].includes(text)) return false;
  throw failed("string", "bool");
};

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CelRuntimeError("invalid UTF-8 in bytes, cannot convert to string");
  }
};

const same = (value: unknown) => value;

/** The conversions between types, which are called by the name of the type. */
export const CONVERSIONS: readonly Declaration[] = [
  ["type(A): type(A)", (value: unknown) => new TypeValue(typeNameOf(value))],
  ["dyn(A): dyn", same],
  ["bool(bool): bool", same],
  ["bool(string): bool", boolOf],
  ["bytes(bytes): bytes", same],
  ["bytes(string): bytes", (text: string) => new TextEncoder().encode(text)],
  ["double(double): double", same],
  ["double(int): double", Number],
  ["double(uint): double", ({ value }: Uint) => Number(value)],
  ["double(string): double", doubleOf],
  ["int(int): int", same],
  ["int(double): int", (value: number) => asInt(truncated(value, "integer overflow"))],
  ["int(duration): int", ({ nanos }: Duration) => nanos],
  ["int(string): int", intOf],
  ["int(timestamp): int", ({ nanos }: Timestamp) => (nanos - (((nanos % NANOS) + NANOS) % NANOS)) / NANOS],
  ["int(uint): int", ({ value }: Uint) => asInt(value)],
  ["uint(uint): uint", same],
  ["uint(double): uint", (value: number) => asUint(truncated(value, "unsigned integer overflow"))],
  ["uint(int): uint", (value: bigint) => asUint(value)],
  ["uint(string): uint", uintOf],
  ["string(string): string", same],
  ["string(bool): string", String],
  ["string(bytes): string", textOf],
  ["string(double): string", doubleText],
  ["string(duration): string", durationText],
  ["string(int): string", String],
  ["string(timestamp): string", timestampText],
  ["string(uint): string", ({ value }: Uint) => String(value)],
  ["duration(duration): duration", same],
  ["duration(string): duration", parseDuration],
  ["timestamp(timestamp): timestamp", same],
  ["timestamp(int): timestamp", (seconds: bigint) => timestampOf(seconds * NANOS)],
  ["timestamp(string): timestamp", parseTimestamp],
];
