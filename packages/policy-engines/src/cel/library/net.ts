import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { addressBytes, Cidr, IpAddress, isV4InV6 } from "./ip-address";

const quoted = (text: string) => JSON.stringify(text);

const parseIp = (text: string): IpAddress => {
  const [address = "", zone] = text.split("%", 2);
  const bytes = addressBytes(address);
  if (typeof bytes === "string")
    throw new CelRuntimeError(`IP Address ${quoted(text)} parse error during conversion from string: ParseAddr(${quoted(text)}): ${bytes}`);
  if (zone !== undefined) throw new CelRuntimeError(`IP address ${quoted(text)} with zone value is not allowed`);
  if (isV4InV6(bytes)) throw new CelRuntimeError(`IPv4-mapped IPv6 address ${quoted(text)} is not allowed`);
  return new IpAddress(bytes);
};

const PARSE_ERROR = "network address parse error during conversion from string";
const cidrFailure = (text: string, why: string) =>
  new CelRuntimeError(`${PARSE_ERROR}: ${PARSE_ERROR}: netip.ParsePrefix(${quoted(text)}): ${why}`);

const parseCidr = (text: string): Cidr => {
  const slash = text.lastIndexOf("/");
  if (slash < 0) throw cidrFailure(text, "no '/'");
  const [address, bits] = [text.slice(0, slash), text.slice(slash + 1)];
  if (address.includes("%")) throw cidrFailure(text, "IPv6 zones cannot be present in a prefix");
  const bytes = addressBytes(address);
  if (typeof bytes === "string") throw cidrFailure(text, `ParseAddr(${quoted(address)}): ${bytes}`);
  if (!/^(0|[1-9]\d{0,2})$/.test(bits)) throw cidrFailure(text, `bad bits after slash: ${quoted(bits)}`);
  if (Number(bits) > bytes.length * 8) throw cidrFailure(text, "prefix length out of range");
  if (isV4InV6(bytes)) throw new CelRuntimeError(`${PARSE_ERROR}: IPv4-mapped IPv6 address ${quoted(text)} is not allowed`);
  return new Cidr(bytes, Number(bits));
};

/** A text in the place of an address; one that is none is, to Kubernetes, a value of the wrong type. */
const argument = <T>(parse: (text: string) => T, text: string): T => {
  if (!parses(parse, text)) throw new CelRuntimeError("no such overload");
  return parse(text);
};

const parses = (parse: (text: string) => unknown, text: string): boolean => {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
};

const isAll = (bytes: readonly number[], last: number) => bytes.every((byte, i) => byte === (i === bytes.length - 1 ? last : 0));
const isLoopback = ({ bytes }: IpAddress) => (bytes.length === 4 ? bytes[0] === 127 : isAll(bytes, 1));
const isUnspecified = ({ bytes }: IpAddress) => isAll(bytes, 0);
const isLinkLocalUnicast = ({ bytes: [a = 0, b = 0, ...rest] }: IpAddress) =>
  rest.length === 2 ? a === 169 && b === 254 : a === 0xfe && (b & 0xc0) === 0x80;
const isLinkLocalMulticast = ({ bytes: [a = 0, b = 0, c = 0, ...rest] }: IpAddress) =>
  rest.length === 1 ? a === 224 && b === 0 && c === 0 : a === 0xff && (b & 0x0f) === 2;
const isMulticast = ({ bytes: [a = 0, ...rest] }: IpAddress) => (rest.length === 3 ? (a & 0xf0) === 0xe0 : a === 0xff);
const isBroadcast = ({ bytes }: IpAddress) => bytes.length === 4 && bytes.every((byte) => byte === 255);
const isGlobalUnicast = (ip: IpAddress) =>
  !isBroadcast(ip) && !isUnspecified(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip);

const containsCidr = (outer: Cidr, inner: Cidr) => outer.bits <= inner.bits && outer.contains(inner.bytes);

/** IP addresses and networks. */
export const NET: readonly Declaration[] = [
  ["ip(string): net.IP", parseIp],
  ["isIP(string): bool", (text: string) => parses(parseIp, text)],
  ["ip.isCanonical(string): bool", (text: string) => parseIp(text).text === text],
  ["net.IP::family(): int", ({ bytes }: IpAddress) => (bytes.length === 4 ? 4n : 6n)],
  ["net.IP::isUnspecified(): bool", isUnspecified],
  ["net.IP::isLoopback(): bool", isLoopback],
  ["net.IP::isLinkLocalMulticast(): bool", isLinkLocalMulticast],
  ["net.IP::isLinkLocalUnicast(): bool", isLinkLocalUnicast],
  ["net.IP::isGlobalUnicast(): bool", isGlobalUnicast],
  ["string(net.IP): string", ({ text }: IpAddress) => text],
  ["cidr(string): net.CIDR", parseCidr],
  ["isCIDR(string): bool", (text: string) => parses(parseCidr, text)],
  ["net.CIDR::containsIP(string): bool", (cidr: Cidr, text: string) => cidr.contains(argument(parseIp, text).bytes)],
  ["net.CIDR::containsIP(net.IP): bool", (cidr: Cidr, { bytes }: IpAddress) => cidr.contains(bytes)],
  ["net.CIDR::containsCIDR(string): bool", (cidr: Cidr, text: string) => containsCidr(cidr, argument(parseCidr, text))],
  ["net.CIDR::containsCIDR(net.CIDR): bool", containsCidr],
  ["net.CIDR::ip(): net.IP", ({ bytes }: Cidr) => new IpAddress(bytes)],
  ["net.CIDR::prefixLength(): int", ({ bits }: Cidr) => BigInt(bits)],
  ["net.CIDR::masked(): net.CIDR", ({ masked }: Cidr) => masked],
  ["string(net.CIDR): string", ({ text }: Cidr) => text],
];
