import { PlanStep } from "@holdfast/contracts/plan-step";
import type { PostgresStatus } from "@holdfast/contracts/queries/postgres-read-role";
import { PostgresPromote } from "@holdfast/contracts/steps/postgres-promote";
import { aFieldsObject, type FakeFields, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { type Stage, suiteHub } from "../../test/suite-hub";
import { bindStep } from "../catalogue";
import { stepContext } from "../step-context";

const db = suiteDatabase();
const hub = suiteHub(db);

const status = (self: string, more: Partial<PostgresStatus>): PostgresStatus => ({
  ...{ phase: "Cluster in healthy state", readyInstances: 3, self, externalClusters: ["core", "core-dr"] },
  ...{ isWritable: false, isStopped: false, demotionToken: "", lastPromotionToken: "" },
  ...more,
});
const of = (object: FakeFields, more: Partial<PostgresStatus>) => {
  object.status = { ...(object.status as PostgresStatus), ...more };
};

/** Two sites: at the primary a Cluster that takes the writes, at the standby one that follows it. Each does what its operator would. */
const scene = async (acceptDataLoss = false) => {
  const stage = await hub.stage();
  const role = { primary: "core", promotionToken: null };
  const source = aFieldsObject(role, status("core", { isWritable: true }));
  const target = aFieldsObject(role, status("core-dr", {}));
  source.follow = (self) => of(self, { isWritable: false, demotionToken: "t1" });
  target.follow = ({ values }) => of(target, { isWritable: true, lastPromotionToken: String(values.promotionToken ?? "") });
  const at = (name: string) => ({ namespace: "bank", name });
  stage.primary.objects.set(fieldsKey("postgres.set-primary", at("core")), source);
  stage.standby.objects.set(fieldsKey("postgres.set-primary", at("core-dr")), target);
  const demote = { name: "demote", use: "postgres.demote", with: { cluster: stage.primary.name, ...at("core"), to: "core-dr" } };
  const promote = {
    name: "promote",
    use: "postgres.promote",
    with: { cluster: stage.standby.name, ...at("core-dr"), source: { cluster: stage.primary.name, ...at("core") }, acceptDataLoss },
  };
  return { stage, source, target, demote, promote };
};
const never = (stage: Stage) => ({
  ...{ name: "never", use: "probe.http", timeoutSeconds: 1, onFailure: "undo" },
  with: { cluster: stage.standby.name, url: "http://nowhere.bank/", consecutive: 1, timeoutMs: 50 },
});
const reasonOf = (run: Awaited<ReturnType<typeof hub.reaches>>) => run.journal.find((line) => line.transition === "failed")?.detail;

describe("postgres.promote", () => {
  it("after a demotion hands the token over in one write: at no moment do two sites take writes", async () => {
    const { stage, source, target, demote, promote } = await scene();
    const run = await hub.reaches(await stage.run([demote, promote]), "Succeeded");
    expect(run.steps[1]?.message).toBe("it takes the writes");
    expect(source.values).toEqual({ primary: "core-dr", promotionToken: null });
    expect(target.values).toEqual({ primary: "core-dr", promotionToken: "t1" });
    expect(stage.effects().map(({ value }) => JSON.parse(value))).toEqual([
      { primary: "core-dr", promotionToken: null },
      { primary: "core-dr", promotionToken: "t1" },
    ]);
  });

  it("is done when the operator has verified the very token, not when it says that it takes writes", async () => {
    const { stage, target, demote, promote } = await scene();
    target.follow = (self) => of(self, { isWritable: true, lastPromotionToken: "of another switchover", phase: "Promoting" });
    const runId = await stage.run([demote, promote]);
    await eventually(async () => (await hub.reachesStep(runId, 1, "Pending", "Preflight", "Running", "Verifying")).steps[1]?.message).toBe(
      "waiting for it to take the writes, now: Promoting",
    );
    of(target, { lastPromotionToken: "t1" });
    await hub.reaches(runId, "Succeeded");
  });

  it("is rehearsed with the demotion before it, whose token is not there yet: nothing is in the way, and nothing is changed", async () => {
    const { stage, source, demote, promote } = await scene();
    const plan = stage.plan([demote, promote]);
    const rehearsal = { kind: "rehearsal", approvers: [] } as const;
    const runId = await anApprovedRun(db, stage.pair, plan, await stage.save(plan), rehearsal);
    const run = await hub.reaches(runId, "Succeeded", "Failed");
    expect(run.steps.map(({ state, message }) => [state, message])).toEqual([
      ["Done", "would change postgres.set-primary bank/core"],
      ["Done", "would change postgres.set-primary bank/core-dr"],
    ]);
    expect(source.values).toEqual({ primary: "core", promotionToken: null });
    expect(stage.effects()).toEqual([]);
  });

  it("is rehearsed with a word of warning where no step before it ends the writes of the source", async () => {
    const { stage, demote, promote } = await scene();
    const after = { ...demote, name: "too-late" };
    const plan = stage.plan([{ ...demote, with: { ...demote.with, name: "cards" } }, promote, after]);
    stage.primary.objects.set(
      fieldsKey("postgres.set-primary", { namespace: "bank", name: "cards" }),
      aFieldsObject({ primary: "core", promotionToken: null }, status("core", { isWritable: true })),
    );
    const rehearsal = { kind: "rehearsal", approvers: [] } as const;
    const run = await hub.reaches(await anApprovedRun(db, stage.pair, plan, await stage.save(plan), rehearsal), "Succeeded", "Failed");
    expect(run.steps[1]?.message).toContain(`Cluster bank/core at ${stage.primary.name} takes writes now`);
  });

  it.each([false, true])("is refused while the source takes writes, a loss accepted or not (%s)", async (acceptDataLoss) => {
    const { stage, promote } = await scene(acceptDataLoss);
    expect(reasonOf(await hub.reaches(await stage.run([promote]), "Paused"))).toMatchObject({ reason: "SourceStillWrites" });
    expect(stage.effects()).toEqual([]);
  });

  it("is refused without a token, and goes on without one only when the plan accepts the loss", async () => {
    const careful = await scene();
    of(careful.source, { isWritable: true, isStopped: true });
    expect(reasonOf(await hub.reaches(await careful.stage.run([careful.promote]), "Paused"))).toMatchObject({
      reason: "DemotionTokenAbsent",
    });
    expect(careful.stage.effects()).toEqual([]);

    const bold = await scene(true);
    of(bold.source, { isWritable: true, isStopped: true });
    await hub.reaches(await bold.stage.run([bold.promote]), "Succeeded");
    expect(bold.target.values).toEqual({ primary: "core-dr", promotionToken: null });
  });

  it.each<[string, object, Partial<PostgresStatus>]>([
    ["has reported no instance", { primary: "core-dr" }, { isWritable: null }],
    ["lacks its first instance for now, and is to take the writes", { primary: "core" }, { isWritable: false }],
  ])("is refused when the source %s, a token of an earlier demotion or not", async (_, values, more) => {
    const { stage, source, promote } = await scene();
    Object.assign(source, { values: { ...values, promotionToken: null } });
    of(source, { demotionToken: "t0", ...more });
    expect(reasonOf(await hub.reaches(await stage.run([promote]), "Paused"))).toMatchObject({ reason: "SourceUnseen" });
    expect(stage.effects()).toEqual([]);
  });

  it("waits for a source whose agent is away, unless the plan accepts the loss", async () => {
    const careful = await scene();
    careful.stage.primary.faults.isConnected = false;
    const run = await hub.reaches(await careful.stage.run([{ ...careful.promote, timeoutSeconds: 1 }]), "Paused");
    expect(reasonOf(run)).toMatchObject({ reason: "AgentUnreachable" });
    expect(careful.stage.effects()).toEqual([]);

    const bold = await scene(true);
    bold.stage.primary.faults.isConnected = false;
    await hub.reaches(await bold.stage.run([bold.promote]), "Succeeded");
    expect(bold.target.values).toEqual({ primary: "core-dr", promotionToken: null });
  });

  it("sends nothing when it takes the writes already", async () => {
    const { stage, target, promote } = await scene();
    Object.assign(target, { values: { primary: "core-dr", promotionToken: "t0" } });
    of(target, { isWritable: true, lastPromotionToken: "t0" });
    const run = await hub.reaches(await stage.run([promote]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ message: "already so: it takes the writes", commandId: null });
  });

  it("has no way back: the run stops for a person, and the demotion before it is left as it is", async () => {
    const { stage, source, demote, promote } = await scene();
    await hub.reaches(await stage.run([demote, promote, never(stage)]), "NeedsOperator");
    expect(source.values).toEqual({ primary: "core-dr", promotionToken: null });
  });

  it("that fails before it was sent lets the demotion be undone: the old site takes the writes again", async () => {
    const { stage, source, target, demote, promote } = await scene();
    of(target, { readyInstances: 0 });
    source.follow = (self) =>
      of(self, self.values.primary === "core" ? { isWritable: true, demotionToken: "" } : { isWritable: false, demotionToken: "t1" });
    await hub.reaches(await stage.run([demote, { ...promote, onFailure: "undo" }]), "Undone");
    expect(source.values).toEqual({ primary: "core", promotionToken: null });
  });

  it("is no obstacle to a plan that demotes the source first: an evaluation only says that it has to", async () => {
    const { stage, promote } = await scene();
    const ctx = stepContext({
      ...{ db, now: () => new Date(), agents: hub.agents().agents, signal: new AbortController().signal },
      sites: [
        { ...stage.pair.primary, role: "primary" },
        { ...stage.pair.standby, role: "standby" },
      ],
      decisions: async () => ({ decisions: [], subjectHash: "", requestedById: "" }),
    });
    const { findings, gate } = await bindStep(PlanStep.parse(promote)).preflight(ctx);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["info SourceToDemote"]);
    expect(gate).toEqual({ isMet: true });
  });

  it("takes a source at the other site only", () => {
    const parsed = PostgresPromote.safeParse({
      ...{ cluster: "dr", namespace: "bank", name: "core-dr" },
      source: { cluster: "dr", namespace: "bank", name: "core" },
    });
    expect(parsed.error?.issues[0]).toMatchObject({ path: ["source", "cluster"], message: "must be the other site" });
  });
});
