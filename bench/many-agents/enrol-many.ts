import { join } from "node:path";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { enrolAgent } from "@holdfast/services/agents/enrol-agent";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import { installationKeys } from "@holdfast/services/pki/installation-keys";
import { agentKey } from "@holdfast/testkit/agent-key";
import type { LinkCredentials } from "@holdfast/testkit/link-client";
import { theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import type { BenchHub } from "../stage/hub";

/** An agent that may dial the hub. */
export interface EnrolledAgent {
  readonly clusterId: string;
  readonly clusterUid: string;
  readonly credentials: LinkCredentials;
}

/**
 * Registers clusters and enrols an agent for each, by the verbs behind the enrolment door and with the hub's own keys: the door
 * itself lets one address enrol sixty a minute.
 */
export async function enrolMany(db: Database, hub: BenchHub, count: number): Promise<EnrolledAgent[]> {
  const { trustDomain } = hub.installation;
  const now = () => new Date();
  const { authority } = await installationKeys(join(hub.dataFolder, "keys"), trustDomain, now());
  const settings = { db, now, log: silentLog, hubId: "bench", authority, linkUrl: hub.linkUrl };
  const system = theSystem(db);
  const agents: EnrolledAgent[] = [];
  for (let i = 0; i < count; i++) {
    const name = `cluster-${String(i).padStart(4, "0")}`;
    const { id } = await registerCluster(system, { name, environment: "test", region: "cn-hangzhou", labels: {} });
    // The verb has just made the id.
    const { token } = await issueEnrolmentToken(system, id as ClusterId);
    const key = await agentKey();
    const clusterUid = `uid-of-${id}`;
    const request = { clusterId: id as ClusterId, token, csrPem: await key.csr(), agentVersion: "0.1.0", clusterUid };
    const { certificatePem, bundlePem } = await enrolAgent(settings, request);
    agents.push({
      clusterId: id,
      clusterUid,
      credentials: { privateKeyPem: key.privateKeyPem, certificatePem, caPem: bundlePem, trustDomain },
    });
  }
  return agents;
}
