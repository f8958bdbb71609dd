import type { DataStore } from "@holdfast/contracts/data-store";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import {
  lossOfHandover,
  lossOfLostPrimary,
  type MeasuredLoss,
  type ReachedStep,
  type StoreSample,
} from "@holdfast/domain/datastore/run-loss";
import type { RunPlan } from "../runner/load-run";

/** The newest measurements that are looked at: more than an hour of them. */
const SAMPLES = 400;

type Lost = Pick<Run, "id" | "planId" | "standbyId" | "primaryLostAt" | "acceptedLoss">;

async function reachedSteps(tx: Prisma.TransactionClient, runId: string, plan: RunPlan): Promise<ReachedStep[]> {
  const lines = await tx.journalEntry.findMany({ where: { runId, transition: "verified" }, orderBy: { at: "asc" } });
  return lines.flatMap(({ stepIndex, at }) => {
    const step = plan.steps[stepIndex]?.spec;
    return step ? [{ step, verifiedAt: at }] : [];
  });
}

function columnsOf(store: DataStore, { basis, lossSeconds, writtenUntil, sample, said }: MeasuredLoss, row: SampleRow | undefined) {
  return {
    kind: store.kind,
    rpoSeconds: store.rpoSeconds,
    basis,
    lossSeconds,
    behind: row?.behind ?? null,
    behindUnit: row?.behindUnit ?? null,
    position: row?.position ?? null,
    durableAt: sample?.durableAt ?? null,
    writtenUntil,
    message: said.message,
    phrase: storedPhrase(said),
  };
}

type SampleRow = Awaited<ReturnType<Prisma.TransactionClient["storeSample"]["findMany"]>>[number];

// Only the measuring writes these rows, with the three words.
const asSample = (row: SampleRow): StoreSample => ({ ...row, state: row.state as StoreSample["state"] });

/**
 * Writes what a run lost of each data store, by what was measured and what its journal says: of a lost primary from the last durable
 * point on, of one that took part what was missing after its writes had stopped. Called again it writes what is known by then.
 */
export async function writeLosses(tx: Prisma.TransactionClient, run: Lost, plan: RunPlan, at: Date): Promise<void> {
  if (plan.stores.length === 0) return;
  const accepted = (run.acceptedLoss as { stores?: { name: string }[] } | null)?.stores ?? [];
  const reached = await reachedSteps(tx, run.id, plan);
  const [{ name: primary }] = plan.sites;
  for (const store of plan.stores) {
    const rows = await tx.storeSample.findMany({
      where: { planId: run.planId, name: store.name, standbyId: run.standbyId },
      orderBy: { at: "desc" },
      take: SAMPLES,
    });
    const samples = rows.map(asSample);
    const loss = run.primaryLostAt
      ? lossOfLostPrimary(samples, run.primaryLostAt, primary)
      : lossOfHandover(store, reached, samples, primary);
    const data = {
      ...columnsOf(
        store,
        loss,
        rows.find((row) => row.at.getTime() === loss.sample?.at.getTime()),
      ),
      isAccepted: accepted.some(({ name }) => name === store.name),
      at,
    };
    await tx.runStoreLoss.upsert({
      where: { runId_store: { runId: run.id, store: store.name } },
      create: { runId: run.id, store: store.name, ...data },
      update: data,
    });
  }
}
