import type { Processes } from "../processes";
import type { StarterServices } from "../services";
import type { StartSettings } from "../settings";
import type { UndoStack } from "../undo-stack";
import { demoAgents, simulatedClusters } from "./demo-clusters";
import { demoContent } from "./demo-content";
import { type DemoUser, demoUsers } from "./demo-users";
import { type DemoAddress, followRegions } from "./follow-regions";

/** Fills the demo: users, clusters with their agents, a plan and a policy. The simulator and the hub must run. Returns the users. */
export async function startDemo(parts: {
  settings: StartSettings;
  services: StarterServices;
  make: Processes;
  control: DemoAddress;
  undo: UndoStack;
  say(line: string): void;
}): Promise<DemoUser[]> {
  const { settings, services, make, control, undo, say } = parts;
  const users = await demoUsers(services.ctx, services.signIn, settings.dataFolder);
  const agents = await demoAgents(services.ctx, make, settings.dataFolder);
  await demoContent(services.ctx, settings.repository, simulatedClusters(settings.dataFolder));
  for (const { agent } of agents) {
    undo.push(() => agent.stop());
    agent.start();
  }
  const byCluster = new Map(agents.map(({ cluster, agent }) => [cluster.name, agent]));
  const regions = followRegions(control, byCluster, (line) => say(`  ${line}`));
  undo.push(() => regions.stop());
  return users;
}
