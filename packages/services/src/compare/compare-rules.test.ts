import { CompareClusters } from "@holdfast/contracts/compare";
import { ListCompareRules, NewCompareRule } from "@holdfast/contracts/compare-rule";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { compareClusters } from "./compare-clusters";
import { createCompareRule } from "./create-compare-rule";
import { editCompareRule } from "./edit-compare-rule";
import { listCompareRules } from "./list-compare-rules";
import { previewCompareRule } from "./preview-compare-rule";
import { removeCompareRule } from "./remove-compare-rule";

const db = suiteDatabase();
type ACluster = Awaited<ReturnType<typeof aCluster>>;
let [prod, dr, other]: ACluster[] = [];
let olga: Person;
let vera: Person;
let pay: Person;

const id = (cluster: ACluster | undefined) => cluster?.id ?? "";
const records = (site: string) => [
  ...["api", "web"].map((name) =>
    anInventoryRecord({
      ...{ uid: `${site}-${name}`, name, namespace: "bank", resource: "deployments.apps", kind: "Deployment" },
      images: [`registry.example/${name}:${site === "prod" ? 2 : 1}`],
    }),
  ),
  ...(site === "prod"
    ? [anInventoryRecord({ uid: "batch", name: "batch", namespace: "pay", resource: "configmaps", kind: "ConfigMap" })]
    : []),
];

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  prod = await aCluster(db, "prod", { environment: "production", labels: { team: "pay" } });
  dr = await aCluster(db, "dr", { environment: "dr", labels: { team: "pay" } });
  other = await aCluster(db, "other", { environment: "test" });
  for (const cluster of [prod, dr, other]) {
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = records(cluster === prod ? "prod" : cluster === dr ? "dr" : "other");
    const delta = { type: "inventory.delta" as const, observedAt: new Date().toISOString(), upserts, deletes: [] };
    await applyReport(settings, cluster.id, { bootId, seq: 1, messages: [delta] });
  }
  olga = await aPerson(db, "olga", ["operator"]);
  vera = await aPerson(db, "vera", ["viewer"]);
  pay = await aPerson(db, "pay", ["operator"], { matchLabels: { team: "pay" } });
});
afterEach(() => db.prisma.compareRule.deleteMany());

const compared = (left = prod, right = dr, ctx = theSystem(db)) =>
  compareClusters(ctx, CompareClusters.parse({ left: id(left), right: id(right), withExpected: true }));
const pairOf = (a: ACluster | undefined, b: ACluster | undefined) => ({ scope: "clusters", clusterIds: [id(a), id(b)] });
const aRule = (part: object = {}) =>
  NewCompareRule.parse({
    ...{ pair: pairOf(prod, dr), kind: "Deployment", namespace: "bank", name: "api", field: "images" },
    ...{ reason: "the standby is a release behind", ...part },
  });
const tomorrow = () => new Date(Date.now() + 86_400_000);

describe("a difference that a rule allows", () => {
  it("counts apart, says which rule, whose and why, and is unexpected again when the rule is gone", async () => {
    const before = await compared();
    expect(before).toMatchObject({ byRules: 0, expected: 0, alike: 0, compared: 3, byGroup: { version: 2, missing: 1 } });
    const rule = await createCompareRule(olga.as(), aRule());
    const after = await compared();
    expect(after).toMatchObject({ byRules: 1, expected: 1, alike: 1, byGroup: { version: 1, missing: 1 }, allowedBy: { [rule.id]: 1 } });
    expect(after.rows.find(({ name }) => name === "api")).toMatchObject({
      mayDiffer: "rule",
      rule: { id: rule.id, reason: "the standby is a release behind", madeByName: "olga" },
    });
    expect(after.rows.find(({ name }) => name === "web")).toMatchObject({ mayDiffer: null, rule: null });
    await removeCompareRule(olga.as(), rule);
    expect(await compared()).toEqual(before);
  });

  it("is so whichever cluster stands on the left, and not in the comparison of another pair", async () => {
    await createCompareRule(olga.as(), aRule({ pair: pairOf(dr, prod) }));
    expect((await compared(dr, prod)).byRules).toBe(1);
    expect((await compared(prod, other)).byRules).toBe(0);
  });

  it("may be of all pairs of two environments, or of any pair; one that is missing as a whole too", async () => {
    const rule = await createCompareRule(
      olga.as(),
      aRule({ pair: { scope: "environments", environments: ["dr", "production"] }, name: "*" }),
    );
    expect([(await compared()).byRules, (await compared(prod, other)).byRules]).toEqual([2, 0]);
    await removeCompareRule(olga.as(), rule);
    await createCompareRule(olga.as(), aRule({ pair: { scope: "any" }, kind: null, namespace: "p*", name: "*", field: null }));
    expect((await compared(prod, other)).rows.find(({ name }) => name === "batch")).toMatchObject({ group: "missing", mayDiffer: "rule" });
  });

  it("is unexpected again from the instant at which the rule expires, and the rule is still listed", async () => {
    await createCompareRule(olga.as(), aRule({ expiresAt: tomorrow() }));
    expect((await compared()).byRules).toBe(1);
    const later = { ...theSystem(db), now: tomorrow };
    expect((await compared(prod, dr, later)).byRules).toBe(0);
    expect((await listCompareRules(later, ListCompareRules.parse({}))).rows).toMatchObject([{ isExpired: true }]);
  });
});

