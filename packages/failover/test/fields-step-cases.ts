import type { Json, JsonObject } from "@holdfast/contracts/json";
import { PlanStep, type StepName } from "@holdfast/contracts/plan-step";
import type { Database } from "@holdfast/db/database";
import { aFieldsObject, type FakeFields, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import type { FakeCluster } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { bindStep } from "../src/catalogue";
import { stepContext } from "../src/step-context";
import type { StepText } from "./approved-run";
import { eventually } from "./eventually";
import { stepsOf } from "./steps-of";
import { type Stage, type SuiteHub, suiteHub } from "./suite-hub";

/** One step that sets declared fields, as its test describes it. */
export interface FieldsStepCase {
  readonly use: StepName;
  /** The command's name where it is not the step's. */
  readonly command?: string;
  readonly parameters: object | ((stage: Stage) => object);
  /** What else is there before the step. */
  prepare?(stage: Stage): void;
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** The status before, while the effect is awaited, and once it is there. */
  readonly status: { readonly before: Json; readonly pending: Json | null; readonly settled: Json };
  /** What the step says while it waits for the effect, and when it is done. */
  readonly says: { readonly pending: string; readonly done: string };
  /** The fields as somebody else may set them; null where there is no third state beside before and after. */
  readonly strange: JsonObject | null;
  readonly isIrreversible?: boolean;
  /** The object is on a cluster that is neither of the two sites, where its operator runs; else it is at the standby. */
  readonly isElsewhere?: boolean;
  /** The object is of the whole cluster. */
  readonly isClusterWide?: boolean;
  /** What the preflight finds on a stage with nothing but the object on it; nothing where it is left out. */
  readonly findings?: readonly string[];
}

/** A stage with the case's object at one of its clusters. */
export interface FieldsScene {
  readonly stage: Stage;
  readonly at: FakeCluster;
  readonly object: FakeFields;
  readonly key: string;
  step(more?: Partial<StepText>): StepText;
}

const NAME = { namespace: "bank", name: "core" };

interface Cases {
  readonly each: FieldsStepCase;
  readonly db: Database;
  readonly hub: SuiteHub;
  scene(): Promise<FieldsScene>;
}

const never = (stage: Stage) => stepsOf(stage.pair).never({ onFailure: "undo" });

function describeEffect({ each: { to, status, says }, hub, scene }: Cases): void {
  it("is done when its effect is seen, not when the order was carried out", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => {
      self.isObserved = false;
    };
    const runId = await stage.run([step()]);
    const saysNow = () => eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);
    await saysNow().toBe("waiting for the controller to look at it");
    expect(object.values).toEqual(to);
    object.isObserved = true;
    if (status.pending !== null) {
      object.status = status.pending;
      await saysNow().toBe(`waiting for ${says.pending}`);
    }
    object.status = status.settled;
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe(says.done);
  });

  it("sends nothing when it is already so", async () => {
    const { stage, object, step } = await scene();
    Object.assign(object, { values: to, status: status.settled });
    const run = await hub.reaches(await stage.run([step()]), "Succeeded");
    expect(run.steps[0]).toMatchObject({ state: "Done", message: `already so: ${says.done}`, commandId: null });
    expect(stage.effects()).toEqual([]);
  });
}

function describeRefusals({ each, hub, scene }: Cases): void {
  const command = each.command ?? each.use;
  it.each<[string, (scene: FieldsScene) => void, string]>([
    ["the kind is not served", ({ at }) => at.absentKinds.add(command), "KindAbsent"],
    ["the object is not there", ({ at, key }) => at.objects.delete(key), "ObjectAbsent"],
    ["the agent lacks the right", ({ at }) => at.missingAccess.add(command), "AccessMissing"],
  ])("is refused before anything is sent when %s", async (_, prepare, reason) => {
    const all = await scene();
    prepare(all);
    const run = await hub.reaches(await all.stage.run([all.step()]), "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", commandId: null });
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason });
    expect(all.stage.effects()).toEqual([]);
  });
}

