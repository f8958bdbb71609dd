import type { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { policyAgents } from "@holdfast/testkit/policy-agents";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { advanceRollout, runningRollouts } from "./advance-rollout";
import { getRollout } from "./get-rollout";
import { getRolloutSwitch } from "./get-rollout-switch";
import { previewPolicy } from "./preview-policy";
import { pushPolicy } from "./push-policy";
import { releaseRollouts } from "./release-rollouts";
import { savePolicy } from "./save-policy";
import { stopRollouts } from "./stop-rollouts";

const db = suiteDatabase();
const world = policyAgents(db);
let [ada, olga, vera] = [] as unknown as [Person, Person, Person];
let policyId: PolicyId;
const yaml = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: stopped }
spec: { validations: [{ expression: "true" }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: stopped }
spec: { policyName: stopped, validationActions: [Deny] }
`;
const driver = () => ({ ctx: theSystem(db), live: world.live, measure: world.measure, hubId: "hub-1" });
async function turn() {
  for (const id of await runningRollouts(db)) await advanceRollout(driver(), id);
  await world.act();
}
const orders = () => db.prisma.command.count();

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  for (const name of ["a", "b", "c"]) await anAgent(settings, (await aCluster(db, name)).id);
  [ada, olga, vera] = [await aPerson(db, "ada", ["admin"]), await aPerson(db, "olga", ["operator"]), await aPerson(db, "vera", ["viewer"])];
  const strategy = { waves: [{ name: "all" }], maxConcurrent: 1 };
  policyId = (await savePolicy(olga.as(), SavePolicy.parse({ name: "stopped", yaml, placement: {}, strategy, basedOnVersion: 0 })))
    .id as PolicyId;
  await previewPolicy(olga.as(), world.live, { policyId, version: 1 });
  await world.judge();
});

describe("the kill switch of rollouts", () => {
  it("stops every wave at once: nothing is ordered any more, what was ordered is read back, and nothing is pushed", async () => {
    const rolloutId = (await pushPolicy(olga.as(), { policyId, version: 1 })).rolloutId as RolloutId;
    await advanceRollout(driver(), rolloutId);
    expect(await orders()).toBe(1);
    await stopRollouts(olga.as(), { reason: "it denies what it must not" });
    for (let i = 0; i < 4; i++) await turn();
    expect(await orders()).toBe(1);
    const stopped = await getRollout(vera.as(), rolloutId);
    expect(stopped).toMatchObject({ phase: "Running", currentWave: 0, waits: { kind: "switch" } });
    expect(stopped.targets.map(({ state }) => state)).toEqual(["applied", "pending", "pending"]);
    await expect(pushPolicy(olga.as(), { policyId, version: 1 })).rejects.toMatchObject({ code: "WrongPhase" });
    expect(await getRolloutSwitch(vera.as())).toMatchObject({
      stop: { byName: "olga" },
      active: 1,
      mayStop: { isMet: false },
      mayRelease: { isMet: false },
    });
  });

  it("is not passed by an order that is about to be written when it is engaged", async () => {
    const { version } = await getRolloutSwitch(ada.as());
    await releaseRollouts(ada.as(), { reason: "looked at it", version });
    const before = await orders();
    const live = {
      ask: async () => {
        throw new Error("not asked");
      },
    };
    // The switch is turned between the look at the rollout and the write of its next order.
    const late = driver();
    const [id] = await runningRollouts(db);
    const turned = new Proxy(db.prisma, {
      get(target, key) {
        const value = Reflect.get(target, key) as unknown;
        if (key !== "$transaction") return value;
        return async (...given: unknown[]) => {
          await stopRollouts(olga.as(), { reason: "now" }).catch(() => undefined);
          return (value as (...all: unknown[]) => Promise<unknown>).apply(target, given);
        };
      },
    });
    await advanceRollout({ ...late, live: live as never, ctx: theSystem({ ...db, prisma: turned }) }, id as string);
    expect(await orders()).toBe(before);
  });

  it("is turned by whoever may push anywhere, released by an admin who saw this stop, and all of it is on record", async () => {
    await expect(stopRollouts(vera.as(), { reason: "fun" })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(stopRollouts(ada.as(), { reason: "again" })).rejects.toMatchObject({ code: "WrongPhase" });
    const { version } = await getRolloutSwitch(ada.as());
    await expect(releaseRollouts(olga.as(), { reason: "go on", version })).rejects.toMatchObject({ code: "Forbidden" });
    await expect(releaseRollouts(ada.as(), { reason: "go on", version: version - 1 })).rejects.toMatchObject({ code: "VersionConflict" });
    await releaseRollouts(ada.as(), { reason: "go on", version });
    for (let i = 0; i < 6; i++) await turn();
    expect((await db.prisma.rollout.findFirst())?.phase).toBe("Succeeded");
    expect((await auditOf(db, "policy.release-rollouts")).map(({ outcome, actor }) => [actor.name, outcome])).toEqual([
      ["ada", "succeeded"],
      ["olga", "refused"],
      ["ada", "refused"],
      ["ada", "succeeded"],
    ]);
    expect((await auditOf(db, "policy.stop-rollouts")).map(({ outcome }) => outcome)).toEqual([
      "succeeded",
      "succeeded",
      "refused",
      "refused",
    ]);
    const event = await db.prisma.event.findFirst({ where: { type: "rollouts.switched" }, orderBy: { id: "desc" } });
    expect(event?.payload).toEqual({ isStopped: false, name: "ada", reason: "go on" });
  });
});
