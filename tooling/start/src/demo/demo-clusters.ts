import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RegisterCluster } from "@holdfast/contracts/cluster";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { z } from "zod";
import type { Child } from "../child";
import type { Processes } from "../processes";

/** What the simulator says of one of its clusters. */
const SimulatedCluster = RegisterCluster.extend({
  kubeconfig: z.string(),
  prometheus: z.url(),
  loki: z.url(),
  jaeger: z.url(),
  probeOrigin: z.url(),
  vault: z.object({ url: z.url(), tokenFile: z.string() }).nullable(),
});
export type SimulatedCluster = z.infer<typeof SimulatedCluster>;

/** What people may edit on the demo's clusters; on others nothing, until their owner says so. */
const EDITABLE = ["deployments.apps", "services"];

/** The clusters that the simulator wrote into its data folder. */
export function simulatedClusters(dataFolder: string): SimulatedCluster[] {
  return z.array(SimulatedCluster).parse(JSON.parse(readFileSync(join(dataFolder, "simulator", "clusters.json"), "utf8")));
}

/**
 * Adds the simulated clusters to the fleet, once, and makes an agent for each. An agent without an identity gets a token of the
 * product's own verb and enrols itself; one with an identity just comes back.
 */
export async function demoAgents(
  ctx: ServiceContext,
  processes: Processes,
  dataFolder: string,
): Promise<{ cluster: SimulatedCluster; agent: Child }[]> {
  const { enrolmentUrl, caPin } = readPublicInstallation(dataFolder);
  const agents = [];
  for (const cluster of simulatedClusters(dataFolder)) {
    const { name, environment, region, labels } = cluster;
    const known = await ctx.db.prisma.cluster.findUnique({ where: { name }, select: { id: true } });
    const { id } = known ?? (await registerCluster(ctx, { name, environment, region, labels }));
    const isEnrolled =
      existsSync(join(dataFolder, "agents", name, "identity.json")) &&
      (await ctx.db.prisma.agentIdentity.count({ where: { clusterId: id, revokedAt: null } })) > 0;
    const token = isEnrolled ? {} : { HOLDFAST_TOKEN: (await issueEnrolmentToken(ctx, id)).token };
    const { vault } = cluster;
    const args = [
      ...["--hub", enrolmentUrl, "--cluster", id, "--ca-pin", caPin, "--kubeconfig", cluster.kubeconfig],
      ...["--prometheus", cluster.prometheus, "--loki", cluster.loki, "--jaeger", cluster.jaeger, "--probe-origin", cluster.probeOrigin],
      "--logs",
      "--exec",
      ...(vault ? ["--vault", `keys=${vault.url}`, "--credential", `keys=${vault.tokenFile}`] : []),
      ...EDITABLE.flatMap((resource) => ["--edit", resource]),
    ];
    agents.push({ cluster, agent: processes.agent(name, args, token) });
  }
  return agents;
}
