import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RegisterCluster } from "@holdfast/contracts/cluster";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { enrolAgent } from "@holdfast/services/agents/enrol-agent";
import { recordHello } from "@holdfast/services/agents/record-hello";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import { type InstallationKeys, installationKeys } from "@holdfast/services/pki/installation-keys";
import { v7 as uuid } from "uuid";
import { agentKey } from "./agent-key";
import { theSystem } from "./people";
import { silentLog } from "./silent-log";

/** The keys and settings of an installation in a temporary folder. */
export async function anInstallation(db: Database, now = () => new Date()): Promise<{ keys: InstallationKeys; settings: AgentSettings }> {
  const keys = await installationKeys(mkdtempSync(join(tmpdir(), "holdfast-keys-")), "holdfast.test", new Date());
  return { keys, settings: { db, now, log: silentLog, hubId: "hub-1", authority: keys.authority, linkUrl: "wss://127.0.0.1:7442" } };
}

/** Registers a cluster by the product's own verb. */
export async function aCluster(db: Database, name: string, about: Partial<RegisterCluster> = {}): Promise<{ id: ClusterId; name: string }> {
  const { id } = await registerCluster(theSystem(db), { name, environment: "test", region: "cn-hangzhou", labels: {}, ...about });
  return { id: id as ClusterId, name };
}

/** Enrols an agent for the cluster and says hello, so that reports can be applied. Returns the boot to report under. */
export async function anAgent(
  settings: AgentSettings,
  clusterId: ClusterId,
): Promise<{ bootId: string; key: Awaited<ReturnType<typeof agentKey>>; certificatePem: string }> {
  const key = await agentKey();
  const { token } = await issueEnrolmentToken(theSystem(settings.db, settings.now), clusterId);
  const clusterUid = `uid-of-${clusterId}`;
  const { certificatePem } = await enrolAgent(settings, { clusterId, token, csrPem: await key.csr(), agentVersion: "1.0.0", clusterUid });
  const bootId = uuid();
  await recordHello(settings, clusterId, {
    protocol: 1,
    agentVersion: "1.0.0",
    bootId,
    nextSeq: 1,
    clock: settings.now().toISOString(),
    kubernetesVersion: "v1.36.3",
    clusterUid,
  });
  return { bootId, key, certificatePem };
}