/** The findings of the step's preflight, as an evaluation has them. */
async function findingsOf({ db, hub }: Cases, { stage, at, step }: FieldsScene): Promise<string[]> {
  const ctx = stepContext({
    ...{ db, now: () => new Date(), agents: hub.agents().agents, signal: new AbortController().signal },
    sites: [
      { ...stage.pair.primary, role: "primary" },
      { ...stage.pair.standby, role: "standby" },
      ...(at === stage.standby ? [] : [{ ...at, role: "other" as const }]),
    ],
    decisions: async () => ({ decisions: [], subjectHash: "", requestedById: "" }),
  });
  const { findings } = await bindStep(PlanStep.parse(step())).preflight(ctx);
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

function describeFindings(cases: Cases): void {
  it("finds nothing about an object that is ready, and warns of whoever would set its fields back", async () => {
    const all = await cases.scene();
    const own = cases.each.findings ?? [];
    expect(await findingsOf(cases, all)).toEqual(own);
    Object.assign(all.object, { gitOpsOwner: "argocd/bank", controller: "ScaledObject core" });
    expect(await findingsOf(cases, all)).toEqual(["warning RevertedByGitOps", "warning RevertedByController", ...own]);
  });
}

function describeStrangers({ hub, scene }: Cases, strange: JsonObject): void {
  it("fails closed when somebody changes the fields between the check and the order", async () => {
    const { stage, at, object, step } = await scene();
    at.faults.executeAfterMs = 300;
    const runId = await stage.run([step()]);
    await hub.reachesStep(runId, 0, "Verifying");
    object.values = strange;
    const run = await hub.reaches(runId, "Paused");
    expect(run.steps[0]).toMatchObject({ state: "Failed", message: "the agent refused: the fields are not what the sender saw" });
    expect(object.values).toEqual(strange);
  });

  it("stops when somebody changes the fields after the order", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => {
      self.values = strange;
    };
    expect((await hub.reaches(await stage.run([step()]), "Paused")).phaseMessage).toContain("set: somebody set ");
  });
}

function describeWayBack({ each: { from, to, strange, isIrreversible }, hub, scene }: Cases): void {
  if (isIrreversible) {
    it("has no way back: the run stops for a person", async () => {
      const { stage, object, step } = await scene();
      const run = await hub.reaches(await stage.run([step(), never(stage)]), "NeedsOperator");
      expect(run.steps[0]).toMatchObject({ isIrreversible: true });
      expect(object.values).toEqual(to);
    });
    return;
  }
  it("is undone to the fields that it found", async () => {
    const { stage, object, step } = await scene();
    const run = await hub.reaches(await stage.run([step(), never(stage)]), "Undone");
    expect(run.steps[0]).toMatchObject({ state: "Undone" });
    expect(object.values).toEqual(from);
  });

  if (strange !== null)
    it("is not undone when somebody changed the fields since", async () => {
      const { stage, object, step } = await scene();
      const runId = await stage.run([step(), never(stage)]);
      await hub.reachesStep(runId, 1, "Verifying");
      object.values = strange;
      expect((await hub.reaches(runId, "NeedsOperator")).phaseMessage).toContain("set could not be undone: somebody set ");
      expect(object.values).toEqual(strange);
    });
}

/** Holds one step that sets declared fields to what all of them promise. Returns what further cases of the step work with. */
export function describeFieldsStep(each: FieldsStepCase): Omit<Cases, "each"> & { findings(all: FieldsScene): Promise<string[]> } {
  const { from, status } = each;
  const db = suiteDatabase();
  const hub = suiteHub(db);
  const scene = async (): Promise<FieldsScene> => {
    const stage = await hub.stage();
    each.prepare?.(stage);
    const parameters = typeof each.parameters === "function" ? each.parameters(stage) : each.parameters;
    const target = each.isClusterWide ? { name: NAME.name } : NAME;
    const key = fieldsKey(each.command ?? each.use, target);
    const object = aFieldsObject(from, status.before);
    object.follow = (self) => {
      self.status = JSON.stringify(self.values) === JSON.stringify(from) ? status.before : status.settled;
    };
    const at = each.isElsewhere ? await stage.elsewhere() : stage.standby;
    at.objects.set(key, object);
    const cluster = at.name;
    const step = (more: Partial<StepText> = {}) => ({
      name: "set",
      use: each.use,
      with: { cluster, ...target, ...parameters },
      ...more,
    });
    return { stage, at, object, key, step };
  };
  const cases = { each, db, hub, scene };
  describe(`${each.use}, as every step that sets declared fields,`, () => {
    describeEffect(cases);
    describeRefusals(cases);
    describeFindings(cases);
    if (each.strange !== null) describeStrangers(cases, each.strange);
    describeWayBack(cases);
  });
  return { db, hub, scene, findings: (all) => findingsOf(cases, all) };
}
