import ipaddr from "ipaddr.js";

/** What an address stands for, as far as it decides whether it may be dialled. */
export type AddressClass = "loopback" | "linkLocal" | "other";

const LOOPBACK_NAMES = /^(localhost|.*\.localhost|ip6-localhost|ip6-loopback)$/;
/** Names by which clouds serve the credentials of a machine. */
const METADATA_NAMES = /^(metadata|metadata\.google\.internal|instance-data|instance-data\.ec2\.internal)$/;
/** Addresses that do the same, outside of the link-local ranges. */
const METADATA_ADDRESSES = new Set(["100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254"]);

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The IPv4 address that an IPv6 one carries: mapped, translated (`64:ff9b::`), or in its last 32 bits without saying so. */
function carriedIpv4(address: Address): ipaddr.IPv4 | null {
  if (address instanceof ipaddr.IPv4) return null;
  const isCompatible = address.parts.slice(0, 6).every((part) => part === 0) && (address.parts[6] ?? 0) > 0;
  if (!isCompatible && address.range() !== "ipv4Mapped" && address.range() !== "rfc6052") return null;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

function classOf(address: Address): AddressClass {
  const inner = carriedIpv4(address);
  if (inner) return classOf(inner);
  const range = address.range();
  // What is not specified is this very machine, to a connection.
  if (range === "loopback" || range === "unspecified") return "loopback";
  return range === "linkLocal" || METADATA_ADDRESSES.has(address.toString()) ? "linkLocal" : "other";
}

/** The class of a host name or an address, the latter as URL writes it, with or without brackets. A name is only looked at, not looked up. */
export function addressClass(hostname: string): AddressClass {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  if (ipaddr.isValid(host)) return classOf(ipaddr.parse(host));
  if (LOOPBACK_NAMES.test(host)) return "loopback";
  return METADATA_NAMES.test(host) ? "linkLocal" : "other";
}