describe("a preview", () => {
  const preview = (part: object, exceptId?: string) => {
    const { reason: _, expiresAt: __, ...rule } = aRule(part);
    return previewCompareRule(vera.as(), { left: prod?.id as never, right: dr?.id as never, rule, ...(exceptId ? { exceptId } : {}) });
  };

  it("says what a rule would allow beyond what is allowed, and keeps nothing", async () => {
    expect(await preview({ name: "*" })).toMatchObject({ differences: 2, objects: 2, examples: [{ name: "api" }, { name: "web" }] });
    expect(await preview({ pair: pairOf(prod, other), name: "*" })).toMatchObject({ differences: 0 });
    const rule = await createCompareRule(olga.as(), aRule());
    expect(await preview({ name: "*" })).toMatchObject({ differences: 1, examples: [{ name: "web" }] });
    expect(await preview({ name: "*" }, rule.id)).toMatchObject({ differences: 2 });
    expect((await compared()).byRules).toBe(1);
  });

  it("refuses a field that is no path", async () => {
    await expect(preview({ field: "a..b" })).rejects.toMatchObject({ code: "InvalidInput", message: expect.stringContaining("field:") });
  });
});

describe("the rights about rules", () => {
  it("are an operator's on both clusters of a pair; a viewer is refused, and that is on record", async () => {
    await expect(createCompareRule(vera.as(), aRule())).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "compare-rule.create")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: vera.id } });
    await createCompareRule(pay.as(), aRule());
    await expect(createCompareRule(pay.as(), aRule({ pair: pairOf(prod, other) }))).rejects.toMatchObject({ code: "NotFound" });
  });

  it("of a rule that is for more than two clusters are an operator's of the whole fleet", async () => {
    for (const pair of [{ scope: "any" }, { scope: "environments", environments: ["production", "dr"] }]) {
      await expect(createCompareRule(pay.as(), aRule({ pair }))).rejects.toMatchObject({ code: "Forbidden" });
      expect((await auditOf(db, "compare-rule.create")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: pay.id } });
      const { id, version } = await createCompareRule(olga.as(), aRule({ pair }));
      await expect(removeCompareRule(pay.as(), { id, version })).rejects.toMatchObject({ code: "Forbidden" });
    }
    const narrow = await createCompareRule(pay.as(), aRule());
    await expect(editCompareRule(pay.as(), { ...narrow, ...aRule({ pair: { scope: "any" } }) })).rejects.toMatchObject({
      code: "Forbidden",
    });
    expect((await compared(prod, other)).rows.filter((row) => row.rule?.id === narrow.id)).toEqual([]);
  });

  it("hide the rules of clusters that one does not see: they are neither listed nor there to be removed", async () => {
    const hidden = await createCompareRule(olga.as(), aRule({ pair: pairOf(prod, other) }));
    const wide = await createCompareRule(olga.as(), aRule({ pair: { scope: "any" } }));
    const own = await createCompareRule(pay.as(), aRule());
    const page = await listCompareRules(pay.as(), ListCompareRules.parse({}));
    expect(page).toMatchObject({
      total: 2,
      rows: [
        { id: own.id, mayManage: true },
        { id: wide.id, mayManage: false },
      ],
    });
    await expect(removeCompareRule(pay.as(), hidden)).rejects.toMatchObject({ code: "NotFound" });
    expect((await auditOf(db, "compare-rule.remove")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: pay.id } });
    expect(await db.prisma.compareRule.count({ where: { id: hidden.id } })).toBe(1);
  });
});

