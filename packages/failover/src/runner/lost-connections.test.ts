import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, theRun } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { suiteHub } from "../../test/suite-hub";
import { twelveSteps } from "../../test/twelve-steps";

const db = suiteDatabase();
const hub = suiteHub(db);

/** Cuts every connection of the suite's database but the one that asks. */
const cutAll = () =>
  db.prisma
    .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`.catch(
    () => undefined,
  );

describe("a run whose hub loses every connection to the database, again and again", () => {
  it("ends as if nothing had happened, and does nothing twice", { timeout: 300_000 }, async () => {
    const stage = await hub.stage();
    const plan = stage.plan(twelveSteps(stage.pair));
    const runId = await anApprovedRun(db, stage.pair, plan, await stage.save(plan));
    const lines = async () => (await theRun(db, runId).catch(() => null))?.journal.length ?? 0;
    for (let cuts = 0; cuts < 12; cuts++) {
      await eventually(lines).toBeGreaterThan(cuts * 3);
      await cutAll();
    }
    await eventually(async () => (await theRun(db, runId).catch(() => null))?.phase).toBe("Succeeded");

    const keys = stage.effects().map((effect) => effect.idempotencyKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(stage.effects().map((effect) => effect.value)).toEqual([
      "10",
      "4",
      "5",
      "6",
      "old=50 new=50",
      "old=0 new=100",
      "old=0 new=100",
      "old=0 new=1",
      "old=0 new=1",
    ]);
  });
});
