import { ArmingPhase, type ArmingView, VantageView, WatchView } from "@holdfast/contracts/arming";
import { AcceptedLoss } from "@holdfast/contracts/data-store";
import { RunId } from "@holdfast/contracts/ids";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { canDecideArming, canDisarm } from "@holdfast/domain/gates/can-arm";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { otherAccounts } from "../access/other-accounts";
import type { ServiceContext } from "../context/service-context";
import { gateForCaller } from "../failover/failover-rights";

/** What of an arming its views need beside its row. */
export const armingInclude = {
  decisions: { orderBy: { at: "asc" } },
  watch: true,
  run: { select: { id: true } },
  plan: { select: { name: true } },
} as const satisfies Prisma.ArmingInclude;

/** An arming with what its views need. */
export type ArmingRow = Prisma.ArmingGetPayload<{ include: typeof armingInclude }>;

const Vantages = z.array(VantageView.extend({ at: z.coerce.date() }));

function watchView(row: ArmingRow, holdDownSeconds: number): WatchView | null {
  const { watch } = row;
  if (row.phase !== "Armed" || !watch) return null;
  return {
    state: WatchView.shape.state.parse(watch.state),
    lookedAt: watch.lookedAt,
    vantages: Vantages.parse(watch.vantages),
    silentSince: watch.silentSince,
    dueAt: watch.silentSince && new Date(watch.silentSince.getTime() + holdDownSeconds * 1000),
    heldBack: WatchView.shape.heldBack.parse(watch.heldBack),
  };
}

/** One arming as a page shows it to the caller, with what they may do about it. */
export async function armingView(
  ctx: ServiceContext,
  row: ArmingRow,
  sites: readonly ClusterRow[],
  holdDownSeconds: number,
): Promise<ArmingView> {
  const phase = ArmingPhase.parse(row.phase);
  const decide = canDecideArming({
    ...{ phase, requestedById: row.requestedById, approverId: ctx.actor.id, expiresAt: row.expiresAt, now: ctx.now() },
    otherAccountIds: await otherAccounts(ctx.db.prisma, ctx.actor.id),
    decidedByIds: row.decisions.map(({ approverId }) => approverId),
    ...{ subjectHash: row.subjectHash, seenHash: row.subjectHash },
  });
  const { id, planVersion, reason, requestedByName, requestedAt, expiresAt, armedUntil, approvalsRequired, subjectHash } = row;
  return {
    ...{ id, phase, planVersion, reason, requestedByName, requestedAt, expiresAt, armedUntil, approvalsRequired, subjectHash },
    ...{ primaryName: sites[0]?.name ?? "", standbyName: sites[1]?.name ?? "" },
    approvals: row.decisions.map(({ approverName, decision, comment, at }) => ({
      ...{ approverName, comment, at },
      decision: decision === "approve" ? "approve" : "decline",
    })),
    acceptedLoss: AcceptedLoss.nullable().parse(row.acceptedLoss),
    end: row.endedAt && { message: row.endMessage ?? "", phrase: phraseOfRow(row.endPhrase), at: row.endedAt },
    runId: row.run && RunId.parse(row.run.id),
    watch: watchView(row, holdDownSeconds),
    decide: await gateForCaller(ctx, decide, "failover:approve", sites),
    disarm: await gateForCaller(ctx, canDisarm(phase), "failover:operate", sites),
  };
}
