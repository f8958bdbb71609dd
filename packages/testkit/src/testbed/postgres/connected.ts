import { Client } from "pg";

const CONNECT_MS = 2_000;
const QUERY_MS = 5_000;

/** A connection to a server of the pair, as its superuser. What it loses is told by the next question, not as an event. */
export async function connect(port: number): Promise<Client> {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    database: "postgres",
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Does something on a connection of its own. */
export async function connected<T>(port: number, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(port);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
