import { randomUUID } from "node:crypto";
import { warrantHold } from "@holdfast/contracts/commands/warrant-hold";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import type { Json } from "@holdfast/contracts/json";
import { Warrant } from "@holdfast/contracts/warrant";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { LeaseLost } from "@holdfast/db/lease";
import { runWarrants } from "@holdfast/db/run-warrants";
import { transact } from "@holdfast/db/transact";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { isOpenWarrant } from "@holdfast/domain/warrant/warrant-state";
import type { LoadedRun } from "../runner/load-run";
import type { RunContext } from "../runner/run-context";
import type { HeldRun } from "../runner/run-leases";
import { isStoreTrouble } from "../store-trouble";
import { sayWarrant } from "./say-warrant";
import { stepsLeft, warrantSteps } from "./warrant-steps";

/** A warrant is signed between two steps of a run that is on its way: what it asks of the standby may not hold the run up for long. */
const LOOK_MS = 1500;
/** An offer that is older is refused by the agent. */
const OFFER_MS = 15_000;
/** A run that is let go on over and over gets no more than this. */
const MOST_NUMBER = 50;

const tried = new WeakMap<RunContext, Set<string>>();

/** Whether this stretch of the run was not tried before by this hub: what could not be looked at once is not asked at every boundary. */
function isFirstTry(ctx: RunContext, key: string): boolean {
  const keys = tried.get(ctx) ?? new Set<string>();
  tried.set(ctx, keys);
  return !keys.has(key) && keys.add(key) !== undefined;
}

type Made = Awaited<ReturnType<typeof warrantSteps>>;

function warrantOf(ctx: RunContext, run: LoadedRun, number: number, made: Made): Warrant {
  const { row, plan } = run;
  const { deadHub } = plan;
  if (!deadHub) throw new TypeError("the plan lets no agent do anything by itself");
  const issuedAt = ctx.now();
  return Warrant.parse({
    ...{ id: randomUUID(), runId: row.id, number, clusterId: plan.sites[1].id },
    ...{ planName: plan.planName, planVersion: row.planVersion, planContentHash: plan.contentHash, subjectHash: row.subjectHash },
    ...{ scope: `group:${row.groupId}`, epoch: Number(row.epoch), silentSeconds: deadHub.silentSeconds },
    issuedAt: issuedAt.toISOString(),
    expiresAt: new Date(issuedAt.getTime() + deadHub.expiresAfterSeconds * 1000).toISOString(),
    steps: made.map(({ signed }) => signed),
  });
}

/** Keeps it and offers it to the agent, unless the run has moved on since it was read. */
async function offer(ctx: RunContext, run: LoadedRun, held: HeldRun, warrant: Warrant, made: Made, envelope: Json): Promise<void> {
  const holdCommandId = randomUUID();
  await transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const [row] = await unit.tx.$queryRaw<{ phase: string; intent: string | null; version: number }[]>`
      SELECT phase, intent, version FROM run WHERE id = ${run.row.id}::uuid FOR UPDATE`;
    if (row?.phase !== "Running" || row.intent !== null || row.version !== run.row.version) return;
    const { id, runId, number, clusterId, silentSeconds } = warrant;
    await unit.tx.runWarrant.create({
      data: {
        ...{ id, runId, number, clusterId, silentSeconds, holdCommandId, runVersion: run.row.version },
        envelope: envelope as Prisma.InputJsonValue,
        steps: made.map(({ kept }) => kept) as unknown as Prisma.InputJsonValue,
        ...{ issuedAt: warrant.issuedAt, expiresAt: warrant.expiresAt },
      },
    });
    unit.order({
      ...{ id: holdCommandId, clusterId, name: warrantHold.name, input: { envelope }, scope: warrant.scope, epoch: run.row.epoch },
      idempotencyKey: `warrant:${id}:hold`,
      expiresAt: new Date(ctx.now().getTime() + OFFER_MS),
    });
    const steps = warrant.steps.map((step) => step.name);
    const after = { steps, payloadHash: contentHash(warrant), silentSeconds, expiresAt: warrant.expiresAt };
    sayWarrant(unit, ctx, run, { action: "failover.warrant-issued", warrantId: id, number, reason: null, after });
  });
}

async function tryToIssue(ctx: RunContext, run: LoadedRun, held: HeldRun, left: ReturnType<typeof stepsLeft>, signal: AbortSignal) {
  const known = await runWarrants(ctx.db.prisma, { runId: run.row.id });
  const number = (known[0]?.row.number ?? 0) + 1;
  if (number > MOST_NUMBER || known.some((each) => each.row.runVersion === run.row.version || isOpenWarrant(each, ctx.now()))) return;
  const { isConnected } = await ctx.links.linkOf(run.plan.sites[1].id);
  if (!isConnected || !isFirstTry(ctx, `${run.row.id}:${run.row.version}:${left.length}`)) return;
  const made = await warrantSteps(ctx, run, left, deadlineSignal(LOOK_MS, signal));
  if (made.length === 0 || !ctx.warrants) return;
  const warrant = warrantOf(ctx, run, number, made);
  const envelope = ctx.warrants.sign(JSON.stringify(warrant)) as unknown as Json;
  await offer(ctx, run, held, warrant, made, envelope);
}

/**
 * Lets the standby's agent finish what is left of a run should no hub answer, if the plan says so, its time has come, and the run has
 * no such warrant yet. Never keeps the run from going on: without a warrant the run is what it was before there were any.
 */
export async function issueWarrant(ctx: RunContext, run: LoadedRun, held: HeldRun, signal: AbortSignal): Promise<void> {
  const left = stepsLeft(run);
  if (!ctx.warrants || left.length === 0) return;
  try {
    await tryToIssue(ctx, run, held, left, signal);
  } catch (err) {
    if (err instanceof LeaseLost || isStoreTrouble(err)) throw err;
    ctx.log.error({ err, "run.id": run.row.id }, "no warrant could be signed");
  }
}
