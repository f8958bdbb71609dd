import { join } from "node:path";
import { clusterRole } from "@holdfast/agent/rbac/cluster-role";
import type { RegisterCluster } from "@holdfast/contracts/cluster";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { ClusterAccess } from "@holdfast/testkit/testbed/cluster-access";
import { createServiceAccount, type ServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { until } from "@holdfast/testkit/testbed/until";
import { type KeptAgent, keepAgent } from "./agent-process";
import type { Installation } from "./installation";
import type { Session } from "./session";

/** A cluster of the fleet with its real agent. */
export interface EnrolledCluster {
  readonly id: ClusterId;
  readonly name: string;
  readonly access: ClusterAccess;
  readonly agent: KeptAgent;
}

const CONNECTED_MS = 60_000;

/** The account that an agent acts by: the generated ClusterRole and nothing else. */
export const agentAccount = (access: ClusterAccess): Promise<ServiceAccount> =>
  createServiceAccount(access, { namespace: "holdfast", name: "agent", rules: clusterRole().rules });

/** How a cluster's link stands, as the console shows it. */
export const linkOf = async ({ api }: Session, clusterId: ClusterId) => (await api.cluster.get.query({ clusterId })).link;

/** Registers a cluster as the wizard does, starts its agent by the wizard's command, and resolves when it is connected. */
export async function enrolCluster(
  installation: Installation,
  admin: Session,
  access: ClusterAccess,
  about: Pick<RegisterCluster, "environment" | "region">,
  more: readonly string[] = [],
): Promise<EnrolledCluster> {
  const { name } = access;
  const { id } = await admin.api.cluster.register.mutate({ name, ...about });
  const enrolment = await admin.api.cluster.issueToken.mutate({ clusterId: id });
  const { kubeconfigPath: kubeconfig } = await agentAccount(access);
  const agent = keepAgent({ name, enrolment, kubeconfig, dataFolder: join(installation.folder, "agents", name), more });
  try {
    await until(`the agent of ${name}`, async () => (await linkOf(admin, id)).state === "connected", { timeoutMs: CONNECTED_MS });
  } catch (cause) {
    const log = agent.log();
    await agent.stop();
    throw new Error(`${(cause as Error).message}\n${log}`, { cause });
  }
  return { id, name, access, agent };
}
