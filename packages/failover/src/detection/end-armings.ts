import type { ArmingPhase } from "@holdfast/contracts/arming";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { endArming, lockOpenArmings } from "@holdfast/db/arming-rows";
import { transact } from "@holdfast/db/transact";
import { hubActor } from "../runner/run-context";
import type { WatchPorts } from "./watched-plans";

interface Open {
  readonly id: string;
  readonly phase: string;
  readonly expiresAt: Date;
  readonly armedUntil: Date;
  readonly standbyId: string;
  readonly planVersion: number;
  readonly plan: { readonly name: string; readonly latest: number; readonly group: { readonly activeSite: string | null } };
}

/** Why an arming is over by itself, if it is. */
function whyOver(arming: Open, standby: string, now: Date): (Worded & { readonly to: Extract<ArmingPhase, "Expired" | "Lapsed"> }) | null {
  if (arming.plan.group.activeSite === arming.standbyId) return { to: "Lapsed", ...worded("ArmingGroupMoved", { standby }) };
  if (arming.planVersion !== arming.plan.latest)
    return { to: "Lapsed", ...worded("OtherVersionApproved", { latest: arming.plan.latest, approved: arming.planVersion }) };
  if (now >= arming.armedUntil) return { to: "Expired", ...worded("ArmingRanOut") };
  if (arming.phase === "AwaitingApproval" && now >= arming.expiresAt) return { to: "Expired", ...worded("ArmingNobodyDecided") };
  return null;
}

/** Ends what is over by itself: a window that ran out, a request that nobody decided about, a group that has moved, another version. */
export async function endArmings(ports: WatchPorts): Promise<void> {
  const { db, now, hubId } = ports;
  const open = await db.prisma.arming.findMany({
    where: { phase: { in: ["AwaitingApproval", "Armed"] } },
    include: { plan: { select: { name: true, latest: true, group: { select: { activeSite: true } } } } },
  });
  for (const arming of open) {
    const standby = await db.prisma.cluster.findUnique({ where: { id: arming.standbyId }, select: { name: true } });
    const over = whyOver(arming, standby?.name ?? "", now());
    if (!over) continue;
    await transact(db, now, async (unit) => {
      const [locked] = await lockOpenArmings(unit.tx, { id: arming.id });
      if (!locked) return;
      const audit = {
        actor: hubActor(hubId),
        action: "arming.lapse",
        outcome: "succeeded" as const,
        decision: null,
        requestId: `arming:${arming.id}`,
      };
      unit.audit(await endArming(unit, locked, arming.plan.name, { ...over, at: now(), audit }));
    });
  }
}
