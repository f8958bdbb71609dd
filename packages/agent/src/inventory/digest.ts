import { hash } from "node:crypto";
import type { Json } from "@holdfast/contracts/json";

/** JSON with sorted keys and no spaces (RFC 8785 for what records hold): equal values have equal texts. */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) members.push(`${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** The first 64 bits of the SHA-256 of a text, as a signed number. */
export function digestOf(text: string): bigint {
  return hash("sha256", text, "buffer").readBigInt64BE(0);
}

/** The XOR of two digests, signed like they are. */
export const xorDigests = (a: bigint, b: bigint): bigint => BigInt.asIntN(64, a ^ b);
