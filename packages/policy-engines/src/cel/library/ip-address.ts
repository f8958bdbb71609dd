import type { Opaque } from "../values/cel-values";

/** The bytes of an IPv4 address, or why it is none; leading zeros are refused, for they mean octal to some. */
const v4Bytes = (text: string): number[] | string => {
  const fields = text.split(".");
  if (fields.some((field) => !/^\d*$/.test(field))) return "unexpected character";
  if (fields.length !== 4) return fields.length < 4 ? "IPv4 address too short" : "IPv4 address too long";
  for (const field of fields) {
    if (field === "") return "IPv4 field must have at least one digit";
    if (field.length > 1 && field.startsWith("0")) return "IPv4 field has octet with leading zero";
    if (Number(field) > 255) return "IPv4 field has value >255";
  }
  return fields.map(Number);
};

const groupsOf = (part: string): number[] | null => {
  if (part === "") return [];
  const groups = part.split(":");
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
};

/** `::ffff:1.2.3.4` as groups alone. */
const withoutDots = (text: string): string | null => {
  const last = text.slice(text.lastIndexOf(":") + 1);
  if (!last.includes(".")) return text;
  const bytes = v4Bytes(last);
  if (typeof bytes === "string") return null;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return `${text.slice(0, -last.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};

const v6Bytes = (text: string): number[] | null => {
  const plain = withoutDots(text);
  const halves = plain?.split("::") ?? [];
  if (plain === null || halves.length > 2) return null;
  const [head, tail] = [groupsOf(halves[0] ?? ""), groupsOf(halves[1] ?? "")];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.flatMap((group) => [group >> 8, group & 255]);
};

/** The bytes of an address, 4 or 16, or why the text is none. */
export function addressBytes(text: string): number[] | string {
  if (text.includes(":")) return v6Bytes(text) ?? "unable to parse IP";
  return text.includes(".") ? v4Bytes(text) : "unable to parse IP";
}

/** Whether bytes are an IPv4 address in an IPv6 one, which Kubernetes refuses. */
export const isV4InV6 = (bytes: readonly number[]): boolean =>
  bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;

/** An address as its canonical text; the longest run of zeros is left out. */
export function addressText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let [best, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > length) [best, length] = [i, end - i];
  }
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(":");
  return best < 0 ? hex(groups) : `${hex(groups.slice(0, best))}::${hex(groups.slice(best + length))}`;
}

/** An IP address. */
export class IpAddress implements Opaque {
  readonly typeName = "net.IP";

  constructor(readonly bytes: readonly number[]) {}

  get text(): string {
    return addressText(this.bytes);
  }

  equals(other: unknown): boolean {
    return other instanceof IpAddress && other.text === this.text;
  }
}

const maskedBytes = (bytes: readonly number[], bits: number): number[] =>
  bytes.map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))) & 255);

/** A network: an address and how many of its bits name the network. */
export class Cidr implements Opaque {
  readonly typeName = "net.CIDR";

  constructor(
    readonly bytes: readonly number[],
    readonly bits: number,
  ) {}

  get text(): string {
    return `${addressText(this.bytes)}/${this.bits}`;
  }

  get masked(): Cidr {
    return new Cidr(maskedBytes(this.bytes, this.bits), this.bits);
  }

  contains(bytes: readonly number[]): boolean {
    if (bytes.length !== this.bytes.length) return false;
    return addressText(maskedBytes(bytes, this.bits)) === addressText(maskedBytes(this.bytes, this.bits));
  }

  equals(other: unknown): boolean {
    return other instanceof Cidr && other.text === this.text;
  }
}
