import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { heldAutomationStop } from "@holdfast/db/automation-switch";
import type { Command, Policy, PolicyDrift, Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import { CORRECTION_WINDOW_MS, canCorrectUnasked, MOST_CORRECTIONS } from "@holdfast/domain/policy/drift-gates";
import type { ServiceContext } from "../context/service-context";
import { isHeldRolloutStop } from "../policies/rollout-switch";
import { isExpected } from "./is-moving";
import { type Correction, orderCorrection } from "./order-correction";
import { objectName, partsOf } from "./stored-drift";

/** What a correction did not bring about is not tried at once again. */
const AGAIN_MS = 30_000;

/** How often an object was put right without a person within the hour. */
async function correctionsOf(tx: Prisma.TransactionClient, { policyId, clusterId, kind, namespace, name }: PolicyDrift, now: Date) {
  const from = new Date(now.getTime() - CORRECTION_WINDOW_MS);
  const rows = await tx.policyDrift.findMany({ where: { policyId, clusterId, kind, namespace, name, lastSeenAt: { gte: from } } });
  return rows.flatMap((row) => partsOf(row).corrections).filter(({ byId, at }) => byId === null && at >= from).length;
}

/** What became of the last order against a drift; nothing where it worked, or is not answered. */
async function lastRefusal(tx: Prisma.TransactionClient, drifts: readonly PolicyDrift[]): Promise<Command | null> {
  const last = drifts.flatMap((drift) => partsOf(drift).corrections).sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  const command = last ? await tx.command.findUnique({ where: { id: last.commandId } }) : null;
  return command?.outcome === "refused" || command?.outcome === "failed" ? command : null;
}

/** Has drifts say why they stand; people are told once when they are held. */
async function write(unit: Unit, policy: Policy, drifts: readonly PolicyDrift[], { text, isHeld }: { text: Worded; isHeld: boolean }) {
  for (const drift of drifts) {
    if (drift.message === text.message && drift.isHeld === isHeld) continue;
    await unit.tx.policyDrift.update({ where: { id: drift.id }, data: { message: text.message, phrase: storedPhrase(text), isHeld } });
    const { manager = null } = partsOf(drift).managers[0] ?? {};
    unit.emit({
      type: "policy.drift-changed",
      clusterIds: [drift.clusterId],
      subject: { kind: "policy", id: policy.id },
      payload: {
        ...{ state: isHeld && !drift.isHeld ? "held" : "waits", drift: drift.id, policy: policy.name },
        ...{ object: objectName(drift), manager, user: partsOf(drift).author?.user ?? null },
      },
    });
  }
}

/** Puts open drifts right without a person where the policy asks for it and nothing stands in the way; else they say what does. */
export async function correctUnasked(
  ctx: ServiceContext,
  unit: Unit,
  { input, policy, deployment, drifts }: Omit<Correction, "person">,
): Promise<void> {
  if (drifts.length === 0) return;
  const { tx } = unit;
  const now = ctx.now();
  const counts: number[] = [];
  for (const drift of drifts) counts.push(await correctionsOf(tx, drift, now));
  const refusal = await lastRefusal(tx, drifts);
  const said = refusal ? worded("DriftCorrectionRefused", { said: refusal.message ?? refusal.reason ?? "" }) : null;
  const decision = canCorrectUnasked({
    hasEnded: false,
    isMoving: await isExpected(tx, deployment),
    onDrift: policy.onDrift === "correct" ? "correct" : "report",
    isAutomationStopped: (await heldAutomationStop(tx)) !== null || (await isHeldRolloutStop(tx)),
    isHeld: drifts.some(({ isHeld }) => isHeld),
    corrections: Math.max(...counts),
  });
  if (!decision.isMet) {
    const isHeld = policy.onDrift === "correct" && (drifts.some((drift) => drift.isHeld) || Math.max(...counts) >= MOST_CORRECTIONS);
    return write(unit, policy, drifts, { text: said && policy.onDrift === "report" ? said : decision, isHeld });
  }
  if (said && refusal?.finishedAt && now.getTime() - refusal.finishedAt.getTime() < AGAIN_MS)
    return write(unit, policy, drifts, { text: said, isHeld: false });
  await orderCorrection(ctx, unit, { input, policy, deployment, drifts, person: null });
}
