import { type FakeAgents, startFakeAgents } from "@holdfast/testkit/fake-agents/fake-agents";
import { aWorld } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { anApprovedRun, aPair, aPlan, savePlan, theRun } from "../../test/approved-run";
import { spawnHub } from "../../test/crash/spawn-hub";
import { furnish } from "../../test/furnish";
import { type StepContext, stepContext } from "../step-context";
import { wait } from "./wait";

const db = suiteDatabase();
const world = aWorld();
let agents: FakeAgents;
beforeAll(async () => {
  agents = await startFakeAgents(db, world);
});
afterAll(async () => {
  await agents.stop();
});

const BEGAN_AT = new Date("2026-01-01T00:00:00Z");
const after = (ms: number, signal = new AbortController().signal): StepContext =>
  stepContext({
    ...{ db, agents: agents.agents, sites: [], signal, beganAt: BEGAN_AT },
    now: () => new Date(BEGAN_AT.getTime() + ms),
    decisions: async () => ({ decisions: [], subjectHash: "", requestedById: "" }),
  });

describe("wait", () => {
  it("counts from the beginning of the attempt, by the hub's clock", async () => {
    expect(await wait.verify(after(0), { seconds: 60 }, null)).toMatchObject({ kind: "waiting", for: { message: "60 s to pass" } });
    expect(await wait.verify(after(57_000), { seconds: 60 }, null)).toMatchObject({ kind: "waiting" });
    expect(await wait.verify(after(60_000), { seconds: 60 }, null)).toMatchObject({ kind: "done", message: "60 s have passed" });
  });

  it("meets its end to the moment, and lets itself be interrupted until then", async () => {
    const begun = performance.now();
    expect(await wait.verify(after(59_700), { seconds: 60 }, null)).toMatchObject({ kind: "done" });
    // A timer may fire up to a millisecond early.
    expect(performance.now() - begun).toBeGreaterThan(298);
    await expect(wait.verify(after(59_000, AbortSignal.abort()), { seconds: 60 }, null)).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is neither begun anew nor cut short when its hub is killed in the middle", { timeout: 90_000 }, async () => {
    const pair = await aPair(db);
    const { primary, standby } = furnish(pair);
    world.clusters.set(primary.id, primary).set(standby.id, standby);
    const plan = aPlan(pair, [{ name: "settle", use: "wait", with: { seconds: 6 } }]);
    const hub = (hubId: string) =>
      spawnHub({ url: db.url, hubId, agents, tuning: { leaseTtlMs: 1500, pollMs: 200, lookMs: 50, holdDownMs: 0 }, rules: [] });
    const first = await hub("one");
    const runId = await anApprovedRun(db, pair, plan, await savePlan(db, plan));
    const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 30_000, interval: 50 });
    await until(async () => expect((await theRun(db, runId)).steps[0]?.message).toBe("waiting for 6 s to pass"));
    await first.kill();
    const second = await hub("two");
    const run = await until(async () => {
      const found = await theRun(db, runId);
      expect(found.phase).toBe("Succeeded");
      return found;
    });
    await second.kill();
    const [started, verified] = ["started", "verified"].map((name) => run.journal.filter((line) => line.transition === name));
    expect([started?.length, verified?.length]).toEqual([1, 1]);
    expect(new Set(run.journal.map((line) => line.leaseEpoch)).size).toBe(2);
    expect(verified![0]!.at.getTime() - started![0]!.at.getTime()).toBeGreaterThanOrEqual(5990);
  });
});
