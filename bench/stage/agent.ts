import { join } from "node:path";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import { theSystem } from "@holdfast/testkit/people";
import type { BenchHub } from "./hub";
import { type Program, startProgram } from "./program";
import type { Stage } from "./stage";

/** The agent's program beside one cluster, connected. */
export interface BenchAgent extends Program {
  readonly clusterId: ClusterId;
}

/** Registers a cluster, enrols the agent at the hub's door as an operator would, and waits for its link. It must have been built. `more`: further options of its command line. */
export async function startAgent(
  stage: Stage,
  db: Database,
  hub: BenchHub,
  name: string,
  kubeconfig: string,
  more: Readonly<Record<string, readonly string[]>> = {},
): Promise<BenchAgent> {
  const system = theSystem(db);
  const registered = await registerCluster(system, { name, environment: "production", region: "cn-hangzhou", labels: {} });
  // The verb has just made the id.
  const clusterId = registered.id as ClusterId;
  const { token } = await issueEnrolmentToken(system, clusterId);
  const { enrolmentUrl, caPin } = hub.installation;
  const options = { data: join(stage.folder, `agent-${name}`), hub: enrolmentUrl, cluster: clusterId, "ca-pin": caPin, kubeconfig };
  const further = Object.entries(more).flatMap(([option, values]) => values.map((value): [string, string] => [option, value]));
  const program = await startProgram(stage, {
    name: `agent-${name}`,
    args: [
      "packages/agent/dist/agent.js",
      "run",
      ...[...Object.entries(options), ...further].flatMap(([option, value]) => [`--${option}`, value]),
    ],
    env: { HOLDFAST_TOKEN: token },
    ready: /"link up"/,
  });
  return { ...program, clusterId };
}
