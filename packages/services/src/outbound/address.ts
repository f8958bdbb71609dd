import ipaddr from "ipaddr.js";
import type { AllowedTargets } from "./allowed-targets";

/** Addresses that stand in a public range and answer from inside: Azure's wire server. */
const INSIDE = new Set(["168.63.129.16"]);

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean =>
  // The kinds are compared first: `match` throws for an address of the other family.
  address.kind() === base.kind() && (address as ipaddr.IPv4).match(base as ipaddr.IPv4, bits);

/** An IPv6 address that carries an IPv4 one in its last 32 bits without saying so (`::127.0.0.1`). */
const isIpv4Compatible = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address instanceof ipaddr.IPv6 && address.parts.slice(0, 6).every((part) => part === 0);

/**
 * Whether a connection to the address may be made: it is a public one, or one that is allowed. Everything that is not plainly public
 * is inside: loopback, private, link-local with the metadata services, carrier NAT, and IPv6 that stands for IPv4.
 */
export function isAddressPermitted(text: string, allowed: AllowedTargets): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (allowed.networks.some((network) => isIn(address, network))) return true;
  return address.range() === "unicast" && !isIpv4Compatible(address) && !INSIDE.has(address.toString());
}

/** The host of a URL as an address, without the brackets of IPv6; null for a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return bare.includes(":") || ipaddr.IPv4.isValidFourPartDecimal(bare) ? bare : null;
}
