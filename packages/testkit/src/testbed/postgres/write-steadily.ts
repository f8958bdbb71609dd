import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { connect } from "./connected";
import type { PostgresServer } from "./postgres-server";

/** A write that the server has acknowledged, and when the client knew, by its monotonic clock in milliseconds. */
export interface Acknowledged {
  readonly id: number;
  readonly at: number;
}

/** The instant of an acknowledgement by the machine's clock, in milliseconds. */
export const instantOf = ({ at }: Acknowledged): number => performance.timeOrigin + at;

/** A client that writes row after row, wherever writes are taken, until it is stopped. */
export interface SteadyWriter {
  /** Everything that was acknowledged so far. */
  acknowledged(): readonly Acknowledged[];
  stop(): Promise<void>;
}

const TABLE = "CREATE TABLE IF NOT EXISTS transfer (id bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())";
const RETRY_MS = 20;

async function connectToWritable(servers: readonly PostgresServer[]): Promise<Client | null> {
  for (const { port } of servers) {
    const client = await connect(port).catch(() => null);
    const answer = await client?.query("SELECT pg_is_in_recovery() AS follows").catch(() => null);
    if (client && answer?.rows[0]?.follows === false) return client;
    await client?.end().catch(() => undefined);
  }
  return null;
}

/** Writes numbered rows to the table `transfer`, one at a time. A row without an answer is written again under the same number. */
export async function writeSteadily(servers: readonly PostgresServer[]): Promise<SteadyWriter> {
  const acknowledged: Acknowledged[] = [];
  let isStopping = false;
  let client = await connectToWritable(servers);
  if (!client) throw new Error("no server takes writes");
  await client.query(TABLE);

  async function write(id: number): Promise<boolean> {
    client ??= await connectToWritable(servers);
    if (!client) return false;
    try {
      await client.query("INSERT INTO transfer (id) VALUES ($1) ON CONFLICT DO NOTHING", [id]);
      return true;
    } catch {
      void client.end().catch(() => undefined);
      client = null;
      return false;
    }
  }

  const writing = (async () => {
    for (let id = 1; !isStopping; ) {
      if (await write(id)) acknowledged.push({ id: id++, at: performance.now() });
      else await delay(RETRY_MS);
    }
  })();
  return {
    acknowledged: () => acknowledged,
    async stop() {
      isStopping = true;
      await writing;
      await client?.end().catch(() => undefined);
    },
  };
}

/** The writes that were acknowledged and that a server does not have. */
export async function lostRows(writer: SteadyWriter, server: PostgresServer): Promise<Acknowledged[]> {
  const rows = await server.query<{ id: string }>("SELECT id FROM transfer");
  const there = new Set(rows.map((row) => Number(row.id)));
  return writer.acknowledged().filter(({ id }) => !there.has(id));
}
