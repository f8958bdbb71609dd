import type { PostgresStatus } from "@holdfast/contracts/queries/postgres-read-role";
import { aFieldsObject, type FakeFields, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { suiteHub } from "../../test/suite-hub";

const db = suiteDatabase();
/** What happens once the checks of a step are written down and its order is not sent yet. */
let afterChecks = () => {};
beforeEach(() => {
  afterChecks = () => {};
});
const hub = suiteHub(db, {
  crashPoint: async (_, name) => {
    if (/^write:\d+\.\d+\.intended:after$/.test(name)) afterChecks();
  },
});

const of = (object: FakeFields, more: Partial<PostgresStatus>) => {
  object.status = { ...(object.status as PostgresStatus), ...more };
};
const status = (self: string): PostgresStatus => ({
  ...{ phase: "Cluster in healthy state", readyInstances: 3, self, externalClusters: ["core", "core-dr"] },
  ...{ isWritable: false, isStopped: false, demotionToken: "", lastPromotionToken: "" },
});

/** A source that has stopped without a token, and a promotion that accepts the loss. */
const scene = async () => {
  const stage = await hub.stage();
  const [source, target] = ["core", "core-dr"].map((self) => aFieldsObject({ primary: "core", promotionToken: null }, status(self)));
  if (source) source.values = { primary: "core-dr", promotionToken: null };
  if (!source || !target) throw new Error("two objects");
  target.follow = () => of(target, { isWritable: true });
  const at = (name: string) => ({ namespace: "bank", name });
  stage.primary.objects.set(fieldsKey("postgres.set-primary", at("core")), source);
  stage.standby.objects.set(fieldsKey("postgres.set-primary", at("core-dr")), target);
  const promote = {
    ...{ name: "promote", use: "postgres.promote", timeoutSeconds: 20 },
    with: { cluster: stage.standby.name, ...at("core-dr"), source: { cluster: stage.primary.name, ...at("core") }, acceptDataLoss: true },
  };
  return { stage, source, target, promote };
};
const guardOf = (run: { guards: unknown }) =>
  (run.guards as { name: string; isMet: boolean; message: string }[]).find(({ name }) => name === "source-fenced");

describe("a promotion", () => {
  it("says on its run what proves that the other site does not write", async () => {
    const { stage, promote } = await scene();
    const run = await hub.reaches(await stage.run([promote]), "Succeeded");
    expect(guardOf(run)).toMatchObject({ isMet: true, message: `Cluster bank/core at ${stage.primary.name} takes no writes` });
  });

  it("keeps that with its order, in journal and audit trail, when the next step's guards are asked", async () => {
    const { stage, promote } = await scene();
    const scale = {
      ...{ name: "scale", use: "workload.scale" },
      with: { cluster: stage.standby.name, namespace: "bank", name: "core", replicas: 9 },
    };
    const run = await hub.reaches(await stage.run([promote, scale]), "Succeeded");
    expect(guardOf(run)).toBeUndefined();
    const because = `Cluster bank/core at ${stage.primary.name} takes no writes`;
    const kept = { because, guards: [{ name: "source-fenced", isMet: true, isOverridden: false }] };
    const sent = run.journal.filter(({ transition }) => transition === "sent").map(({ detail }) => detail);
    expect(sent).toEqual([expect.objectContaining({ command: "postgres.set-primary", ...kept }), { command: "workload.scale" }]);
    const entries = await db.prisma.auditEntry.findMany({
      where: { targetId: run.id, action: "failover.step-sent" },
      orderBy: { seq: "asc" },
    });
    expect(entries[0]?.after).toMatchObject({ step: "promote", detail: kept });
  });

  it("is not sent when the other site began to write after its checks, and goes on once that has stopped", async () => {
    const { stage, source, promote } = await scene();
    afterChecks = () => of(source, { isWritable: true });
    const runId = await stage.run([promote]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Pending", "Preflight", "Running")).steps[0]?.message).toContain(
      `Cluster bank/core at ${stage.primary.name} still takes writes`,
    );
    expect(stage.effects()).toEqual([]);
    afterChecks = () => {};
    of(source, { isWritable: false });
    const run = await hub.reaches(runId, "Succeeded");
    expect(guardOf(run)).toMatchObject({ isMet: true });
  });

  it("is not sent while the other site's instance is not reported", async () => {
    const { stage, source, target, promote } = await scene();
    const careful = { ...promote, with: { ...promote.with, acceptDataLoss: false } };
    of(source, { demotionToken: "t1" });
    afterChecks = () => of(source, { isWritable: null });
    const runId = await stage.run([careful]);
    await eventually(async () => (await hub.reachesStep(runId, 0, "Pending", "Preflight", "Running")).steps[0]?.message).toContain(
      "nothing proves that the other site has stopped writing",
    );
    expect(stage.effects()).toEqual([]);
    afterChecks = () => {};
    of(source, { isWritable: false });
    target.follow = () => of(target, { isWritable: true, lastPromotionToken: "t1" });
    await hub.reaches(runId, "Succeeded");
  });

  it.each(["pause", "skip", "undo"])(
    "is never sent past a site that writes, not even by an override: the run stops for people (onFailure: %s)",
    async (onFailure) => {
      const { stage, source, promote } = await scene();
      afterChecks = () => of(source, { isWritable: true });
      const runId = await stage.run([{ ...promote, timeoutSeconds: 1, onFailure }]);
      await db.prisma.guardOverride.create({
        data: {
          ...{ id: runId, runId, guards: ["source-fenced"], reason: "customers wait", byId: "ben", byName: "Ben", at: new Date() },
          expiresAt: new Date(Date.now() + 600_000),
        },
      });
      const run = await hub.reaches(runId, "Paused");
      expect(run.phaseMessage).toContain("demote it, hibernate it, or fence all of its instances by CloudNativePG");
      expect(run.steps[0]?.state).toBe("Running");
      expect(guardOf(run)).toMatchObject({ isMet: false });
      expect(stage.effects()).toEqual([]);
    },
  );

  it("of a lost site goes by the loss that its step, as approved, accepts, and says so", async () => {
    const { stage, promote } = await scene();
    stage.primary.faults.isConnected = false;
    const run = await hub.reaches(await stage.run([promote]), "Succeeded");
    expect(guardOf(run)).toMatchObject({ isMet: true, message: expect.stringContaining("as it was approved accepts") });
  });

  it("asks it of no step that lets nobody take writes", async () => {
    const { stage } = await scene();
    const scale = {
      ...{ name: "scale", use: "workload.scale" },
      with: { cluster: stage.standby.name, namespace: "bank", name: "core", replicas: 9 },
    };
    expect(guardOf(await hub.reaches(await stage.run([scale]), "Succeeded"))).toBeUndefined();
  });
});
