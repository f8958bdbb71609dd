import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import type { SwitchFacts } from "@holdfast/domain/gates/can-turn-automation";

/** The audit target of the kill switch of rollouts: there is one for the installation. */
export const rolloutSwitchTarget = { kind: "rollout-switch", id: "rollouts", name: "rollouts", clusterId: null };

/** The row of the kill switch. */
export const rolloutSwitchRow = (tx: Prisma.TransactionClient) => tx.rolloutSwitch.findUniqueOrThrow({ where: { id: 1 } });

/** What the gates look at. */
export const rolloutSwitchFacts = ({ stoppedByName, version }: SwitchFacts): SwitchFacts => ({ stoppedByName, version });

/** Whether no rollout may go on. */
export const isRolloutStopped = async (tx: Prisma.TransactionClient): Promise<boolean> => (await rolloutSwitchRow(tx)).stoppedAt !== null;

/** The same, and nobody can turn the switch before the caller's transaction ends: what it orders, the one who stops it next sees. */
export async function isHeldRolloutStop(tx: Prisma.TransactionClient): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ stopped_at: Date | null }[]>`SELECT stopped_at FROM rollout_switch WHERE id = 1 FOR SHARE`;
  return row?.stopped_at != null;
}

/** Tells everybody that the switch was turned: pages, and the hubs. */
export function saySwitched(unit: Unit, isStopped: boolean, name: string, reason: string): void {
  unit.emit({
    type: "rollouts.switched",
    clusterIds: [],
    subject: { kind: "rollout-switch", id: "rollouts" },
    payload: { isStopped, name, reason },
  });
  unit.wake({ topic: "rollout", key: "switch" });
}
