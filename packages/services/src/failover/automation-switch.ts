import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import type { SwitchFacts } from "@holdfast/domain/gates/can-turn-automation";

/** The audit target of the kill switch: there is one for the installation. */
export const automationTarget = { kind: "automation", id: "automation", name: "automation", clusterId: null };

/** The row of the kill switch. */
export const switchRow = (tx: Prisma.TransactionClient) => tx.automationSwitch.findUniqueOrThrow({ where: { id: 1 } });

/** What the gates look at. */
export const switchFacts = ({ stoppedByName, version }: SwitchFacts): SwitchFacts => ({ stoppedByName, version });

/** Tells everybody that the switch was turned: pages, channels and the hubs. */
export function sayTurned(unit: Unit, isStopped: boolean, name: string, reason: string): void {
  unit.emit({
    type: "automation.changed",
    clusterIds: [],
    subject: { kind: "automation", id: "automation" },
    payload: { isStopped, name, reason },
  });
  unit.wake({ topic: "run", key: "automation" });
}
