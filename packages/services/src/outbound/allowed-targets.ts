import ipaddr from "ipaddr.js";
import { z } from "zod";

/** What may be called although it is inside, or spoken to in the clear: networks, and host names. */
export interface AllowedTargets {
  readonly networks: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
  readonly hosts: ReadonlySet<string>;
}

/** Nothing inside is allowed: the default. */
export const nothingAllowed: AllowedTargets = { networks: [], hosts: new Set() };

const HOST = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_][a-z0-9_-]{0,62})*$/;
const SHAPE = "HOLDFAST_NOTIFY_ALLOW must be host names, addresses or networks such as 10.0.0.0/8, separated by commas";

function network(entry: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  // An address must be written in full: 127.1 is a name to some and an address to others.
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(entry) || (entry.includes(":") && ipaddr.IPv6.isValid(entry));
  if (!isAddress) return null;
  const address = ipaddr.parse(entry);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** Reads a list of what is allowed. Throws a `ZodError` that names the variable for an entry that is none of the three. */
export function readAllowedTargets(text: string): AllowedTargets {
  const entries = text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "");
  const networks = entries.map(network);
  const hosts = entries.filter((_, i) => networks[i] === null);
  for (const host of hosts) z.string().regex(HOST, SHAPE).parse(host);
  return { networks: networks.filter((each) => each !== null), hosts: new Set(hosts) };
}

/** The part of the environment that says what may be called inside. */
export const notifyEnv = z.object({
  HOLDFAST_NOTIFY_ALLOW: z
    .string()
    .default("")
    .refine((text) => {
      try {
        readAllowedTargets(text);
        return true;
      } catch {
        return false;
      }
    }, SHAPE)
    .describe(
      "Hosts, addresses and networks, separated by commas, that notifications may go to although they are private, and in the clear.",
    ),
});
