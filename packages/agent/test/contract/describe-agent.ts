import { describe } from "vitest";
import { describeActs } from "./act.contract";
import { describeChaos } from "./chaos.contract";
import type { ContractCluster } from "./contract-cluster";
import { describeDeadHub } from "./dead-hub.contract";
import { describeDistinct } from "./distinct.contract";
import { describeDrain } from "./drain.contract";
import { describeDrift } from "./drift.contract";
import { describeEdit } from "./edit.contract";
import { describeExec } from "./exec.contract";
import { describeFences } from "./fence.contract";
import { describeFields } from "./fields.contract";
import { describeInventory } from "./inventory.contract";
import { describeJobs } from "./job.contract";
import { describeLogs } from "./logs.contract";
import { describeObjects } from "./object.contract";
import { describePolicy } from "./policy.contract";
import { describePolicyKinds } from "./policy-kinds.contract";
import { describeRefused } from "./refused.contract";
import { describeScale } from "./scale.contract";
import { describeVelero } from "./velero.contract";
import { describeWeights } from "./weights.contract";

const areas: Readonly<Record<string, (cluster: () => ContractCluster) => void>> = {
  scaling: describeScale,
  traffic: describeWeights,
  fields: describeFields,
  "orders that are refused": describeRefused,
  jobs: describeJobs,
  fences: describeFences,
  chaos: describeChaos,
  backups: describeVelero,
  policies: describePolicy,
  "further kinds of policies": describePolicyKinds,
  drift: describeDrift,
  objects: describeObjects,
  "objects to be judged": describeDistinct,
  acts: describeActs,
  drains: describeDrain,
  edits: describeEdit,
  logs: describeLogs,
  terminals: describeExec,
  "without a hub": describeDeadHub,
  inventory: describeInventory,
};

/** A case waits for controllers and for an API server that comes back. */
const CASE_TIMEOUT_MS = 60_000;

/**
 * What an agent does to a cluster and sees of it, as cases through a hub. The same cases are held against real servers and
 * against the simulator, under an account with exactly the agent's own role.
 */
export function describeAgent(name: string, cluster: () => ContractCluster): void {
  for (const [area, describeArea] of Object.entries(areas))
    describe(`${name}: ${area}`, { timeout: CASE_TIMEOUT_MS }, () => describeArea(cluster));
}
