import { access, constants } from "node:fs/promises";
import { vaultReadDr } from "@holdfast/contracts/queries/vault-read-dr";
import { Refused } from "../commands/define-command";
import { ServiceTrouble } from "../services/call-service";
import { vaultDr } from "../services/vault";
import { defineQuery } from "./define-query";

const isReadable = (file: string | null | undefined) =>
  file
    ? access(file, constants.R_OK).then(
        () => true,
        () => false,
      )
    : Promise.resolve(false);

/** `vault.read-dr`: how a Vault stands in its replication, and whether a token is mounted, of which nothing is told. */
export const readVaultDr = defineQuery({
  contract: vaultReadDr,
  rbac: [],
  async handle({ services = {}, resolve }, { service }) {
    const hasCredential = await isReadable(Object.hasOwn(services, service) ? services[service]?.credentialFile : null);
    try {
      return { isConfigured: true, trouble: null, hasCredential, status: await vaultDr({ services, resolve }, service) };
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof ServiceTrouble)) throw cause;
      const isConfigured = !(cause instanceof Refused && cause.reason === "NotConfigured");
      return { isConfigured, trouble: cause.message, hasCredential, status: null };
    }
  },
});
