import type { ServiceContext } from "../context/service-context";
import { seal } from "../pki/sealing-key";
import { sealedFor } from "./import-settings";
import type { UsableContext } from "./usable-context";

/** The row of an agent that a hub is to run for a cluster: the credential sealed, and what may be told of it beside. */
export const hostedRow = (ctx: ServiceContext, clusterId: string, usable: UsableContext, sealingKeyPem: string) => ({
  clusterId,
  server: usable.server,
  context: usable.context,
  credentialKind: usable.kind,
  credentialExpiresAt: usable.expiresAt,
  sealed: seal(sealingKeyPem, JSON.stringify(usable.access), sealedFor(clusterId)),
  givenById: ctx.actor.id,
  givenByName: ctx.actor.name,
  givenAt: ctx.now(),
  state: "waiting",
  since: ctx.now(),
});
