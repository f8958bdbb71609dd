import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { isAddressPermitted, literalAddress } from "./address";
import type { AllowedTargets } from "./allowed-targets";

/** Whether a host was allowed by its name, or by an address that is written out. */
export function isHostAllowed(hostname: string, allowed: AllowedTargets): boolean {
  const address = literalAddress(hostname);
  if (address === null) return allowed.hosts.has(hostname.toLowerCase().replace(/\.$/, ""));
  return isAddressPermitted(address, allowed) && !isAddressPermitted(address, { networks: [], hosts: new Set() });
}

/** Refuses a host that is written as an address which must not be called. What a name leads to is known when it is called. */
export function requireHost(hostname: string, allowed: AllowedTargets): void {
  const address = literalAddress(hostname);
  if (address !== null && !isAddressPermitted(address, allowed))
    throw new Fault("InvalidInput", worded("ChannelTargetRefused", { host: hostname }));
}

/** Reads an address that is to be called. Throws `InvalidInput` with what is wrong with it; what it holds beyond the host is in no message. */
export function requireUrl(text: string, allowed: AllowedTargets): URL {
  // The platform's own reader turns decimal, octal and hexadecimal addresses into dotted ones, as a connection would.
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) throw new Fault("InvalidInput", worded("ChannelUrlUnreadable"));
  if (url.username !== "" || url.password !== "") throw new Fault("InvalidInput", worded("ChannelUrlCredentials"));
  requireHost(url.hostname, allowed);
  if (url.protocol === "http:" && !isHostAllowed(url.hostname, allowed)) throw new Fault("InvalidInput", worded("ChannelUrlPlain"));
  url.hash = "";
  return url;
}
