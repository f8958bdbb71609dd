import { setTimeout as delay } from "node:timers/promises";
import type { CommandOutcome } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { Database } from "@holdfast/db/database";
import type { Command, Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { changeWorld } from "./change-world";
import { FakeRefusal } from "./fake-refusal";
import type { FakeCluster, FakeWorld } from "./world";

/** An agent's answer to one command. */
export interface FakeReceipt {
  readonly outcome: CommandOutcome;
  readonly reason: string | null;
  readonly message: string | null;
  readonly output: Json | null;
  readonly changes: readonly ObjectChange[];
}

/** What an agent keeps on its disk: the first answer to every key, and the highest epoch of every scope. */
export interface FakeJournal {
  readonly receipts: Map<string, FakeReceipt>;
  readonly epochs: Map<string, bigint>;
}

/** An agent's disk before its first command. */
export const aJournal = (): FakeJournal => ({ receipts: new Map(), epochs: new Map() });

const receipt = (outcome: CommandOutcome, reason: string | null = null, message: string | null = null): FakeReceipt => ({
  outcome,
  reason,
  message,
  output: null,
  changes: [],
});

/** What an agent looks at of an order. */
export type FakeOrder = Pick<Command, "name" | "input" | "scope" | "epoch" | "idempotencyKey" | "expiresAt">;

function once(world: FakeWorld, cluster: FakeCluster, command: FakeOrder): FakeReceipt {
  const { faults } = cluster;
  if (faults.receipts === "unknownBefore") return receipt("unknown", "AgentRestarted", "the agent died before the effect");
  const { refuseNext, failNext } = faults;
  faults.refuseNext = null;
  faults.failNext = null;
  if (refuseNext) return receipt("refused", refuseNext.reason, refuseNext.message);
  if (failNext) return receipt("failed", failNext.reason, failNext.message);
  try {
    const { object, value, hasChanged, output, changes } = changeWorld(cluster, command.name, command.input, false);
    if (hasChanged) world.effects.push({ clusterId: cluster.id, idempotencyKey: command.idempotencyKey, object, value });
    if (faults.receipts === "unknownAfter") return receipt("unknown", "AgentRestarted", "the agent died after the effect");
    return { outcome: "succeeded", reason: null, message: null, output, changes };
  } catch (cause) {
    if (cause instanceof FakeRefusal) return receipt("refused", cause.reason, cause.message);
    throw cause;
  }
}

/** Executes one delivery of a command as a real agent does: fenced, in time, and each key once. */
export function execute(world: FakeWorld, cluster: FakeCluster, journal: FakeJournal, command: FakeOrder, now: Date): FakeReceipt {
  const known = journal.receipts.get(command.idempotencyKey);
  if (known) return known;
  const highest = journal.epochs.get(command.scope) ?? 0n;
  if (command.epoch < highest) return receipt("refused", "StaleEpoch", `epoch ${command.epoch} is older than ${highest}`);
  journal.epochs.set(command.scope, command.epoch);
  if (now >= command.expiresAt) return receipt("refused", "Expired", "the command came too late");
  const answer = once(world, cluster, command);
  journal.receipts.set(command.idempotencyKey, answer);
  return answer;
}

/** Stores a receipt as the hub's link does, once, with the wake-up that the real verb gives. */
async function deliver(db: Database, command: Command, { outcome, reason, message, output, changes }: FakeReceipt): Promise<void> {
  await transact(
    db,
    () => new Date(),
    async (unit) => {
      const { count } = await unit.tx.command.updateMany({
        where: { id: command.id, finishedAt: null },
        data: {
          outcome,
          reason,
          message,
          changes: changes as unknown as Prisma.InputJsonValue,
          finishedAt: new Date(),
          ...(output === null ? {} : { output: output as Prisma.InputJsonValue }),
        },
      });
      if (count === 1) unit.wake({ topic: "run", key: command.id });
    },
  );
}

/** One command on its way to the agent and back, with everything that the cluster's faults do to it. */
export async function carryOut(
  db: Database,
  world: FakeWorld,
  cluster: FakeCluster,
  journal: FakeJournal,
  command: Command,
): Promise<void> {
  const { faults } = cluster;
  if (faults.executeAfterMs > 0) await delay(faults.executeAfterMs);
  let answer = receipt("refused");
  for (let i = 0; i < Math.max(1, faults.deliveries); i++) answer = execute(world, cluster, journal, command, new Date());
  if (faults.receipts !== "lost") await deliver(db, command, answer);
}
