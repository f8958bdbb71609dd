/** What an address stands for, as far as it decides whether it may be dialled. */
export type AddressClass = "loopback" | "linkLocal" | "other";

const LOOPBACK_NAMES = /^(localhost|.*\.localhost|ip6-localhost|ip6-loopback)$/;
/** Names by which clouds serve the credentials of a machine. */
const METADATA_NAMES = /^(metadata|metadata\.google\.internal|instance-data|instance-data\.ec2\.internal)$/;
/** Addresses that do the same, outside of the link-local ranges. */
const METADATA_ADDRESSES = new Set(["100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254"]);

/** The IPv4 address that an IPv6 one carries (`::ffff:127.0.0.1`, also written in hexadecimal), or undefined. */
function carriedIpv4(host: string): string | undefined {
  const dotted = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(host)?.[1];
  if (dotted) return dotted;
  const [, high, low] = /^(?:::(?:ffff:)?|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host) ?? [];
  if (!high || !low) return undefined;
  const bits = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return bits.flatMap((part) => [part >> 8, part & 255]).join(".");
}

/** The class of a host name or an address, the latter as URL writes it, with or without brackets. A name is only looked at, not looked up. */
export function addressClass(hostname: string): AddressClass {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  const inner = carriedIpv4(host);
  if (inner) return addressClass(inner);
  if (LOOPBACK_NAMES.test(host) || /^127\./.test(host) || host === "::1" || host === "::" || /^0\./.test(host)) return "loopback";
  if (METADATA_NAMES.test(host) || METADATA_ADDRESSES.has(host)) return "linkLocal";
  return /^169\.254\.\d/.test(host) || /^fe[89ab][0-9a-f]:/.test(host) ? "linkLocal" : "other";
}
