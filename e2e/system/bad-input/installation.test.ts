// What the starter, the hub and the console say of settings that they can't use: the setting by its name, what to do, an exit code
// that is not zero, and nothing left running or half made.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "@holdfast/testkit/testbed/free-ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ended, runProgram } from "../harness/run-program";
import { unwritableFolder } from "../harness/unwritable-folder";

const SECRET = "hunter2-hunter2";
const NO_SERVER = `postgresql://holdfast:${SECRET}@127.0.0.1:1/holdfast`;

let folder: string;
let ports: Record<"console" | "enrolment" | "link" | "internal", number>;
let taken: Server;
let takenPort: number;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-bad-input-"));
  const [console = 0, enrolment = 0, link = 0, internal = 0, busy = 0] = await freePorts(5);
  ports = { console, enrolment, link, internal };
  takenPort = busy;
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(takenPort, "127.0.0.1", resolve));
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

const portEnv = () => ({
  HOLDFAST_ENROLMENT_PORT: String(ports.enrolment),
  HOLDFAST_LINK_PORT: String(ports.link),
  HOLDFAST_INTERNAL_PORT: String(ports.internal),
});
const starter = (env: Record<string, string> = {}, args: readonly string[] = []) =>
  runProgram({
    file: "tooling/start/dist/main.js",
    args: ["--no-demo", "--data", join(folder, "data"), "--port", String(ports.console), ...args],
    env: { ...portEnv(), ...env },
  });
const hub = (env: Record<string, string>) => runProgram({ file: "apps/hub/dist/main.js", env });

/** Ended with that message, without a stack, without a password, and with nothing made. */
function expectMessage({ code, out, err }: Ended, message: RegExp, remedy: RegExp): void {
  expect(code, `${out}${err}`).not.toBeNull();
  expect(code).not.toBe(0);
  expect(err).toMatch(message);
  expect(err).toMatch(remedy);
  expect(err).not.toMatch(/^ {4}at /m);
  expect(`${out}${err}`).not.toContain(SECRET);
  const made = join(folder, "data");
  expect(existsSync(made) ? readdirSync(made) : []).toEqual([]);
}

describe("the starter", () => {
  it.each([
    ["is not a PostgreSQL URL", "mysql://root@127.0.0.1/x", /DATABASE_URL must be a PostgreSQL URL/, /for example postgresql:\/\//],
    ["is no URL at all", `postgresql://holdfast:${SECRET}@127.0.0.1:port/x`, /DATABASE_URL must be a PostgreSQL URL/, /for example/],
    ["leads nowhere", NO_SERVER, /database .*127\.0\.0\.1:1\/holdfast can't be used/, /Check DATABASE_URL: host, port, user, password/],
  ])("names a DATABASE_URL that %s", async (_what, url, message, remedy) => {
    expectMessage(await starter({ DATABASE_URL: url }), message, remedy);
  });

  it("names every port that is in use, and how another one is chosen", async () => {
    const busy = String(takenPort);
    expectMessage(await starter({ HOLDFAST_LINK_PORT: busy }), /Port \d+ \(link\) is in use/, /choose another with HOLDFAST_LINK_PORT/);
    expectMessage(await starter({}, ["--port", busy]), /Port \d+ \(console\) is in use/, /choose another with --port/);
    expectMessage(await starter({ HOLDFAST_INTERNAL_PORT: "many" }), /HOLDFAST_INTERNAL_PORT must be a port/, /between 1 and 65535/);
  });

  it("names a data folder that can't be written, and how another one is chosen", async () => {
    const data = unwritableFolder(folder);
    expectMessage(await starter({}, ["--data", data]), /data folder .* can't be written/, /--data <folder> or HOLDFAST_DATA/);
    expect(existsSync(data)).toBe(false);
  });

  it("names an option that it does not know, with those that it knows", async () => {
    expectMessage(await starter({}, ["--no-demonstration"]), /--no-demonstration/, /--no-demo/);
  });
});

describe("the hub", () => {
  it("names everything that it was not told, at once", async () => {
    const ended = await hub({});
    expect(ended.code).toBe(2);
    expectMessage(ended, /DATABASE_URL is not set/, /HOLDFAST_DATA is not set\. The folder/);
  });

  it("names a setting that can't be, and what it could be", async () => {
    const env = { HOLDFAST_DATA: folder, DATABASE_URL: "mysql://x", HOLDFAST_LINK_PORT: "70000" };
    expectMessage(await hub(env), /^DATABASE_URL must be a PostgreSQL URL/m, /^HOLDFAST_LINK_PORT: must be a port between/m);
  });

  it("names a database that it can't reach, and a folder that it can't write", async () => {
    const nowhere = await hub({ HOLDFAST_DATA: join(folder, "hub"), DATABASE_URL: NO_SERVER });
    expectMessage(nowhere, /^DATABASE_URL: the database at 127\.0\.0\.1:1\/holdfast can't be reached/m, /Check host and port/);
    const unwritable = await hub({ HOLDFAST_DATA: unwritableFolder(folder), DATABASE_URL: NO_SERVER });
    expectMessage(unwritable, /^HOLDFAST_DATA: .* can't be written/m, /Name a folder that this process may write/);
  });
});

describe("the console", () => {
  const console_ = (env: Record<string, string>) =>
    runProgram({
      file: "node_modules/next/dist/bin/next",
      args: ["start", "--hostname", "127.0.0.1", "--port", String(ports.console)],
      cwd: "apps/console",
      env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
    });

  it("names everything that it was not told, at once, and does not serve", async () => {
    const ended = await console_({ DATABASE_URL: NO_SERVER });
    expectMessage(ended, /HOLDFAST_DATA: is not set\. The folder of keys/, /HOLDFAST_CONSOLE_URL must be the http or https address/);
  });
});
