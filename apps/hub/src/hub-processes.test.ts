import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@holdfast/db/database";
import { type EmbeddedPostgres, startPostgres } from "@holdfast/db/embedded/start-postgres";
import { deployMigrations } from "@holdfast/db/migrate/migrations";
import { savePlan } from "@holdfast/services/failover/save-plan";
import { planYaml } from "@holdfast/testkit/a-plan";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { freePorts } from "@holdfast/testkit/testbed/free-ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aStage, decided, PLANNED_EFFECTS, requested, type Stage } from "../test/failover-stage";
import { type HubProcess, spawnHub } from "../test/spawn-hub";

// A server of this file's own: it is stopped and started in the middle.
const home = mkdtempSync(join(tmpdir(), "holdfast-hubs-"));
const SLOW = { timeout: 60_000, interval: 50 };
const world = aWorld();
const hubs = new Map<string, HubProcess>();
const staged: Stage[] = [];
let server: EmbeddedPostgres;
let db: Database;
let ports: number[];

const start = async (hubId: "one" | "two") => {
  const first = hubId === "one" ? 0 : 3;
  const mine = ports.slice(first, first + 3) as [number, number, number];
  const hub = await spawnHub({ hubId, databaseUrl: server.url, dataFolder: home, ports: mine });
  hubs.set(hubId, hub);
  return hub;
};
const hub = (hubId: string) => {
  const found = hubs.get(hubId);
  if (!found) throw new Error(`${hubId} runs from beforeAll on`);
  return found;
};
const stage = async (name: string, primary: HubProcess, standby: HubProcess) => {
  const linkUrls = { primary: primary.linkUrl, standby: standby.linkUrl };
  const made = await aStage({ db, world, enrolmentUrl: standby.enrolmentUrl, linkUrls }, name);
  staged.push(made);
  return made;
};
const isReady = async (planId: string) =>
  (await db.prisma.evaluation.findFirst({ where: { planId }, orderBy: { evaluatedAt: "desc" } }))?.isReady;
const phaseOf = async (runId: string) => (await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).phase;
const stateOf = async (runId: string, name: string) => (await db.prisma.stepRun.findFirst({ where: { runId, name } }))?.state;
/** The hub that drives a run, by its lease. */
const driverOf = async (runId: string) =>
  (await db.prisma.lease.findUniqueOrThrow({ where: { name: `run:${runId}` } })).owner.split(":")[0] ?? "";

/** A failover by that plan, asked for and approved. */
async function approved(scene: Stage): Promise<string> {
  const [olga, ada] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "ada", ["approver"])];
  await expect.poll(() => isReady(scene.planId), SLOW).toBe(true);
  const runId = await requested(olga, scene.planId);
  await decided(ada, runId);
  return runId;
}

