// npm run compliance -w @holdfast/bench [-- --clusters 100 --policies 50 --violations 200000 --rounds 20]: how long the compliance matrix and the
// list of violations take at the console's API.
import { randomUUID } from "node:crypto";
import type { Database } from "@holdfast/db/database";
import { aPlatform } from "@holdfast/testkit/a-platform";
import { aCluster } from "@holdfast/testkit/installation";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { signIn } from "./stage/api-session";
import { onStage } from "./stage/stage";
import { startServer } from "./stage/store";

const WARM_UPS = 3;
const size = sizes({ clusters: 100, policies: 50, violations: 200_000, rounds: 20 });

const named = (what: string, i: number) => `${what}-${String(i).padStart(3, "0")}`;

/** Every policy at every cluster, each with its share of the violations, a quarter of them gone. */
async function fill(db: Database): Promise<void> {
  for (let i = 0; i < size.clusters; i++) await aCluster(db, named("cluster", i));
  await db.prisma.policy.createMany({
    data: Array.from({ length: size.policies }, (_, i) => ({
      ...{ id: randomUUID(), name: named("policy", i), description: "", placement: {}, latest: 1 },
    })),
  });
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
    FROM policy_deployment d, generate_series(1, ${size.violations / size.clusters / size.policies}::int) AS n`;
  await db.prisma.$executeRaw`ANALYZE`;
}

const cases = [
  { name: "the matrix", path: "policy.compliance", input: { limit: 100 } },
  { name: "the matrix, clusters with violations", path: "policy.compliance", input: { limit: 100, states: ["violations"] } },
  { name: "violations", path: "policy.violations", input: {} },
  { name: "violations, open ones", path: "policy.violations", input: { states: ["open"] } },
  {
    name: "violations of a policy in a cluster",
    path: "policy.violations",
    input: { policies: [named("policy", 7)], clusters: [named("cluster", 42)], states: ["open"] },
  },
];

await onStage(async (stage) => {
  const server = await startServer(stage);
  const db = await server.database("full");
  await fill(db);
  const platform = await aPlatform(db);
  stage.add(() => platform.wakes.close());
  const session = await signIn(platform, "vera", "viewer");
  const times = new Map<string, number[]>();
  for (let round = -WARM_UPS; round < size.rounds; round++)
    for (const { name, path, input } of cases) {
      const from = performance.now();
      await session.ask(path, input);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - from]);
    }
  tell({
    id: "compliance",
    work: `${size.policies} policies at ${size.clusters} clusters with ${size.violations} violations, through the API's handler`,
    isFullSize: size.isFullSize,
    figures: [...times].map(([name, each]) => ({ name: `${name}, p95`, value: percentile(each, 0.95), unit: "ms" as const })),
    notes: [`${size.rounds} rounds, one after the other; ${WARM_UPS} rounds before were not counted`],
  });
});
