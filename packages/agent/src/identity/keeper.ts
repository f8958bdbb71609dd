// Keeps the agent's identity good: renews it over the link at half life, and comes back by proof of the key when the hub
// no longer takes it. What it holds is what is on disk.
import { createPrivateKey, X509Certificate } from "node:crypto";
import type { IssuedIdentity } from "@holdfast/contracts/agent-link";
import type { Log } from "@holdfast/contracts/log-fields";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { spread } from "../link/back-off";
import type { HeldIdentity } from "../link/socket";
import { messageOf } from "../problem";
import { DoorError } from "./door";
import { spiffeIdOf } from "./hub-identity";
import type { AgentKey, Enrolment, Identity, IdentityStore } from "./identity-store";
import { reattest } from "./reattest";

/** What the keeper is made of. */
export interface KeeperPorts {
  readonly store: Pick<IdentityStore, "saveIdentity">;
  readonly enrolment: Enrolment;
  readonly key: AgentKey;
  readonly log: Log;
  /** The time that validity is judged by: the hub's, as far as it is known. */
  readonly now: () => Date;
}

/** How long until it is worth trying again, after the hub refused the identity and its proof. */
export const REFUSED_AGAIN_MS = 5 * 60_000;
const RENEW_AGAIN_MS = 30_000;
const SOONEST_RENEWAL_MS = 200;

/** The identity in hand. */
export interface IdentityKeeper {
  current(): HeldIdentity;
  hasExpired(): boolean;
  /** Milliseconds until half of its life is over, spread a little; a moment when that is past. */
  renewalDueInMs(): number;
  /** Asks for a new certificate over the link. True when it was saved. */
  renew(ask: (csrPem: string) => Promise<IssuedIdentity>): Promise<boolean>;
  /** Proves the key at the enrolment door. Resolves to how long to wait before dialling again: 0 after a success. */
  comeBack(): Promise<number>;
}

const REMEDY = "enrol again: make a new command in the console (Clusters, this cluster, Agent) and start the agent with its token";

/** Throws unless the certificate is for our key and our cluster: a confused hub must not overwrite a good identity. */
function checkOurs(identity: Identity, key: AgentKey, clusterId: string): void {
  const certificate = new X509Certificate(identity.certificatePem);
  const expected = agentSpiffeId(identity.trustDomain, clusterId);
  const found = spiffeIdOf(certificate.subjectAltName);
  if (found !== expected) throw new Error(`the hub gave a certificate for ${found ?? "nobody"} instead of ${expected}`);
  if (!certificate.checkPrivateKey(createPrivateKey(key.privateKeyPem))) throw new Error("the hub gave a certificate for another key");
}

/** Keeps the identity that `initial` is. */
export function identityKeeper(initial: Identity, ports: KeeperPorts): IdentityKeeper {
  const { store, enrolment, key, log, now } = ports;
  let identity = initial;
  // Of an identity from disk the whole life is taken; of a fresh one what is left of it, for hubs date certificates back.
  let lifeMs = Date.parse(initial.notAfter) - Date.parse(new X509Certificate(initial.certificatePem).validFrom);
  const take = async (next: Identity) => {
    checkOurs(next, key, enrolment.clusterId);
    await store.saveIdentity(next);
    identity = next;
    lifeMs = Date.parse(next.notAfter) - now().getTime();
  };
  return {
    current: () => ({ identity, privateKeyPem: key.privateKeyPem }),
    hasExpired: () => Date.parse(identity.notAfter) <= now().getTime(),
    renewalDueInMs: () => Math.max(SOONEST_RENEWAL_MS, Date.parse(identity.notAfter) - now().getTime() - spread(lifeMs / 2)),
    renew: async (ask) => {
      try {
        const issued = await ask(key.csrPem);
        await take({ ...identity, ...issued });
        log.info({ outcome: "succeeded" }, "identity renewed");
        return true;
      } catch (err) {
        log.warn({ err, outcome: "failed" }, "identity not renewed, trying again");
        return false;
      }
    },
    comeBack: async () => {
      try {
        await take(await reattest({ enrolment, key }));
        log.info({ outcome: "succeeded" }, "identity regained by proof of the enrolled key");
        return 0;
      } catch (cause) {
        const isFinal = cause instanceof DoorError && !cause.isTransient;
        const waitMs = spread(isFinal ? REFUSED_AGAIN_MS : RENEW_AGAIN_MS, 0.2);
        const reason = messageOf(cause);
        if (isFinal)
          log.error(
            { reason: `${reason} ${REMEDY}`, outcome: cause.code ?? "refused" },
            "the hub refuses this agent, trying again in minutes",
          );
        else log.warn({ reason, outcome: "failed" }, "identity not regained, trying again");
        return waitMs;
      }
    },
  };
}
