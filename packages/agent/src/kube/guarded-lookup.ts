import { type LookupAddress, lookup as lookupName } from "node:dns";
import type { LookupFunction } from "node:net";
import { addressClass } from "@holdfast/domain/kubeconfig/address-class";

/**
 * Looks names up as the machine does, and refuses one that leads to a link-local or metadata address, or to this machine unless
 * that is allowed. What it answers is what is dialled: a name can't lead elsewhere in between.
 */
export const guardedLookup =
  (isLoopbackAllowed: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookupName(hostname, { ...options, all: true }, (cause, addresses: LookupAddress[]) => {
      if (cause) return callback(cause, "", 0);
      const refused = addresses.find(({ address }) => {
        const kind = addressClass(address);
        return kind === "linkLocal" || (kind === "loopback" && !isLoopbackAllowed);
      });
      const [first] = addresses;
      if (refused || !first)
        return callback(new Error(`${hostname} leads to ${refused?.address ?? "no address"}, which is not dialled`), "", 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
