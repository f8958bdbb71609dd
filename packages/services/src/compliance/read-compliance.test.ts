import { ListCompliance, ListViolations, ViolationExport } from "@holdfast/contracts/compliance";
import { auditOf } from "@holdfast/testkit/audit-trail";
import type { Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { complianceBed } from "../../test/compliance-bed";
import { exportViolations } from "./export-violations";
import { getPolicyCompliance } from "./get-policy-compliance";
import { getViolation } from "./get-violation";
import { listCompliance } from "./list-compliance";
import { listPolicyConflicts } from "./list-policy-conflicts";
import { listViolations } from "./list-violations";

const db = suiteDatabase();
let bed: Awaited<ReturnType<typeof complianceBed>>;
let [vera, paul] = [] as unknown as [Person, Person];
let clusters: Record<"test" | "prod" | "away", { id: string; name: string }>;
let [tags, limits] = ["", ""];
const latest = (names: readonly string[], more = {}) => names.map((name) => ({ name, image: "web:latest", ...more }));

beforeAll(async () => {
  bed = await complianceBed(db);
  clusters = {
    test: await bed.cluster("test"),
    prod: await bed.cluster("prod", { environment: "production", labels: { team: "pay" } }),
    away: await bed.cluster("away"),
  };
  bed.away.add(clusters.away.id);
  [vera, paul] = [await bed.person("vera", ["viewer"]), await bed.person("paul", ["viewer"], { matchLabels: { team: "pay" } })];
  bed.pods.set(clusters.prod.id, [...latest(["web-1", "web-2"], { team: "core" }), ...latest(["=cmd-1"], { namespace: "shop" })]);
  const policyIds = [await bed.save("tags", "Deny", 0), await bed.save("limits", "Warn", 0)] as const;
  [tags, limits] = policyIds;
  for (const { id } of Object.values(clusters)) await bed.deploy(policyIds[0], id);
  await bed.deploy(policyIds[1], clusters.prod.id);
  await bed.look();
  bed.clock.advance(360_000);
  bed.pods.set(clusters.prod.id, bed.pods.get(clusters.prod.id)?.slice(1) ?? []);
  await bed.look();
});
const list = (more: object = {}, person = vera) => listViolations(person.as(), ListViolations.parse(more));
const namesOf = async (more: object) => (await list(more)).rows.map(({ policyName, name }) => `${policyName}/${name}`).sort();
const matrix = (more: object = {}, person = vera) => listCompliance(person.as(), ListCompliance.parse(more));

describe("the list of violations", () => {
  it("has all of them, gone ones too, with where, of whom and when", async () => {
    const { rows, total } = await list();
    expect(total).toBe(6);
    expect(rows.find(({ name, policyName }) => name === "web-1" && policyName === "tags")).toMatchObject({
      ...{ clusterName: "prod", rule: "tags", effect: "deny", namespace: "bank", team: "core", state: "resolved", version: 1 },
      workload: { kind: "Deployment", name: "web" },
    });
    const open = rows.find(({ name, policyName }) => name === "web-2" && policyName === "tags");
    expect(open).toMatchObject({ state: "open", lastSeen: bed.clock.now(), resolvedAt: null });
  });

  it("is narrowed by policy, cluster, namespace, team, effect, state and text", async () => {
    expect(await namesOf({ policies: ["tags"], states: ["open"] })).toEqual(["tags/=cmd-1", "tags/web-2"]);
    expect(await namesOf({ effects: ["warn"], namespaces: ["bank"] })).toEqual(["limits/web-1", "limits/web-2"]);
    expect(await namesOf({ teams: ["core"], states: ["resolved"] })).toEqual(["limits/web-1", "tags/web-1"]);
    expect(await namesOf({ text: "WEB-2" })).toEqual(["limits/web-2", "tags/web-2"]);
    expect(await namesOf({ clusters: ["test"] })).toEqual([]);
  });

  it("comes in pages without a gap or a repetition", async () => {
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await list({ limit: 4, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect([seen.length, new Set(seen).size]).toEqual([6, 6]);
  });

  it("and its file hold only what is in clusters that the caller may see; the export is on record", async () => {
    await db.prisma.policyViolation.updateMany({ where: { namespace: "shop", policyId: tags }, data: { clusterId: clusters.test.id } });
    expect((await list({}, paul)).rows.every(({ clusterName }) => clusterName === "prod")).toBe(true);
    const parts = await exportViolations(paul.as(), ViolationExport.parse({ format: "csv", filter: { policies: ["tags"] } }));
    const rows = [];
    for await (const part of parts) rows.push(...part);
    expect(rows.map(({ name }) => name).sort()).toEqual(["web-1", "web-2"]);
    expect(await auditOf(db, "policy.export-violations")).toMatchObject([{ actor: { name: "paul" }, after: { format: "csv" } }]);
    const hidden = await db.prisma.policyViolation.findFirstOrThrow({ where: { clusterId: clusters.test.id } });
    await expect(getViolation(paul.as(), hidden.id)).rejects.toMatchObject({ code: "NotFound" });
    expect(await getViolation(vera.as(), hidden.id)).toMatchObject({ violation: { name: "=cmd-1" }, objectUid: null });
    await db.prisma.policyViolation.updateMany({ where: { namespace: "shop", policyId: tags }, data: { clusterId: clusters.prod.id } });
  });
});

describe("the compliance matrix", () => {
  it("says of each cluster and policy how it stands, and never that what nobody could judge is clean", async () => {
    const page = await matrix();
    expect(page.policies.map(({ name }) => name)).toEqual(["limits", "tags"]);
    expect(page.rows.map(({ clusterName, cells }) => [clusterName, ...cells.map(({ state, open }) => `${state} ${open}`)])).toEqual([
      ["away", "pending 0", "notJudged 0"],
      ["prod", "violations 2", "violations 2"],
      ["test", "pending 0", "compliant 0"],
    ]);
  });

  it.each([
    ["drifted", { state: "drifted" }],
    ["failed", { state: "failed" }],
    ["notJudged", { version: 2 }],
  ] as const)("says %s before anything else that is known", async (state, data) => {
    const where = { policyId: tags, clusterId: clusters.test.id };
    await db.prisma.policyDeployment.updateMany({ where, data });
    expect((await matrix({ cluster: "test", policy: "tags" })).rows[0]?.cells).toMatchObject([{ state }]);
    await db.prisma.policyDeployment.updateMany({ where, data: { state: "applied", version: 1 } });
  });

  it("is narrowed by cluster, policy, environment and state, and comes in pages", async () => {
    const names = async (more: object, person = vera) => (await matrix(more, person)).rows.map(({ clusterName }) => clusterName);
    expect(await names({ states: ["violations"] })).toEqual(["prod"]);
    expect(await names({ environments: ["production"] })).toEqual(["prod"]);
    expect(await names({}, paul)).toEqual(["prod"]);
    const first = await matrix({ limit: 2 });
    expect([first.total, await names({ limit: 2, cursor: first.nextCursor })]).toEqual([3, ["test"]]);
    expect((await matrix({ policiesFrom: 1 })).policies.map(({ name }) => name)).toEqual(["tags"]);
  });
});

it("a policy's page shows how its count came to be, and what could not be judged where", async () => {
  const { points, clusters: own } = await getPolicyCompliance(vera.as(), tags);
  expect(points.map(({ open }) => open)).toEqual([3, 2]);
  expect(own.map(({ clusterName, state, message }) => [clusterName, state, message])).toEqual([
    ["away", "notJudged", "The cluster's agent is not connected."],
    ["prod", "violations", ""],
    ["test", "compliant", ""],
  ]);
  expect((await getPolicyCompliance(paul.as(), limits)).clusters.map(({ clusterName }) => clusterName)).toEqual(["prod"]);
});

it("policies that hold the same object are said to be at odds, where both are and the caller may see it", async () => {
  const before = await listPolicyConflicts(vera.as());
  const { objects } = await db.prisma.policyVersion.findFirstOrThrow({ where: { policyId: tags } });
  await db.prisma.policyVersion.updateMany({ where: { policyId: limits }, data: { objects: objects ?? [] } });
  const said = (await listPolicyConflicts(paul.as())).map(({ message }) => message);
  expect(before).toEqual([]);
  expect(said).toContainEqual(expect.stringMatching(/^limits and tags both hold ValidatingAdmissionPolicy tags: on prod whichever/));
});
