// The nine invariants of a failover, as validators over what is in the store and what the agents did: whatever has died on the way,
// they hold for every run that has started.
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Decision, validApprovers } from "@holdfast/domain/gates/approvals";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import { z } from "zod";

const include = {
  group: true,
  steps: { orderBy: { index: "asc" } },
  journal: { orderBy: { at: "asc" } },
  approvals: true,
} as const satisfies Prisma.RunInclude;
type Run = Prisma.RunGetPayload<{ include: typeof include }>;

/** What an agent did, and for which order. */
interface Effect {
  readonly idempotencyKey: string;
}

/** What is looked at: the started runs of some groups, and everything that was said and done about them. */
export interface Evidence {
  readonly runs: readonly Run[];
  readonly commands: readonly { readonly idempotencyKey: string; readonly epoch: bigint }[];
  /** The boundaries that the audit chain and the events tell, as `run step attempt transition`. */
  readonly audited: readonly string[];
  readonly told: readonly string[];
  readonly effects: readonly Effect[];
}

type Validator = (evidence: Evidence) => string[];

const moves = (run: Run) => run.kind !== "rehearsal";
const startOf = ({ startedAt }: Run) => startedAt?.getTime() ?? Number.NaN;
const GUARDS_FRESH_MS = 2000;
const ENDS_WRITES = ["postgres.demote", "network.fence", "storage.fence"];

/** 1. One run at a time moves a group. */
const oneWriter: Validator = ({ runs }) =>
  runs.filter(moves).flatMap((run) => {
    const other = runs.find(
      (each) =>
        each.id !== run.id &&
        moves(each) &&
        each.groupId === run.groupId &&
        startOf(each) >= startOf(run) &&
        (run.finishedAt === null || startOf(each) < run.finishedAt.getTime()),
    );
    return other ? [`1: ${other.id} moved the group of ${run.id} at the same time`] : [];
  });

/** 2. What was ordered had its effect at most once. */
const oneEffect: Validator = ({ effects }) =>
  effects
    .map(({ idempotencyKey }) => idempotencyKey)
    .filter((key, i, all) => all.indexOf(key) !== i)
    .map((key) => `2: ${key} had its effect twice`);

/** 3. Nobody is promoted without a fence, a demotion, the loss of the other site, or an accepted loss. */
const provenPromotion: Validator = ({ runs }) =>
  runs.flatMap((run) =>
    run.steps
      .filter(({ use, state }) => use === "postgres.promote" && state === "Done")
      .filter(({ index, params }) => {
        const accepts = z.object({ acceptDataLoss: z.boolean().default(false) }).parse(params).acceptDataLoss;
        const isFenced = run.steps.some((step) => step.index < index && step.state === "Done" && ENDS_WRITES.includes(step.use));
        return !accepts && !isFenced && run.primaryLostAt === null;
      })
      .map(({ name }) => `3: ${run.id} promoted in ${name} without proof that the other site is fenced`),
  );

/** 4. Nothing is ordered without approvals for this very hash, by others than who asked. */
const approved: Validator = ({ runs }) =>
  runs
    .filter((run) => moves(run) && run.parentId === null && run.armingId === null)
    .filter((run) => run.journal.some(({ transition }) => transition === "sent"))
    .filter((run) => validApprovers(run.approvals as Decision[], run.subjectHash, run.requestedById).length < run.approvalsRequired)
    .map((run) => `4: ${run.id} has sent orders without ${run.approvalsRequired} approvals for its hash`);

/** 5. Each run that moves a group has an epoch of its own, which grows, and its orders carry it. */
const growingEpochs: Validator = ({ runs, commands }) => {
  const moving = runs.filter(moves).toSorted((a, b) => startOf(a) - startOf(b));
  const late = moving.filter((run, i) =>
    moving.slice(0, i).some((earlier) => earlier.groupId === run.groupId && earlier.epoch >= run.epoch),
  );
  const beyond = moving.filter((run) => run.epoch > run.group.epoch);
  const foreign = commands.filter(({ idempotencyKey, epoch }) => {
    const run = moving.find(({ id }) => idempotencyKey.startsWith(`run:${id}:`));
    return run !== undefined && run.epoch !== epoch;
  });
  return [
    ...[...late, ...beyond].map((run) => `5: the epoch ${run.epoch} of ${run.id} did not grow with its group's`),
    ...foreign.map(({ idempotencyKey }) => `5: ${idempotencyKey} carries the epoch of another run`),
  ];
};

