import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqlProbe } from "@holdfast/contracts/queries/sql-probe";
import type {} from "@holdfast/testkit/postgres-setup";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { KnownServices } from "../services/known-services";
import type { QueryContext } from "./define-query";
import { probeSql } from "./sql-probe";

/** Against the PostgreSQL of this test run, as a role that may write: what keeps a probe from writing is the probe. */
const PASSWORD = "hunter2-of-the-probe";
const ROLE = `probe_${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), "agent-sql-"));
const at = (name: string) => join(folder, name);
let admin: pg.Client;
let services: KnownServices;

beforeAll(async () => {
  const where = new URL(inject("postgresUrl"));
  admin = new pg.Client({ connectionString: where.href });
  await admin.connect();
  await admin.query(`CREATE ROLE ${ROLE} LOGIN PASSWORD '${PASSWORD}'`);
  await admin.query(`CREATE TABLE ${ROLE}_ledger (id int, note text); ALTER TABLE ${ROLE}_ledger OWNER TO ${ROLE}`);
  await admin.query(`INSERT INTO ${ROLE}_ledger VALUES (1, 'secret-note'), (2, 'secret-note')`);
  writeFileSync(at("plain"), `${ROLE}:${PASSWORD}\n`);
  writeFileSync(at("uri"), `postgresql://${ROLE}:${PASSWORD}@elsewhere.example:1/other\n`);
  writeFileSync(at("unencoded"), `postgresql://${ROLE}:100%${PASSWORD}@elsewhere.example:1/other\n`);
  writeFileSync(at("wrong"), `${ROLE}:not-${PASSWORD}\n`);
  const url = new URL(`postgres://${where.host}${where.pathname}?sslmode=disable`);
  const kind = "postgres" as const;
  services = {
    ledger: { kind, url, credentialFile: at("plain") },
    uri: { kind, url, credentialFile: at("uri") },
    unencoded: { kind, url, credentialFile: at("unencoded") },
    wrong: { kind, url, credentialFile: at("wrong") },
    bare: { kind, url, credentialFile: at("absent") },
    unencrypted: { kind, url: new URL(`postgres://${where.host}${where.pathname}`), credentialFile: at("plain") },
    silent: { kind, url: new URL("postgres://127.0.0.1:9/db?sslmode=disable"), credentialFile: at("plain") },
    tricked: { kind, url: new URL("postgres://db.example:5432/db"), credentialFile: at("plain") },
    vault: { kind: "vault", url: new URL("http://127.0.0.1:1"), credentialFile: at("plain") },
  };
});
afterAll(async () => {
  await admin.query(`DROP TABLE ${ROLE}_ledger; DROP ROLE ${ROLE}`);
  await admin.end();
  rmSync(folder, { recursive: true });
});

const resolve = async (name: string) => (name === "db.example" ? "169.254.169.254" : name);
const ask = async (query: string, service = "ledger", timeoutMs = 5000) => {
  const context = { services, resolve } as unknown as QueryContext;
  return sqlProbe.output.parse(await probeSql.answer(context, { service, query, timeoutMs }));
};
const rows = async () => Number((await admin.query(`SELECT count(*) FROM ${ROLE}_ledger`)).rows[0].count);
const TABLE = `${ROLE}_ledger`;

