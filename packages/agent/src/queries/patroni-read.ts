import { patroniRead } from "@holdfast/contracts/queries/patroni-read";
import { Refused } from "../commands/define-command";
import { ServiceTrouble } from "../services/call-service";
import { patroniMembers } from "../services/patroni";
import { defineQuery } from "./define-query";

/** `patroni.read`: the members of a Patroni cluster. */
export const readPatroni = defineQuery({
  contract: patroniRead,
  rbac: [],
  async handle({ services = {}, resolve }, { service }) {
    try {
      return { isConfigured: true, trouble: null, members: await patroniMembers({ services, resolve }, service) };
    } catch (cause) {
      if (!(cause instanceof Refused || cause instanceof ServiceTrouble)) throw cause;
      const isConfigured = !(cause instanceof Refused && cause.reason === "NotConfigured");
      return { isConfigured, trouble: cause.message, members: [] };
    }
  },
});
