import { ListCompliance, ListViolations } from "@holdfast/contracts/compliance";
import type { Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, expect, it } from "vitest";
import { complianceBed } from "../../test/compliance-bed";
import { listCompliance } from "./list-compliance";
import { listViolations } from "./list-violations";

const db = suiteDatabase();
const [CLUSTERS, POLICIES, VIOLATIONS] = [100, 50, 200_000];
/** The target is 300 ms, of which a machine of its own needs less than half; here others work beside. */
const BUDGET_MS = 900;
let vera: Person;

beforeAll(async () => {
  const bed = await complianceBed(db);
  vera = await bed.person("vera", ["viewer"]);
  for (let i = 0; i < CLUSTERS; i++) await bed.cluster(`cluster-${String(i).padStart(3, "0")}`);
  for (let i = 0; i < POLICIES; i++) await bed.save(`policy-${String(i).padStart(2, "0")}`, "Deny", 0);
  await db.prisma.$executeRaw`
    INSERT INTO policy_deployment (policy_id, cluster_id, version, state, message, objects, content_hash, observed_at)
    SELECT p.id, c.id, 1, 'applied', '', '[]', 'hash', now() FROM policy p, cluster c`;
  await db.prisma.$executeRaw`
    INSERT INTO policy_scan (policy_id, cluster_id, version, content_hash, state, tried_at, judged_at, due_at, open)
    SELECT p.id, c.id, 1, 'hash', 'judged', now(), now(), now() + interval '1 day', 40 FROM policy p, cluster c`;
  await db.prisma.$executeRaw`
    INSERT INTO policy_violation (id, policy_id, cluster_id, key, version, policy_name, resource, kind, namespace, name, workload_kind,
      workload_name, team, message, effect, first_seen, last_seen, resolved_at)
    SELECT gen_random_uuid(), d.policy_id, d.cluster_id, 'key-' || n, 1, 'rule', 'pods', 'Pod', 'ns-' || n % 20, 'pod-' || n, 'Deployment',
      'web', 'core', 'no latest tags', 'deny', now() - n * interval '1 minute', now(), CASE WHEN n % 4 = 0 THEN now() END
    FROM policy_deployment d, generate_series(1, ${VIOLATIONS / CLUSTERS / POLICIES}::int) AS n`;
  await db.prisma.$executeRaw`ANALYZE`;
}, 240_000);

async function p95(ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  await ask();
  for (let i = 0; i < 20; i++) {
    const startedAt = performance.now();
    await ask();
    took.push(performance.now() - startedAt);
  }
  return took.sort((a, b) => a - b)[18] ?? Number.POSITIVE_INFINITY;
}

it("the matrix of 100 clusters and 50 policies is read in time", async () => {
  const ask = (more = {}) => listCompliance(vera.as(), ListCompliance.parse({ limit: 100, ...more }));
  expect((await ask()).rows).toHaveLength(CLUSTERS);
  const [all, narrowed] = [await p95(() => ask()), await p95(() => ask({ states: ["violations"] }))];
  expect(Math.max(all, narrowed)).toBeLessThan(BUDGET_MS);
}, 60_000);

it("a page of 200,000 violations is read in time, whole and narrowed", async () => {
  const ask = (more = {}) => listViolations(vera.as(), ListViolations.parse(more));
  expect(await ask()).toMatchObject({ isTotalCapped: true });
  const narrowed = { policies: ["policy-07"], clusters: ["cluster-042"], states: ["open"] };
  const took = { all: await p95(() => ask()), open: await p95(() => ask({ states: ["open"] })), one: await p95(() => ask(narrowed)) };
  expect(Math.max(...Object.values(took))).toBeLessThan(BUDGET_MS);
}, 60_000);
