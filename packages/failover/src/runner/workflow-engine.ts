// DBOS drives: it starts a run's workflow, starts it again after a crash, and refuses to let two processes own it. What a
// workflow does is not in here: each of its steps asks for one boundary, and the rows say which. DBOS keeps one executor a
// process, so there is one engine a process, and its workflows are registered once, when this module is loaded.
import { setTimeout as delay } from "node:timers/promises";
import { DBOS } from "@dbos-inc/dbos-sdk";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Database } from "@holdfast/db/database";
import { acquireLease, releaseLease, renewLease } from "@holdfast/db/lease";
import type { Advanced, Way } from "./advance-run";

/** What the engine needs from the runner. */
export interface EngineParts {
  readonly db: Database;
  /** Unique to this start of this process: a run that a dead process left is adopted by lease, never by name. */
  readonly owner: string;
  readonly log: Log;
  advance(runId: string, way: Way): Promise<Advanced>;
  /** A workflow has nothing left to do here. */
  ended(runId: string): Promise<void>;
}

/** The engine of this process. */
export interface WorkflowEngine {
  /** Starts a run's workflow, or takes over the one that another process has left. The caller holds the run's lease. */
  drive(runId: string, isUndoing: boolean, leaseEpoch: bigint): Promise<void>;
  /** Lets the workflows of these runs, left in the middle by dead processes, find out that there is nothing left to do. */
  finishLeftovers(areEnded: (runIds: readonly string[]) => Promise<ReadonlySet<string>>): Promise<void>;
  /** Forgets the queues of processes that are not alive any more. */
  removeQueues(isAlive: (owner: string) => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

/** Part of the workflows' identity: a run may wait for days, and must still be found by the hub of the next release. */
const APPLICATION_VERSION = "failover-1";
/** DBOS holds a connection for one short statement at a time. */
const POOL_SIZE = 5;
const QUEUE_PREFIX = "hub:";
/** How soon a run that was taken over goes on. */
const QUEUE_POLL_MS = 150;
const UNLIMITED_RECOVERIES = 1_000_000;

let parts: EngineParts | undefined;

/** A workflow that may not go on here stands still: its process ends, or DBOS has given it to another. */
const standStill = () => new Promise<never>(() => undefined);

async function advance(runId: string, way: Way): Promise<Advanced> {
  const advanced = parts ? await parts.advance(runId, way) : "lost";
  return advanced === "lost" ? standStill() : advanced;
}

async function driveRun(runId: string, way: Way): Promise<Advanced> {
  for (;;) {
    const advanced = await DBOS.runStep(() => advance(runId, way), { name: "advance" });
    if (advanced !== "continues") return advanced;
  }
}

const undoWorkflow = DBOS.registerWorkflow(
  async (runId: string) => {
    await driveRun(runId, "undo");
    await parts?.ended(runId);
  },
  { name: "failover.undo", maxRecoveryAttempts: UNLIMITED_RECOVERIES },
);

const undoIdOf = (runId: string) => `${runId}:undo`;

const activateWorkflow = DBOS.registerWorkflow(
  async (runId: string) => {
    const end = await driveRun(runId, "activate");
    if (end === "undoes") await DBOS.startWorkflow(undoWorkflow, { workflowID: undoIdOf(runId) })(runId);
    else await parts?.ended(runId);
  },
  { name: "failover.activate", maxRecoveryAttempts: UNLIMITED_RECOVERIES },
);

/** The queue by which only this process takes workflows over. */
const queueOf = (owner: string) => `${QUEUE_PREFIX}${owner}`;
const hasFinished = (status: string) => status === "SUCCESS" || status === "ERROR";
const runIdOf = (workflowId: string) => workflowId.slice(0, 36);

/** Takes a workflow over, or starts it. One that ended although its run has not begins anew under another name. */
async function driveWorkflow(workflow: typeof activateWorkflow, workflowId: string, runId: string, owner: string, leaseEpoch: bigint) {
  const known = await DBOS.getWorkflowStatus(workflowId);
  if (!known) await DBOS.startWorkflow(workflow, { workflowID: workflowId })(runId);
  else if (hasFinished(known.status)) await DBOS.startWorkflow(workflow, { workflowID: `${workflowId}:${leaseEpoch}` })(runId);
  else await DBOS.resumeWorkflows([workflowId], { queueName: queueOf(owner) });
}

const isUnfinished = (status: { status: string } | null) => status !== null && !hasFinished(status.status);

function engineOf({ owner }: EngineParts): WorkflowEngine {
  return {
    async drive(runId, isUndoing, leaseEpoch) {
      if (!isUndoing) return driveWorkflow(activateWorkflow, runId, runId, owner, leaseEpoch);
      // The first workflow may have died between the last line of the run's way forward and the start of the way back.
      if (isUnfinished(await DBOS.getWorkflowStatus(runId))) await DBOS.resumeWorkflows([runId], { queueName: queueOf(owner) });
      return driveWorkflow(undoWorkflow, undoIdOf(runId), runId, owner, leaseEpoch);
    },
    async finishLeftovers(areEnded) {
      const open = await DBOS.listWorkflows({ status: ["PENDING", "ENQUEUED"], limit: 500, loadInput: false, loadOutput: false });
      const others = open.filter((workflow) => workflow.executorId !== owner);
      const ended = await areEnded([...new Set(others.map((workflow) => runIdOf(workflow.workflowID)))]);
      const left = others.map((workflow) => workflow.workflowID).filter((id) => ended.has(runIdOf(id)));
      if (left.length > 0) await DBOS.resumeWorkflows(left, { queueName: queueOf(owner) });
    },
    async removeQueues(isAlive) {
      for (const { name } of await DBOS.listQueues())
        if (name.startsWith(QUEUE_PREFIX) && name !== queueOf(owner) && !(await isAlive(name.slice(QUEUE_PREFIX.length))))
          await DBOS.deleteQueue(name);
    },
    async stop() {
      parts = undefined;
      await DBOS.deleteQueue(queueOf(owner)).catch(() => undefined);
      await DBOS.shutdown();
    },
  };
}

const LAUNCH_LEASE = "workflow-engine-launch";
const LAUNCH_TTL_MS = 10_000;
const LAUNCH_POLL_MS = 100;

/**
 * DBOS brings its own tables up to date without a lock: of hubs that start together, all but one would fail. They take turns,
 * by a lease: its migrations wait for every open transaction, so a lock that is held or awaited in one would never end.
 */
async function launch({ db, owner }: EngineParts): Promise<void> {
  let lease = await acquireLease(db, LAUNCH_LEASE, owner, LAUNCH_TTL_MS);
  while (!lease) {
    await delay(LAUNCH_POLL_MS);
    lease = await acquireLease(db, LAUNCH_LEASE, owner, LAUNCH_TTL_MS);
  }
  const held = lease;
  const renewal = setInterval(() => void renewLease(db, held, LAUNCH_TTL_MS).catch(() => undefined), LAUNCH_TTL_MS / 4);
  try {
    await DBOS.launch();
  } finally {
    clearInterval(renewal);
    await releaseLease(db, held);
  }
}

/** Starts DBOS in this process, in the schema `dbos` of the store's own database. */
export async function startEngine(given: EngineParts): Promise<WorkflowEngine> {
  if (parts) throw new Error("an engine runs in this process already");
  parts = given;
  const { log } = given;
  DBOS.setConfig({
    name: "holdfast",
    systemDatabaseUrl: given.db.url,
    systemDatabaseSchemaName: "dbos",
    systemDatabasePoolSize: POOL_SIZE,
    applicationVersion: APPLICATION_VERSION,
    executorID: given.owner,
    listenQueues: [queueOf(given.owner)],
    // Nothing here waits for DBOS's own notifications.
    useListenNotify: false,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (entry) => log.warn({ reason: String(entry) }, "the workflow engine warns"),
      error: (err) => log.error({ err }, "the workflow engine failed"),
    },
  });
  try {
    await launch(given);
    await DBOS.registerQueue(queueOf(given.owner), { minPollingIntervalMs: QUEUE_POLL_MS, onConflict: "always_update" });
  } catch (cause) {
    parts = undefined;
    throw cause;
  }
  return engineOf(given);
}
