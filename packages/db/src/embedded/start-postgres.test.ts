import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "./start-postgres";

const home = mkdtempSync(join(tmpdir(), "holdfast-embedded-"));
let server: EmbeddedPostgres;
beforeAll(async () => {
  server = await startPostgres(home);
});
afterAll(() => {
  server.stop();
  rmSync(home, { recursive: true, force: true });
});

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url });
  // The end of the server is what this is about; whoever asks gets the error of the question.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

describe("an embedded server that was killed", () => {
  it("comes back on its port with all that was committed, even while a backend of before is still at work", async () => {
    const [writer, worker] = [await connected(), await connected()];
    await writer.query("CREATE TABLE kept AS SELECT 7 AS n");
    // Computes for a while without looking up, so it notices late that its server is gone.
    const lost = worker.query("SELECT count(*) FROM generate_series(1, 20000000) AS n WHERE n % 7 = 3").catch((cause: Error) => cause);
    await expect
      .poll(async () => (await writer.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE '%7 = 3' AND state = 'active'")).rowCount)
      .toBeGreaterThan(0);

    process.kill(server.pid, "SIGKILL");
    const before = server;
    server = await startPostgres(home);
    expect(server).toMatchObject({ url: before.url, wasRunning: false });
    expect(server.pid).not.toBe(before.pid);
    const reader = await connected();
    expect((await reader.query("SELECT n FROM kept")).rows).toEqual([{ n: 7 }]);
    await reader.end();
    // The orphan may still have answered, or not: both are fine.
    await lost;
  });

  it("is found again by whoever asks for it while it runs", async () => {
    expect(await startPostgres(home)).toMatchObject({ url: server.url, pid: server.pid, wasRunning: true });
  });
});