/** 6. Every boundary is in the audit chain and among the events, each once. */
const onRecord: Validator = ({ runs, audited, told }) => {
  const lines = runs.flatMap((run) => run.journal.map((line) => `${run.id} ${line.stepIndex} ${line.attempt} ${line.transition}`));
  const count = (list: readonly string[], line: string) => list.filter((each) => each === line).length;
  return lines.flatMap((line) => [
    ...(count(audited, line) === 1 ? [] : [`6: ${line} is ${count(audited, line)} times in the audit chain`]),
    ...(count(told, line) === 1 ? [] : [`6: ${line} is ${count(told, line)} times among the events`]),
  ]);
};

/** 7. A run comes to an end, or to a person with a reason. */
const ended: Validator = ({ runs }) =>
  runs
    // The column is only written from this very enumeration.
    .filter(
      ({ phase, phaseMessage }) => !isTerminal(phase as never) && !(["NeedsOperator", "Paused"].includes(phase) && phaseMessage !== ""),
    )
    .map(({ id, phase }) => `7: ${id} is ${phase}`);

/** 8. The guards were asked within two seconds before the last order. */
const freshGuards: Validator = ({ runs }) =>
  runs.filter(moves).flatMap((run) => {
    const last = run.journal.findLast(({ transition }) => transition === "sent");
    const guards = z.array(z.object({ checkedAt: z.coerce.date() })).parse(run.guards);
    const stale = guards.filter(({ checkedAt }) => last && checkedAt.getTime() < last.at.getTime() - GUARDS_FRESH_MS);
    return last && (guards.length === 0 || stale.length > 0) ? [`8: the guards of ${run.id} were asked long before its last order`] : [];
  });

/** 9. What no person asked for was begun under an arming that others approved, or by the calendar. */
const neverAlone: Validator = ({ runs }) =>
  runs
    .filter((run) => run.origin === "trigger" && run.armingId === null && run.parentId === null)
    .map(({ id }) => `9: ${id} was begun by nobody`);

const validators: readonly Validator[] = [
  oneWriter,
  oneEffect,
  provenPromotion,
  approved,
  growingEpochs,
  onRecord,
  ended,
  freshGuards,
  neverAlone,
];

/** Everything there is about these runs that have started. */
export async function evidenceOf({ prisma }: Database, runIds: readonly string[], effects: readonly Effect[]): Promise<Evidence> {
  const ids = [...runIds];
  const [runs, commands, audits, events] = await Promise.all([
    prisma.run.findMany({ where: { id: { in: ids }, startedAt: { not: null } }, include }),
    prisma.command.findMany({ where: { OR: ids.map((id) => ({ idempotencyKey: { startsWith: `run:${id}:` } })) } }),
    prisma.auditEntry.findMany({ where: { targetKind: "run", targetId: { in: ids }, action: { startsWith: "failover.step-" } } }),
    prisma.event.findMany({ where: { type: "failover.step-changed", subjectId: { in: ids } } }),
  ]);
  const indexOf = (runId: string, name: string) => runs.find(({ id }) => id === runId)?.steps.find((step) => step.name === name)?.index;
  const Audited = z.object({ step: z.string(), attempt: z.number() });
  const Told = z.object({ index: z.number(), attempt: z.number(), transition: z.string().nullable() });
  return {
    ...{ runs, commands, effects },
    audited: audits.map(({ targetId, action, after }) => {
      const { step, attempt } = Audited.parse(after);
      return `${targetId} ${indexOf(targetId, step)} ${attempt} ${action.replace("failover.step-", "")}`;
    }),
    // What a step only says while it waits is an event too, and no boundary.
    told: events.flatMap(({ subjectId, payload }) => {
      const { index, attempt, transition } = Told.parse(payload);
      return transition === null ? [] : [`${subjectId} ${index} ${attempt} ${transition}`];
    }),
  };
}

/** What of the nine does not hold, each with its number; empty when all do. */
export const brokenInvariants = (evidence: Evidence): string[] => validators.flatMap((validate) => validate(evidence));