beforeAll(async () => {
  server = await startPostgres(home, "-c fsync=off");
  await deployMigrations(server.url);
  db = openDatabase(server.url, 5);
  ports = await freePorts(6);
  // At once, on a database that the workflow engine has never seen: they take turns to bring its tables up to date.
  await Promise.all([start("one"), start("two")]);
}, 180_000);
afterAll(async () => {
  for (const { primary, standby } of staged) await Promise.all([primary.agent.cut(), standby.agent.cut()]);
  for (const each of hubs.values()) each.signal("SIGKILL");
  await db.close();
  server.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

describe("two hubs on one database", () => {
  it("keep the tables of the product and of the workflow engine apart, and stay within their connections", async () => {
    const schemas = await db.prisma.$queryRaw<{ schema: string }[]>`
      SELECT DISTINCT table_schema AS schema FROM information_schema.tables WHERE table_name IN ('workflow_status', 'run') ORDER BY 1`;
    expect(schemas.map(({ schema }) => schema)).toEqual(["dbos", "public"]);
    const [used] = await db.prisma.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    expect(Number(used?.n)).toBeLessThanOrEqual(2 * 26 + 4);
  });

  it("ask each other's agents, and go on with a run whose hub was killed: to its end, with nothing done twice", {
    timeout: 120_000,
  }, async () => {
    const scene = await stage("killed", hub("one"), hub("two"));
    const core = scene.standby.fake.workloads.get("bank/core");
    if (!core) throw new Error("the stage has it");
    core.readyAfterMs = null;
    const runId = await approved(scene);
    await expect.poll(() => stateOf(runId, "scale-up"), SLOW).toBe("Verifying");
    await expect.poll(() => core.replicas, SLOW).toBe(10);

    const dead = await driverOf(runId);
    hub(dead).signal("SIGKILL");
    await hub(dead).ended;
    const heir = hub(dead === "one" ? "two" : "one");
    await Promise.all([scene.primary.agent.connect(heir.linkUrl), scene.standby.agent.connect(heir.linkUrl)]);
    core.ready = 10;
    await expect.poll(() => phaseOf(runId), SLOW).toBe("Succeeded");
    expect(await driverOf(runId)).toBe(heir.hubId);
    expect(scene.effects()).toEqual(PLANNED_EFFECTS);
    await start(dead as "one" | "two");
  });

  it("come back by themselves after the database was gone, and go on with the run in the middle of which it went", {
    timeout: 120_000,
  }, async () => {
    const scene = await stage("gone", hub("one"), hub("two"));
    const core = scene.standby.fake.workloads.get("bank/core");
    if (!core) throw new Error("the stage has it");
    core.readyAfterMs = null;
    const runId = await approved(scene);
    await expect.poll(() => core.replicas, SLOW).toBe(10);
    const logged = hub("one").log.length;
    server.stop();
    const complaints = () =>
      hub("one")
        .log.slice(logged)
        .filter((line) => line.level >= 40);
    await expect.poll(() => complaints().length, SLOW).toBeGreaterThan(10);
    server = await startPostgres(home, "-c fsync=off");
    core.ready = 10;
    await expect.poll(() => phaseOf(runId).catch(() => "unknown"), SLOW).toBe("Succeeded");
    expect(scene.effects()).toEqual(PLANNED_EFFECTS);

    const yaml = planYaml({ name: "after", primary: scene.primary.fake.name, standby: scene.standby.fake.name });
    const { id } = await savePlan(theSystem(db), { yaml, basedOnVersion: 0 });
    await expect.poll(() => isReady(id), SLOW).toBeDefined();
    const endings = await Promise.race([hub("one").ended, hub("two").ended, Promise.resolve("both live")]);
    expect(endings).toBe("both live");
  });

  it("stop within seconds of a SIGTERM, cleanly, and give their runs back", { timeout: 120_000 }, async () => {
    const scene = await stage("stopped", hub("one"), hub("one"));
    const core = scene.standby.fake.workloads.get("bank/core");
    if (!core) throw new Error("the stage has it");
    core.readyAfterMs = null;
    const runId = await approved(scene);
    await expect.poll(() => stateOf(runId, "scale-up"), SLOW).toBe("Verifying");
    const first = hub(await driverOf(runId));
    const startedAt = performance.now();
    first.signal("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(8000);
    const { owner, expiresAt } = await db.prisma.lease.findUniqueOrThrow({ where: { name: `run:${runId}` } });
    expect(owner.startsWith(`${first.hubId}:`) && expiresAt > new Date()).toBe(false);
    expect(await db.prisma.hubPresence.findUnique({ where: { hubId: first.hubId } })).toBeNull();
    expect(await phaseOf(runId)).toBe("Running");
  });

  it("ends in time even when the database is gone", { timeout: 60_000 }, async () => {
    const [left] = [...hubs.values()].filter((each) => !each.log.some((line) => line.msg === "hub stopping"));
    server.stop();
    const startedAt = performance.now();
    left?.signal("SIGTERM");
    expect([0, 1]).toContain(await left?.ended);
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    server = await startPostgres(home, "-c fsync=off");
  });
});
