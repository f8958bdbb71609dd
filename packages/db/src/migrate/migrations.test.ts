import { ensureDatabase } from "@holdfast/db/embedded/ensure-database";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { deployMigrations } from "./migrations";

const name = `holdfast_limited_${process.pid}`;
const admin = new pg.Client({ connectionString: inject("postgresUrl") });
let url: string;

beforeAll(async () => {
  await admin.connect();
  const whole = new URL(await ensureDatabase(inject("postgresUrl"), name));
  await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'limited'`);
  const inside = new pg.Client({ connectionString: whole.toString() });
  await inside.connect();
  await inside.query(`GRANT ALL ON SCHEMA public TO ${name}`);
  await inside.end();
  whole.username = name;
  whole.password = "limited";
  url = whole.toString();
});
afterAll(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.query(`DROP ROLE ${name}`);
  await admin.end();
});

describe("the migrations", () => {
  it("tell an account that may not add the extension what an administrator has to do, and go on when it may", async () => {
    await expect(deployMigrations(url)).rejects.toThrow(/Let an administrator run there: CREATE EXTENSION pg_trgm/);
    await admin.query(`GRANT CREATE ON DATABASE ${name} TO ${name}`);
    const [first] = await deployMigrations(url);
    expect(first).toMatch(/_search$/);
  });
});