describe("a rule", () => {
  it("is changed with all of it on record, and everybody who has it open hears of it", async () => {
    const rule = await createCompareRule(olga.as(), aRule());
    await editCompareRule(pay.as(), { ...rule, ...aRule({ name: "*", reason: "both are behind" }) });
    expect((await auditOf(db, "compare-rule.edit")).at(-1)).toMatchObject({
      ...{ outcome: "succeeded", actor: { id: pay.id } },
      before: { name: "api", reason: "the standby is a release behind", pair: { scope: "clusters" } },
      after: { name: "*", reason: "both are behind" },
    });
    expect((await compared()).rows.find(({ name }) => name === "web")).toMatchObject({
      rule: { madeByName: "pay", reason: "both are behind" },
    });
    const event = await db.prisma.event.findFirst({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({ type: "compare-rule.changed", clusterIds: [id(prod), id(dr)].sort() });
  });

  it("is not overwritten, nor removed, from a tab that has not seen the newest", async () => {
    const rule = await createCompareRule(olga.as(), aRule());
    await editCompareRule(olga.as(), { ...rule, ...aRule({ reason: "newer" }) });
    await expect(editCompareRule(olga.as(), { ...rule, ...aRule({ reason: "older" }) })).rejects.toMatchObject({ code: "VersionConflict" });
    await expect(removeCompareRule(olga.as(), rule)).rejects.toMatchObject({ code: "VersionConflict" });
    expect((await listCompareRules(olga.as(), ListCompareRules.parse({}))).rows).toMatchObject([{ reason: "newer", version: 2 }]);
  });

  it("says something that can be, and not everything", async () => {
    const refused = (part: object) => expect(createCompareRule(olga.as(), aRule(part))).rejects;
    await refused({ field: "template..x" }).toMatchObject({ code: "InvalidInput", message: expect.stringContaining("field:") });
    await refused({ kind: null, namespace: "*", name: "*", field: "*" }).toMatchObject({ code: "InvalidInput" });
    await refused({ expiresAt: new Date(Date.now() - 1000) }).toMatchObject({ message: expect.stringContaining("expiresAt:") });
    const isTaken = (part: object) => NewCompareRule.safeParse({ ...aRule(), ...part }).success;
    for (const wrong of [
      { reason: "no" },
      { reason: "x".repeat(501) },
      { name: "a'; DROP" },
      { namespace: "" },
      { pair: pairOf(prod, prod) },
    ])
      expect(isTaken(wrong)).toBe(false);
  });

  it("keeps a reason as it was written, whatever is written in it", async () => {
    const reason = `<img src=x onerror=alert(1)> '; DROP TABLE compare_rule; -- \u202e {name}`;
    await createCompareRule(olga.as(), aRule({ reason }));
    expect((await compared()).rows.find(({ name }) => name === "api")?.rule?.reason).toBe(reason);
  });
});

it("rules are listed page by page, the newest first, each once; for a pair only its own", async () => {
  const made: string[] = [];
  for (const pair of [pairOf(prod, dr), pairOf(prod, other), { scope: "environments", environments: ["test", "dr"] }, { scope: "any" }])
    made.unshift((await createCompareRule(olga.as(), aRule({ pair }))).id);
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCompareRules>> = await listCompareRules(
      olga.as(),
      ListCompareRules.parse({ limit: 3, cursor }),
    );
    expect(page.total).toBe(4);
    ids.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(ids).toEqual(made);
  const ofPair = await listCompareRules(olga.as(), ListCompareRules.parse({ pair: [id(dr), id(prod)] }));
  expect(ofPair.rows.map((row) => row.id)).toEqual([made[0], made[3]]);
  expect(ofPair.rows[1]?.clusterNames.toSorted()).toEqual(["dr", "prod"]);
});
