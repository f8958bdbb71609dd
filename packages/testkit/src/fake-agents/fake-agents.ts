import type { AgentContract } from "@holdfast/contracts/command";
import { Fault } from "@holdfast/contracts/fault";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Database } from "@holdfast/db/database";
import { listen } from "@holdfast/db/listen";
import type { z } from "zod";
import { aJournal, carryOut, execute, type FakeJournal, type FakeOrder, type FakeReceipt } from "./execute-commands";
import { readWorld } from "./read-world";
import type { FakeCluster, FakeWorld } from "./world";

/** How a fake agent's link stands, in the words of the runner's port. */
export interface FakeLink {
  readonly isConnected: boolean;
  readonly since: Date | null;
  readonly lastHeartbeatAt: Date | null;
  readonly clockSkewMs: number | null;
  readonly agentVersion: string | null;
  readonly protocol: number | null;
}

/** Agents that live in this process, over a world in memory and the commands of a store. */
export interface FakeAgents {
  readonly agents: {
    read<I extends z.ZodType, O extends z.ZodType>(
      clusterId: string,
      contract: AgentContract<I, O>,
      input: z.input<I>,
      bounds: { readonly signal: AbortSignal; readonly deadlineMs: number },
    ): Promise<z.output<O>>;
  };
  readonly links: { linkOf(clusterId: string): Promise<FakeLink> };
  /** What any query answers, by name: for a process that asks over a pipe. */
  ask(clusterId: string, name: string, input: unknown): unknown;
  /** Carries out what no hub has sent now, as the agent does under a warrant: through the same journal. */
  actAlone(clusterId: string, order: FakeOrder): FakeReceipt;
  /** Looks for commands now, for instance after a cluster was connected again. */
  nudge(): void;
  stop(): Promise<void>;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const POLL_MS = 200;
const STARTED_AT = new Date();

/** Drains the commands of one cluster in the order of their numbers, each once, while it is connected. */
function drainer(db: Database, world: FakeWorld, cluster: FakeCluster, journal: FakeJournal) {
  let lastSeq = 0n;
  let isDraining = false;
  let isAskedAgain = false;
  return async () => {
    isAskedAgain = true;
    if (isDraining || !cluster.faults.isConnected) return;
    isDraining = true;
    try {
      for (;;) {
        isAskedAgain = false;
        const next = await db.prisma.command.findMany({
          where: { clusterId: cluster.id, seq: { gt: lastSeq } },
          orderBy: { seq: "asc" },
          take: 50,
        });
        if (next.length === 0 && !isAskedAgain) return;
        for (const command of next) {
          if (!cluster.faults.isConnected) return;
          await carryOut(db, world, cluster, journal, command);
          lastSeq = command.seq;
        }
      }
    } finally {
      isDraining = false;
    }
  };
}

/** Looks which clusters have open commands: one question for all of them, for a world may have thousands, most of them idle. */
function looksForOpen(db: Database, drain: (clusterId: string) => void, inFlight: Set<Promise<void>>) {
  let isLooking = false;
  return () => {
    if (isLooking) return;
    isLooking = true;
    const running: Promise<void> = db.prisma.command
      .findMany({ where: { finishedAt: null }, distinct: ["clusterId"], select: { clusterId: true } })
      .then((open) => {
        for (const { clusterId } of open) drain(clusterId);
      })
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
        inFlight.delete(running);
      });
    inFlight.add(running);
  };
}

/** Starts the agents of a world: they answer questions at once, and carry out the commands of the store. */
export async function startFakeAgents(db: Database, world: FakeWorld): Promise<FakeAgents> {
  const drains = new Map<string, () => Promise<void>>();
  const journals = new Map<string, FakeJournal>();
  const journalOf = (clusterId: string) => {
    const journal = journals.get(clusterId) ?? aJournal();
    journals.set(clusterId, journal);
    return journal;
  };
  const inFlight = new Set<Promise<void>>();
  let isStopped = false;
  const drain = (clusterId: string) => {
    const cluster = world.clusters.get(clusterId);
    if (isStopped || !cluster) return;
    const work = drains.get(clusterId) ?? drainer(db, world, cluster, journalOf(clusterId));
    drains.set(clusterId, work);
    const running: Promise<void> = work()
      .catch(() => undefined)
      .finally(() => inFlight.delete(running));
    inFlight.add(running);
  };
  const drainAll = () => {
    for (const clusterId of world.clusters.keys()) drain(clusterId);
  };
  const drainOpen = looksForOpen(db, drain, inFlight);
  const listener = await listen(db.url, { onWake: (wake) => wake.topic === "command" && drain(wake.key), onGap: drainAll }, silent);
  const ticker = setInterval(drainOpen, POLL_MS);
  const connected = (clusterId: string): FakeCluster => {
    const cluster = world.clusters.get(clusterId);
    if (!cluster?.faults.isConnected)
      throw new Fault("AgentUnreachable", `the agent of ${cluster?.name ?? clusterId} is not connected`, { retry: "later" });
    return cluster;
  };
  return {
    agents: {
      async read(clusterId, contract, input, { signal }) {
        signal.throwIfAborted();
        // The answer was checked against this very contract.
        return readWorld(connected(clusterId), contract.name, input) as never;
      },
    },
    links: {
      async linkOf(clusterId) {
        const cluster = world.clusters.get(clusterId);
        return {
          isConnected: cluster?.faults.isConnected ?? false,
          since: STARTED_AT,
          lastHeartbeatAt: cluster?.lastHeartbeatAt ?? STARTED_AT,
          clockSkewMs: cluster?.clockSkewMs ?? null,
          agentVersion: "0.1.0",
          protocol: cluster?.protocol ?? null,
        };
      },
    },
    ask: (clusterId, name, input) => readWorld(connected(clusterId), name, input),
    actAlone(clusterId, order) {
      const cluster = world.clusters.get(clusterId);
      if (!cluster) throw new RangeError(`no cluster ${clusterId}`);
      return execute(world, cluster, journalOf(clusterId), order, new Date());
    },
    nudge: drainAll,
    async stop() {
      isStopped = true;
      clearInterval(ticker);
      await listener.close();
      await Promise.all(inFlight);
    },
  };
}
