import { CredentialKind, type HostedAgentView, HostedState } from "@holdfast/contracts/cluster-import";
import type { HostedAgent } from "@holdfast/db/generated/prisma/client";
import { rightsOf } from "./agent-rights";

/** An agent beside the hub as pages show it: without its credential. */
export const hostedView = (row: HostedAgent): HostedAgentView => ({
  state: HostedState.parse(row.state),
  hubId: row.hubId,
  since: row.since,
  failures: row.failures,
  lastExitAt: row.lastExitAt,
  lastExitReason: row.lastExitReason,
  server: row.server,
  context: row.context,
  credentialKind: CredentialKind.parse(row.credentialKind),
  credentialExpiresAt: row.credentialExpiresAt,
  givenByName: row.givenByName,
  givenAt: row.givenAt,
  rights: rightsOf(row),
});
