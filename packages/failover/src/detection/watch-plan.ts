import type { Arming } from "@holdfast/db/generated/prisma/client";
import type { Lease } from "@holdfast/db/lease";
import { afterLook, type LossState, unseen } from "@holdfast/domain/detection/primary-loss";
import { beginRun } from "./begin-run";
import { type HeldBack, holdBack } from "./hold-back";
import { lookAtPrimary } from "./look-at-primary";
import { becauseOf, gistOf, recordWatch, type WatchNow } from "./record-watch";
import { lossRule } from "./watch-times";
import type { WatchedPlan, WatchPorts } from "./watched-plans";

/** The page counts on from what it has; a row that is older than this would look as if nobody watched. */
const RENEW_MS = 5000;

/** Watches the primary of one armed plan. Each call is one look, and all that follows from it. */
export interface PlanWatch {
  /** False when the arming has ended: there is nothing left to watch. */
  look(signal: AbortSignal): Promise<boolean>;
}

interface Kept {
  gist: string;
  /** What the row says of the vantages, but for the figures in it: those move at each look, and may wait for the next renewal. */
  sights: string;
  writtenMs: number;
}

/** What the hub that watched before has left. Its hold-down is not taken over: nobody has looked since. */
async function startingPoint({ db }: WatchPorts, armingId: string): Promise<{ seenFrom: ReadonlySet<string>; kept: Kept }> {
  const row = await db.prisma.armingWatch.findUnique({ where: { armingId } });
  const heldBack = (row?.heldBack ?? []) as unknown as HeldBack[];
  const gist = row ? gistOf({ state: row.state as WatchNow["state"], heldBack }) : "standing";
  return { seenFrom: new Set(row?.seenFrom), kept: { gist, sights: "", writtenMs: Number.NEGATIVE_INFINITY } };
}

const sinceOf = (ports: WatchPorts, loss: LossState): Date | null =>
  loss.kind === "standing" ? null : new Date(ports.now().getTime() - (loss.lookedAtMs - loss.sinceMs));

/** Watches an armed plan for the hub that holds this lease. */
export async function planWatch(ports: WatchPorts, lease: Lease, plan: WatchedPlan): Promise<PlanWatch> {
  const rule = lossRule(plan.trigger);
  let { seenFrom, kept } = await startingPoint(ports, plan.armingId);
  let loss: LossState = unseen;

  const record = async (now: WatchNow) => {
    const gist = gistOf(now);
    const sights = now.vantages.map(({ sight, phrase }) => `${sight} ${phrase?.code ?? ""}`).join();
    const atMs = performance.now();
    if (gist === kept.gist && sights === kept.sights && atMs - kept.writtenMs < RENEW_MS) return;
    await recordWatch(ports, plan, now, gist !== kept.gist);
    kept = { gist, sights, writtenMs: atMs };
  };

  const whatKeepsIt = async (arming: Arming, signal: AbortSignal): Promise<HeldBack[]> =>
    loss.kind === "lost" ? holdBack(ports, plan, arming, signal) : [];

  return {
    async look(signal) {
      const { look, vantages, seenFrom: seen } = await lookAtPrimary(ports, plan, seenFrom, signal);
      seenFrom = seen;
      loss = afterLook(loss, look, rule);
      const arming = await ports.db.prisma.arming.findUnique({ where: { id: plan.armingId } });
      if (arming?.phase !== "Armed") return false;
      const heldBack = await whatKeepsIt(arming, signal);
      await record({ state: loss.kind, silentSince: sinceOf(ports, loss), vantages, seenFrom, heldBack });
      if (loss.kind !== "lost" || heldBack.length > 0) return true;
      return (await beginRun(ports, lease, plan, becauseOf(plan, vantages))) === "waits";
    },
  };
}
