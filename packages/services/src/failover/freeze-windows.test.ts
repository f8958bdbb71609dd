import type { FreezeTimes } from "@holdfast/contracts/freeze-window";
import { aPlan } from "@holdfast/testkit/a-plan";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFreezeWindow } from "./create-freeze-window";
import { editFreezeWindow } from "./edit-freeze-window";
import { getFailoverLimits } from "./get-failover-limits";
import { listFreezeWindows } from "./list-freeze-windows";
import { removeFreezeWindow } from "./remove-freeze-window";
import { setFailoverLimits } from "./set-failover-limits";

const db = suiteDatabase();
const of = (environment: string) => ({ matchLabels: { "holdfast.dev/environment": environment } });
let [ada, olga, paul, vera] = [] as unknown as [Person, Person, Person, Person];
beforeAll(async () => {
  for (const name of ["prod", "prod-two"]) await aCluster(db, name, { environment: "production" });
  await aCluster(db, "dr", { environment: "dr" });
  await aPlan(db, { name: "bank", group: "bank", primary: "prod", standby: "prod-two" });
  await aPlan(db, { name: "cards", group: "cards", primary: "prod", standby: "dr" });
  [ada, olga, paul, vera] = [
    await aPerson(db, "ada", ["admin"]),
    await aPerson(db, "olga", ["operator"]),
    await aPerson(db, "paul", ["operator"], of("production")),
    await aPerson(db, "vera", ["viewer"]),
  ];
});
beforeEach(() => db.prisma.freezeWindow.deleteMany());

const hours = (n: number) => new Date(Date.now() + n * 3_600_000);
const now: FreezeTimes = { repeats: "once", startsAt: hours(-1), endsAt: hours(1) };
const friday: FreezeTimes = { repeats: "weekly", weekdays: [5], at: "18:00", zone: "Asia/Shanghai", durationMinutes: 60 };
const freeze = (groups: string[] = [], times: FreezeTimes = now) => ({ name: "peak", reason: "Singles' Day", groups, times });
const list = async (who: Person) => (await listFreezeWindows(who.as(), { cursor: null, limit: 50 })).rows;
const lastOf = async (action: string) => (await auditOf(db, action)).at(-1);

describe("a freeze", () => {
  it("is said, read back with when it holds, changed and taken away, each on record", async () => {
    const { id, version } = await createFreezeWindow(olga.as(), freeze());
    expect(await list(vera)).toMatchObject([
      { id, name: "peak", holdsUntil: now.endsAt, nextAt: null, mayManage: false, madeByName: "olga" },
    ]);
    expect(await lastOf("freeze-window.create")).toMatchObject({ outcome: "succeeded", after: { reason: "Singles' Day", groups: [] } });
    const second = await editFreezeWindow(olga.as(), { ...freeze(["bank"], friday), id, version });
    expect(await list(olga)).toMatchObject([{ groups: ["bank"], times: friday, nextAt: expect.any(Date), mayManage: true, version: 2 }]);
    expect(await lastOf("freeze-window.edit")).toMatchObject({ before: { groups: [] }, after: { groups: ["bank"], times: friday } });
    await expect(removeFreezeWindow(olga.as(), { id, version })).rejects.toMatchObject({ code: "VersionConflict" });
    await removeFreezeWindow(olga.as(), second);
    expect(await list(olga)).toEqual([]);
    expect(await lastOf("freeze-window.remove")).toMatchObject({ outcome: "succeeded", before: { groups: ["bank"] } });
  });

  it("of all groups takes a right on the whole fleet, one of groups that on all of their sites", async () => {
    await expect(createFreezeWindow(vera.as(), freeze())).rejects.toMatchObject({ code: "Forbidden" });
    await expect(createFreezeWindow(paul.as(), freeze())).rejects.toMatchObject({ code: "Forbidden" });
    await createFreezeWindow(paul.as(), freeze(["bank"]));
    expect((await auditOf(db, "freeze-window.create")).slice(-3).map((each) => [each.actor.name, each.outcome])).toEqual([
      ["vera", "refused"],
      ["paul", "refused"],
      ["paul", "succeeded"],
    ]);
  });

  it("of a group that somebody does not see does not exist for them, to make, to read and to change", async () => {
    await expect(createFreezeWindow(paul.as(), freeze(["cards"]))).rejects.toMatchObject({ code: "InvalidInput" });
    expect(await lastOf("freeze-window.create")).toMatchObject({ outcome: "refused", actor: { name: "paul" } });
    const { id, version } = await createFreezeWindow(olga.as(), freeze(["cards", "bank"]));
    expect(await list(paul)).toEqual([]);
    await expect(removeFreezeWindow(paul.as(), { id, version })).rejects.toMatchObject({ code: "NotFound" });
    await expect(editFreezeWindow(paul.as(), { ...freeze(["bank"]), id, version })).rejects.toMatchObject({ code: "NotFound" });
    const all = await createFreezeWindow(olga.as(), freeze());
    await expect(editFreezeWindow(paul.as(), { ...freeze(["bank"]), ...all })).rejects.toMatchObject({ code: "Forbidden" });
    expect(await list(olga)).toHaveLength(2);
  });

  it("that would never hold is refused, and says so", async () => {
    const over: FreezeTimes = { repeats: "once", startsAt: hours(-2), endsAt: hours(-1) };
    await expect(createFreezeWindow(olga.as(), freeze([], over))).rejects.toMatchObject({ message: expect.stringContaining("over") });
    const never: FreezeTimes = { ...friday, repeats: "monthly", days: [31] };
    await createFreezeWindow(olga.as(), freeze([], never));
  });

  it("stands on one page once, however small the pages are", async () => {
    for (let i = 0; i < 5; i++) await createFreezeWindow(olga.as(), freeze());
    const seen: string[] = [];
    for (let cursor: string | null = null, first = true; first || cursor; first = false) {
      const page = await listFreezeWindows(olga.as(), { cursor, limit: 2 });
      expect(page.total).toBe(5);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});

describe("the limits", () => {
  it("are an admin's to set, once by whoever saw them, and each setting and refusal is on record", async () => {
    const { version } = await getFailoverLimits(vera.as());
    const limits = { minimumDelaySeconds: 120, groupsAtOnce: 3, approversNeedFactor: false };
    await expect(setFailoverLimits(olga.as(), { ...limits, version })).rejects.toMatchObject({ code: "Forbidden" });
    await setFailoverLimits(ada.as(), { ...limits, version });
    await expect(setFailoverLimits(ada.as(), { ...limits, version })).rejects.toMatchObject({ code: "VersionConflict" });
    expect(await getFailoverLimits(vera.as())).toMatchObject({ ...limits, version: version + 1, setByName: "ada", groupsMoving: 0 });
    expect((await auditOf(db, "failover-limits.set")).map((each) => each.outcome)).toEqual(["refused", "succeeded"]);
  });
});
