import { lookup } from "node:dns/promises";
import { isAddressPermitted, literalAddress } from "./address";
import type { AllowedTargets } from "./allowed-targets";

/** An address that a host has. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** How names become addresses; the system's resolver outside of tests. */
export type Resolver = (host: string) => Promise<readonly HostAddress[]>;

/** The system's resolver. */
export const systemResolver: Resolver = (host) => lookup(host, { all: true });

/** A host that leads inside. */
export class TargetRefused extends Error {
  readonly code = "TARGET_REFUSED";

  constructor(readonly host: string) {
    super(`${host} must not be called`);
    this.name = "TargetRefused";
  }
}

/**
 * The addresses of a host, every one of them checked: who connects must take one of these and ask no resolver again. Throws
 * `TargetRefused` when any of them is inside, because which one a connection takes is chance.
 */
export async function permittedAddresses(host: string, allowed: AllowedTargets, resolve: Resolver): Promise<readonly HostAddress[]> {
  const literal = literalAddress(host);
  const addresses = literal === null ? await resolve(host) : [{ address: literal, family: literal.includes(":") ? 6 : 4 }];
  const isNameAllowed = literal === null && allowed.hosts.has(host.toLowerCase().replace(/\.$/, ""));
  if (addresses.length === 0 || (!isNameAllowed && addresses.some(({ address }) => !isAddressPermitted(address, allowed))))
    throw new TargetRefused(host);
  return addresses;
}