describe("sql.probe of a real PostgreSQL", () => {
  it.each<[string, string, number | null]>([
    ["a count", `SELECT count(*) FROM ${TABLE}`, 2],
    ["a fraction", "SELECT 0.25", 0.25],
    ["a yes", "SELECT true", 1],
    ["a no", "SELECT pg_is_in_recovery()", 0],
    ["the first column of the first row, in the order asked for", `SELECT id, note FROM ${TABLE} ORDER BY id DESC`, 2],
    ["a list", "VALUES (7), (8)", 7],
    ["a common table", `WITH old AS (SELECT id FROM ${TABLE}) SELECT sum(id) FROM old -- all`, 3],
    ["no row", `SELECT id FROM ${TABLE} WHERE id > 9`, null],
    ["nothing", "SELECT NULL::int", null],
  ])("answers %s", async (_, query, value) => {
    expect(await ask(query)).toEqual({ isConfigured: true, isRefused: false, trouble: null, value });
  });

  it("takes the credential of user and password, and of a URI, whose own host does not count", async () => {
    expect((await ask("SELECT 1", "uri")).value).toBe(1);
  });

  it.each<[string, string]>([
    ["a change inside", `WITH gone AS (DELETE FROM ${TABLE} RETURNING 1) SELECT count(*) FROM gone`],
    ["a lock", `SELECT id FROM ${TABLE} FOR UPDATE`],
    ["two statements", `SELECT 1) AS probe(value); DELETE FROM ${TABLE}; SELECT 1 FROM (SELECT 1`],
    ["an end of the transaction", `SELECT 1) AS probe(value); COMMIT; DELETE FROM ${TABLE}; SELECT 1 FROM (SELECT 1`],
    ["a table that is not there", "SELECT count(*) FROM nowhere"],
  ])("refuses %s, and nothing is changed", async (_, query) => {
    expect(await ask(query)).toMatchObject({ isConfigured: true, isRefused: true, value: null });
    expect(await rows()).toBe(2);
  });

  it("does not write although the role may, and the table is its own", async () => {
    await admin.query(
      `CREATE FUNCTION ${ROLE}_write() RETURNS int LANGUAGE sql AS 'DELETE FROM ${TABLE}; SELECT 1'; GRANT EXECUTE ON FUNCTION ${ROLE}_write() TO ${ROLE}`,
    );
    const turnedBack = `(SELECT set_config('transaction_read_only', 'off', true)) AS x`;
    expect((await ask(`SELECT ${ROLE}_write()`)).trouble).toBe("ledger answered with SQLSTATE 25006.");
    expect((await ask(`SELECT ${ROLE}_write() FROM ${turnedBack}`)).trouble).toBe("ledger answered with SQLSTATE 25001.");
    await admin.query(`DROP FUNCTION ${ROLE}_write()`);
    expect(await rows()).toBe(2);
  });

  it("ends a question that takes too long, at the server as well", async () => {
    expect((await ask("SELECT 1 FROM pg_sleep(30)", "ledger", 200)).trouble).toContain("no answer within 200 ms");
    await expect
      .poll(async () => (await admin.query("SELECT count(*)::int AS left FROM pg_stat_activity WHERE usename = $1", [ROLE])).rows[0].left, {
        timeout: 10_000,
      })
      .toBe(0);
  });

  it("tells nothing of a row but a number, not even by an error that would quote it", async () => {
    const said = await Promise.all([
      ask(`SELECT note FROM ${TABLE}`),
      ask(`SELECT note::int FROM ${TABLE}`),
      ask(`SELECT 1 / (length(note) - 11) FROM ${TABLE}`),
    ]);
    expect(said.map(({ value }) => value)).toEqual([null, null, null]);
    expect(said.map(({ trouble }) => trouble)).toEqual([
      "The first column of the first row is no number.",
      "ledger answered with SQLSTATE 22P02.",
      "ledger answered with SQLSTATE 22012.",
    ]);
    expect(JSON.stringify(said)).not.toContain("secret-note");
  });

  it.each<[string, string, string]>([
    ["a setting that a row names", "current_setting(note)", "42704"],
    ["a table that a row names", "note::regclass", "42P01"],
    ["a function that a row names", "note::regprocedure", "22P02"],
    ["a right to a table that a row names", "has_table_privilege(note, 'select')", "42P01"],
    ["a role that a row names", "pg_has_role(note, 'member')", "42704"],
    ["a search that a row words", "to_tsquery(note || ' & | ')", "42601"],
    ["a statement made of a row", "query_to_xml('SELECT ' || quote_ident(note), true, true, '')", "42703"],
  ])("tells of %s nothing but the SQLSTATE", async (_, asked, code) => {
    const said = await ask(`SELECT ${asked} FROM ${TABLE}`);
    expect(said).toMatchObject({ value: null, trouble: `ledger answered with SQLSTATE ${code}.` });
  });

  it("repeats what PostgreSQL says of the question itself, so that it can be mended", async () => {
    expect((await ask("SELECT count(*) FROM nowhere")).trouble).toBe('relation "nowhere" does not exist (42P01)');
    expect((await ask("SELECT 1 FROM")).trouble).toContain("syntax error at or near");
  });

  it("sends no credential on a way that is not encrypted, unless the agent's owner says so", async () => {
    expect(await ask("SELECT 1", "unencrypted")).toMatchObject({ value: null, trouble: expect.stringContaining("does not support SSL") });
  });

  it("says what is amiss with the service, and never the credential", async () => {
    const said = {
      unnamed: await ask("SELECT 1", "nobody"),
      otherKind: await ask("SELECT 1", "vault"),
      unencoded: await ask("SELECT 1", "unencoded"),
      wrong: await ask("SELECT 1", "wrong"),
      bare: await ask("SELECT 1", "bare"),
      silent: await ask("SELECT 1", "silent"),
      tricked: await ask("SELECT 1", "tricked"),
    };
    expect([said.unnamed.isConfigured, said.otherKind.isConfigured]).toEqual([false, false]);
    expect(said.bare.trouble).toContain("can't be read; mount its Secret");
    expect(said.unencoded.trouble).toContain("not percent-encoded; write % as %25");
    expect(said.silent.trouble).toContain("silent does not answer");
    expect(said.tricked.trouble).toContain("169.254.169.254");
    expect(JSON.stringify(said)).not.toMatch(/hunter2/);
    for (const { value } of Object.values(said)) expect(value).toBeNull();
  });
});
