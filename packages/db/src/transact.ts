import type { AuditRecord } from "@holdfast/contracts/audit";
import { appendAudit } from "./audit/append";
import type { Database } from "./database";
import { appendEvents, type NewEvent } from "./event-log";
import { Prisma } from "./generated/prisma/client";
import { appendCommands, type NewCommand } from "./outbox";
import { type Wake, wake } from "./wake";

/**
 * One unit of work. What is said through it is written in the same transaction as the rows, at its end and always in one
 * order (orders, audit, events), so that the locks on the heads are short and cannot cross.
 */
export interface Unit {
  readonly tx: Prisma.TransactionClient;
  audit(record: AuditRecord): void;
  emit(event: NewEvent): void;
  order(command: NewCommand): void;
  wake(each: Wake): void;
}

const MAX_ATTEMPTS = 5;

const isTransient = (cause: unknown): boolean => {
  if (cause instanceof Prisma.PrismaClientKnownRequestError) {
    const database = (cause.meta as { driverAdapterError?: { cause?: { originalCode?: string } } } | undefined)?.driverAdapterError?.cause
      ?.originalCode;
    return cause.code === "P2034" || database === "40P01" || database === "40001";
  }
  return false;
};

async function flush(
  tx: Prisma.TransactionClient,
  said: { orders: NewCommand[]; records: AuditRecord[]; events: NewEvent[]; wakes: Wake[] },
  now: Date,
) {
  if (said.orders.length > 0) await appendCommands(tx, said.orders, now);
  if (said.records.length > 0) await appendAudit(tx, said.records, now);
  if (said.events.length > 0) {
    const last = await appendEvents(tx, said.events, now);
    said.wakes.push({ topic: "event", key: String(last) });
  }
  for (const clusterId of new Set(said.orders.map((order) => order.clusterId))) said.wakes.push({ topic: "command", key: clusterId });
  await wake(tx, said.wakes);
}

/**
 * Runs `work` in one transaction and commits it with everything that was said, or with nothing. `work` may run more than
 * once (deadlock, serialisation), so it must have no effect outside the transaction.
 */
export async function transact<T>(db: Database, now: () => Date, work: (unit: Unit) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.prisma.$transaction(async (tx) => {
        const said = { orders: [] as NewCommand[], records: [] as AuditRecord[], events: [] as NewEvent[], wakes: [] as Wake[] };
        const result = await work({
          tx,
          audit: (record) => void said.records.push(record),
          emit: (event) => void said.events.push(event),
          order: (command) => void said.orders.push(command),
          wake: (each) => void said.wakes.push(each),
        });
        await flush(tx, said, now());
        return result;
      });
    } catch (cause) {
      if (attempt >= MAX_ATTEMPTS || !isTransient(cause)) throw cause;
    }
  }
}
