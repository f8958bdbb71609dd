import type { PostgresStatus } from "@holdfast/contracts/queries/postgres-read-role";
import { aFieldsObject, type FakeFields, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { anApprovedRun, decideStep, type RequestMore, type StepText } from "../../test/approved-run";
import { eventually } from "../../test/eventually";
import { stepsOf } from "../../test/steps-of";
import { type Stage, suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
const hub = suiteHub(db);

const ledger = { name: "ledger", kind: "cloudnativepg", rpoSeconds: 5, with: { namespace: "bank", name: "core" } };
const pods = '{namespace="bank",pod=~"core-dr-[0-9]+"}';
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

/** A run of a plan with one data store. `lag` is what was measured a moment ago, or a loss ago; null: nobody has looked. */
async function aRun(stage: Stage, steps: readonly StepText[], lag: number | null, more: RequestMore & { at?: Date } = {}) {
  const store = { ...ledger, with: { ...ledger.with, nameAt: { [stage.standby.name]: "core-dr" } } };
  const plan = stage.plan(steps, { dataStores: [store] });
  const saved = await stage.save(plan);
  const says = async (seconds: number, at = new Date()) => {
    const key = { planId: saved.planId, name: "ledger" };
    const of = {
      standbyId: stage.standby.id,
      state: "replicating",
      lagSeconds: seconds,
      durableAt: new Date(at.getTime() - seconds * 1000),
    };
    const found = { ...of, checkedAt: at, measuredAt: at, verdict: seconds > 5 ? "over" : "within", verdictSince: at };
    await db.prisma.storeSample.create({ data: { ...key, ...of, at } });
    await db.prisma.storeState.upsert({ where: { planId_name: key }, create: { ...key, ...found }, update: found });
  };
  if (lag !== null) await says(lag, more.at);
  const runId = await anApprovedRun(db, stage.pair, plan, saved, { mode: "graceful", ...more });
  return { runId, says };
}

const lossesOf = (runId: string) => db.prisma.runStoreLoss.findMany({ where: { runId } });
const guardOf = (run: { guards: unknown }) =>
  (run.guards as { name: string; isMet: boolean; message: string }[]).find((guard) => guard.name === "loss-within-rpo");

describe("a run of a plan with data stores", () => {
  it("waits to start while what may be lost is beyond the RPO, or nobody knows, and starts when it is within", async () => {
    const stage = await hub.stage();
    const { runId, says } = await aRun(stage, [stepsOf(stage.pair).scale(10)], null);
    const words = () => eventually(async () => (await hub.reaches(runId, "Approved")).phaseMessage);
    await words().toBe("waiting to start: not within their RPO: ledger (it was not measured yet)");
    await says(7.25);
    await words().toBe("waiting to start: not within their RPO: ledger (it lags 7.3 s, more than the RPO of 5 s)");
    expect(stage.effects()).toEqual([]);
    await says(1);
    expect(guardOf(await hub.reaches(runId, "Succeeded"))).toMatchObject({ isMet: true, message: "every data store is within its RPO" });
  });

  it("starts beyond the RPO when the loss was accepted by name, and says by whom", async () => {
    const stage = await hub.stage();
    const { runId } = await aRun(stage, [stepsOf(stage.pair).scale(10)], 60, { acceptLoss: ["ledger"] });
    const run = await hub.reaches(runId, "Succeeded");
    expect(guardOf(run)).toMatchObject({ isMet: true, message: expect.stringContaining("accepted by Ana: ledger (it lags 60 s") });
    expect(await lossesOf(runId)).toMatchObject([{ store: "ledger", isAccepted: true }]);
  });

  it("asks again before each order while the primary takes part, and sends none beyond the RPO", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const { runId, says } = await aRun(
      stage,
      [step.scale(10), step.ask({ with: { expiresAfterSeconds: 600 } }), step.istio(100, { timeoutSeconds: 2 })],
      1,
    );
    await hub.reachesStep(runId, 1, "AwaitingApproval");
    await says(90);
    await decideStep(db, runId, "ask", "cyd");
    const run = await hub.reaches(runId, "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "loss-within-rpo" });
    expect(stage.effects().map(({ object }) => object)).toEqual(["bank/core"]);
  });

  it("whose primary was lost is only asked at the start: what is missing then does not grow", async () => {
    const stage = await hub.stage();
    Object.assign(stage.primary, { lastHeartbeatAt: ago(20) });
    stage.primary.faults.isConnected = false;
    const { runId } = await aRun(stage, [stepsOf(stage.pair).scale(10)], 0.5, { mode: "ungraceful", at: ago(22) });
    await hub.reaches(runId, "Succeeded");
    const [loss] = await lossesOf(runId);
    expect(loss).toMatchObject({ basis: "durablePoint", rpoSeconds: 5, isAccepted: false, writtenUntil: stage.primary.lastHeartbeatAt });
    expect(loss?.lossSeconds).toBeCloseTo(2.5, 0);
    expect(loss?.message).toMatch(/^At most 2\.[4-6] s of writes of \S+ were lost\.$/);
  });

  it("says that the loss is not known when nothing stopped the primary's writes, whatever the lag was", async () => {
    const stage = await hub.stage();
    const { runId } = await aRun(stage, [stepsOf(stage.pair).scale(10)], 0);
    await hub.reaches(runId, "Succeeded");
    expect(await lossesOf(runId)).toMatchObject([
      { basis: "unmeasured", lossSeconds: null, message: expect.stringContaining("no step of this run stopped") },
    ]);
  });

  it("that was taken back has lost nothing, and says nothing of a loss", async () => {
    const stage = await hub.stage();
    const step = stepsOf(stage.pair);
    const { runId } = await aRun(stage, [step.scale(10), step.never({ onFailure: "undo" })], 0);
    await hub.reaches(runId, "Undone");
    expect(await lossesOf(runId)).toEqual([]);
  });
});

const status = (self: string, more: Partial<PostgresStatus>): PostgresStatus => ({
  ...{ phase: "Cluster in healthy state", readyInstances: 3, self, externalClusters: ["core", "core-dr"] },
  ...{ isWritable: false, isStopped: false, demotionToken: "", lastPromotionToken: "" },
  ...more,
});

/** A switchover of PostgreSQL, with what each operator would do. */
async function aSwitchover(lastLag: number | null) {
  const stage = await hub.stage();
  const role = { primary: "core", promotionToken: null };
  const source = aFieldsObject(role, status("core", { isWritable: true }));
  const target = aFieldsObject(role, status("core-dr", {}));
  const of = (object: FakeFields, more: Partial<PostgresStatus>) => {
    object.status = { ...(object.status as PostgresStatus), ...more };
  };
  source.follow = (self) => {
    of(self, { isWritable: false, demotionToken: "t1" });
    if (lastLag === null) return;
    stage.standby.metrics.set(`min(cnpg_pg_replication_in_recovery${pods})`, [1]);
    stage.standby.metrics.set(`max(cnpg_pg_replication_is_wal_receiver_up${pods})`, [1]);
    stage.standby.metrics.set(`min(cnpg_pg_replication_lag${pods})`, [lastLag]);
  };
  target.follow = ({ values }) => of(target, { isWritable: true, lastPromotionToken: String(values.promotionToken ?? "") });
  const at = (name: string) => ({ namespace: "bank", name });
  stage.primary.objects.set(fieldsKey("postgres.set-primary", at("core")), source);
  stage.standby.objects.set(fieldsKey("postgres.set-primary", at("core-dr")), target);
  const demote = { name: "demote", use: "postgres.demote", with: { cluster: stage.primary.name, ...at("core"), to: "core-dr" } };
  const promote = (acceptDataLoss: boolean) => ({
    name: "promote",
    use: "postgres.promote",
    with: { cluster: stage.standby.name, ...at("core-dr"), source: { cluster: stage.primary.name, ...at("core") }, acceptDataLoss },
  });
  return { stage, demote, promote };
}

describe("a run that moves a data store", () => {
  it("measures it once more right before the promotion: nothing is lost when nothing was missing by then", async () => {
    const { stage, demote, promote } = await aSwitchover(0);
    const { runId } = await aRun(stage, [demote, promote(true)], 3);
    await hub.reaches(runId, "Succeeded");
    const [loss] = await lossesOf(runId);
    expect(loss).toMatchObject({ basis: "finalLag", lossSeconds: 0, message: expect.stringContaining("Nothing was lost") });
    const sample = await db.prisma.storeSample.findFirst({ where: { standbyId: stage.standby.id }, orderBy: { at: "desc" } });
    expect(sample?.at.getTime()).toBeGreaterThanOrEqual(loss?.writtenUntil?.getTime() ?? Number.POSITIVE_INFINITY);
  });

  it("goes on when that look fails, and says that the loss is not known", async () => {
    const { stage, demote, promote } = await aSwitchover(null);
    const { runId } = await aRun(stage, [demote, promote(true)], 0);
    await hub.reaches(runId, "Succeeded");
    expect(await lossesOf(runId)).toMatchObject([{ basis: "unmeasured", lossSeconds: null }]);
  });

  it("does not hold the steps after the demotion to a lag that no longer means anything", async () => {
    const { stage, demote, promote } = await aSwitchover(null);
    const { runId, says } = await aRun(stage, [demote, stepsOf(stage.pair).ask({ with: { expiresAfterSeconds: 600 } }), promote(false)], 1);
    await hub.reachesStep(runId, 1, "AwaitingApproval");
    await says(300);
    await decideStep(db, runId, "ask", "cyd");
    await hub.reaches(runId, "Succeeded");
    expect(await lossesOf(runId)).toMatchObject([{ basis: "token", lossSeconds: 0 }]);
  });
});
