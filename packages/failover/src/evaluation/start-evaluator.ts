import { randomBytes } from "node:crypto";
import type { EventType } from "@holdfast/contracts/event";
import { PlanSpec } from "@holdfast/contracts/plan";
import { acquireLease, type Lease, releaseLease } from "@holdfast/db/lease";
import { listen } from "@holdfast/db/listen";
import { childCallsOf } from "@holdfast/domain/plan/child-plans";
import { wakeBoard } from "../runner/wake-board";
import { type EvaluationPorts, evaluatePlan } from "./evaluate-plan";
import { type EvaluationSchedule, evaluationSchedule, type ScheduledPlan } from "./evaluation-schedule";

/** A hub's evaluator. Of several hubs one works; another takes over when it stops. */
export interface Evaluator {
  stop(): Promise<void>;
}

const LEASE = "plan-evaluator";
const LEASE_TTL_MS = 10_000;
const LONGEST_WAIT_MS = 2000;
const SHORTEST_WAIT_MS = 100;
const AT_ONCE = 4;

/** The events after which there may be another plan, another version, or another site. */
const news: readonly EventType[] = ["plan.saved", "cluster.registered", "cluster.edited"];
/** The events after which the plans of their clusters may be judged otherwise. Without clusters: all plans. */
const changes: readonly EventType[] = [
  "cluster.edited",
  "cluster.link-changed",
  "cluster.finding-changed",
  "cluster.revoked",
  "access.changed",
  "failover.phase-changed",
  "guards.changed",
  "store.verdict-changed",
  "drill.changed",
  "audit.verified",
];

/** The latest version of every plan, with its sites. */
async function currentPlans({ db }: EvaluationPorts): Promise<ScheduledPlan[]> {
  const plans = await db.prisma.plan.findMany({
    where: { latest: { gt: 0 } },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const clusters = await db.prisma.cluster.findMany({ select: { id: true, name: true } });
  const idOf = new Map(clusters.map((cluster) => [cluster.name, cluster.id]));
  return plans.flatMap(({ id, versions: [latest] }) => {
    const plan = PlanSpec.safeParse(latest?.spec);
    if (!latest || !plan.success) return [];
    const { primary, standby, others = [] } = plan.data.spec;
    const siteIds = [primary, standby, ...others.map(({ cluster }) => cluster)].flatMap((name) => idOf.get(name) ?? []);
    const run = new Set(childCallsOf(plan.data).map((call) => call.plan));
    return [{ planId: id, number: latest.number, siteIds, childIds: plans.filter(({ name }) => run.has(name)).map((child) => child.id) }];
  });
}

/**
 * Reads what has happened since: the plans again when there may be others, and which of them may be judged otherwise. After
 * null, which is a beginning or a gap, that may be all of them. Returns the last event that was looked at.
 */
async function readNews(ports: EvaluationPorts, schedule: EvaluationSchedule, after: bigint | null): Promise<bigint> {
  const { prisma } = ports.db;
  const { seq } = await prisma.eventHead.findUniqueOrThrow({ where: { id: 1 } });
  if (after === null) {
    schedule.setPlans(await currentPlans(ports), performance.now());
    schedule.onChange(null, performance.now());
    return seq;
  }
  const events = await prisma.event.findMany({
    where: { id: { gt: after, lte: seq }, type: { in: [...news, ...changes, "plan.evaluated"] } },
    select: { type: true, clusterIds: true, subjectId: true },
  });
  const isAmong = (types: readonly EventType[]) => (event: { type: string }) => types.some((type) => type === event.type);
  if (events.some(isAmong(news))) schedule.setPlans(await currentPlans(ports), performance.now());
  for (const { clusterIds } of events.filter(isAmong(changes)))
    schedule.onChange(clusterIds.length === 0 ? null : clusterIds, performance.now());
  for (const { type, subjectId } of events)
    if (type === "plan.evaluated" || type === "plan.saved") schedule.onEvaluated(subjectId, performance.now());
  return seq;
}

async function evaluateDue(ports: EvaluationPorts, schedule: EvaluationSchedule, signal: AbortSignal): Promise<void> {
  const due = schedule.takeDue(performance.now());
  const lane = async () => {
    for (let plan = due.shift(); plan && !signal.aborted; plan = due.shift())
      await evaluatePlan(ports, plan.planId, plan.number, signal).catch((err: unknown) => {
        if (signal.aborted) return;
        ports.log.warn({ err }, "a plan could not be evaluated");
        schedule.retry(plan.planId, performance.now());
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Keeps every plan evaluated: within seconds of what it depends on, and once a minute in any case. */
export async function startEvaluator(ports: EvaluationPorts & { readonly hubId: string }): Promise<Evaluator> {
  const { db, log, hubId } = ports;
  const owner = `${hubId}:${randomBytes(4).toString("hex")}`;
  const stopping = new AbortController();
  const schedule = evaluationSchedule();
  const board = wakeBoard();
  const bell = board.bell("wake");
  let readUpTo: bigint | null = null;
  let lease: Lease | null = null;

  const listener = await listen(
    db.url,
    {
      onWake(wake) {
        schedule.onWake(wake, performance.now());
        if (["event", "link", "access"].includes(wake.topic)) board.ring("wake");
      },
      onGap() {
        readUpTo = null;
        board.ring("wake");
      },
    },
    log,
  );

  const round = async () => {
    lease = await acquireLease(db, LEASE, owner, LEASE_TTL_MS);
    if (!lease) {
      // Whoever takes over later has missed what came before.
      readUpTo = null;
      return;
    }
    readUpTo = await readNews(ports, schedule, readUpTo);
    await evaluateDue(ports, schedule, stopping.signal);
  };

  const quiet = board.bell();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch((err: unknown) => log.warn({ err }, "the plans could not be looked at"));
      // Events come in bursts: however many ring, there is a pause between two rounds.
      await quiet.heard(SHORTEST_WAIT_MS, stopping.signal);
      const dueInMs = lease ? Math.max(0, schedule.nextAtMs() - performance.now()) : LONGEST_WAIT_MS;
      await bell.heard(Math.min(LONGEST_WAIT_MS, dueInMs), stopping.signal);
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await running;
      await listener.close();
      if (lease) await releaseLease(db, lease).catch(() => undefined);
    },
  };
}
