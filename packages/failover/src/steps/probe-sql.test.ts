import { PlanStep } from "@holdfast/contracts/plan-step";
import { ProbeSql } from "@holdfast/contracts/steps/probe-sql";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { type Stage, suiteHub } from "../../test/suite-hub";
import { bindStep } from "../catalogue";
import { stepContext } from "../step-context";

const db = suiteDatabase();
const hub = suiteHub(db);
const QUERY = "SELECT count(*) FROM ledger";

const step = (stage: Stage, more: object = {}, within = 60) => ({
  ...{ name: "rows", use: "probe.sql", timeoutSeconds: within },
  with: {
    ...{ cluster: stage.standby.name, service: "ledger", query: QUERY, comparison: ">=", threshold: 10, unit: "rows", intervalMs: 200 },
    ...more,
  },
});
const scene = async (answer: number | null | { trouble: string; isRefused?: true }) => {
  const stage = await hub.stage();
  stage.standby.sql = new Map([[QUERY, answer]]);
  return stage;
};
const says = (runId: string) => eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);

describe("probe.sql", () => {
  it("is done when the number has held several times in a row, and asks again until then", async () => {
    const stage = await scene(3);
    const runId = await stage.run([step(stage)]);
    await says(runId).toBe("waiting for >= 10 rows, 3 rows now");
    stage.standby.sql?.set(QUERY, null);
    await says(runId).toBe("waiting for a value of the query");
    stage.standby.sql?.set(QUERY, { trouble: "ledger does not answer: it is promoted" });
    await says(runId).toContain("it is promoted");
    stage.standby.sql?.set(QUERY, 12);
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe("12 rows >= 10 rows, 2 times in a row");
    expect(stage.effects()).toEqual([]);
  });

  /** What an evaluation finds of it. */
  const preflight = async (stage: Stage) => {
    const ctx = stepContext({
      ...{ db, now: () => new Date(), agents: hub.agents().agents, signal: new AbortController().signal },
      sites: [{ ...stage.pair.standby, role: "standby" }],
      decisions: async () => ({ decisions: [], subjectHash: "", requestedById: "" }),
    });
    const { findings } = await bindStep(PlanStep.parse(step(stage))).preflight(ctx);
    return findings.map(({ severity, code }) => `${severity} ${code}`);
  };

  it("is blocked before the day where its agent's owner named no such service, or PostgreSQL does not take the question", async () => {
    const stage = await scene(12);
    expect(await preflight(stage)).toEqual([]);
    stage.standby.sql?.set(QUERY, { trouble: 'relation "ledger" does not exist (42P01)', isRefused: true });
    expect(await preflight(stage)).toEqual(["blocking QueryRefused"]);
    stage.standby.sql = null;
    expect(await preflight(stage)).toEqual(["blocking ServiceNotNamed"]);
  });

  it("warns before the day where there is no row or no answer yet", async () => {
    const stage = await scene(null);
    expect(await preflight(stage)).toEqual(["warning ProbeUnreachable"]);
    stage.standby.sql?.set(QUERY, { trouble: "ledger does not answer: ECONNREFUSED" });
    expect(await preflight(stage)).toEqual(["warning ProbeUnreachable"]);
  });

  it("fails at once where its agent's owner named no such service", async () => {
    const stage = await scene(12);
    stage.standby.sql = null;
    expect((await hub.reaches(await stage.run([step(stage)]), "Paused")).phaseMessage).toContain("knows no service ledger");
  });

  it("fails at its timeout when the number does not hold", async () => {
    const stage = await scene(3);
    expect((await hub.reaches(await stage.run([step(stage, {}, 1)]), "Paused")).phaseMessage).toContain("3 rows now");
  });

  it("has nothing to undo", async () => {
    const stage = await scene(12);
    const run = await hub.reaches(await stage.run([step(stage), stepsOf(stage.pair).never({ onFailure: "undo" })]), "Undone");
    expect(run.steps[0]?.state).toBe("Done");
  });

  it.each(["COPY ledger TO PROGRAM 'sh'", "SET transaction_read_only = off", "DROP TABLE ledger", "SELECT 1;", "selection"])(
    "takes no statement but one that reads: %s",
    (query) => {
      const given = { cluster: "dr", service: "ledger", query, comparison: ">", threshold: 0 };
      expect(ProbeSql.safeParse(given).error?.issues[0]?.path).toEqual(["query"]);
    },
  );
});
