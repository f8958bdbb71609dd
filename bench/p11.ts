// npm run p11 -w @holdfast/bench [-- --nodes 2000 --pods 20000 --rounds 5]: how long it takes to say which of 20,000 pods a policy
// would deny, and how often the page is told how far it is.
import { setTimeout as delay } from "node:timers/promises";
import type { PolicyId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { transact } from "@holdfast/db/transact";
import { parsePolicy } from "@holdfast/domain/policy/parse-policy";
import { placedClusters } from "@holdfast/services/policies/policy-target";
import { savePolicy } from "@holdfast/services/policies/save-policy";
import { beginImpact } from "@holdfast/services/policy-impact/begin-impact";
import { getImpact } from "@holdfast/services/policy-impact/get-impact";
import { theSystem } from "@holdfast/testkit/people";
import { syncLargeCluster } from "./large-cluster/sync-large-cluster";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { usageOf } from "./stage/process-usage";
import { onStage } from "./stage/stage";

const size = sizes({ nodes: 2000, pods: 20_000, rounds: 5 });
const LOOK_MS = 50;
const PATIENCE_MS = 120_000;

const policy = (name: string, expression: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods] }] }
  validations: [{ expression: "${expression}", message: every container must be limited }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`;
/** Memory of the model's containers is limited, their ephemeral storage is not: every pod is denied. */
const LIMITED = "object.spec.containers.all(c, has(c.resources.limits) && 'ephemeral-storage' in c.resources.limits)";
const policies = [
  { name: "by-template", yaml: policy("by-template", LIMITED) },
  // What reads names is judged pod by pod.
  { name: "by-name", yaml: policy("by-name", `object.metadata.name != 'nobody' && ${LIMITED}`) },
];

await onStage(async (stage) => {
  const { db, agent } = await syncLargeCluster(stage, size.nodes, size.pods);
  const ctx = theSystem(db);
  const clusters = await placedClusters(db.prisma, {});
  const figures: Record<string, { seconds: number[]; told: number[]; denied: number; distinct: number }> = {};
  for (const { name, yaml } of policies) {
    const parsed = parsePolicy(yaml);
    if (!parsed.isValid) throw new Error(JSON.stringify(parsed.problems));
    const saved = await savePolicy(ctx, SavePolicy.parse({ name, yaml, placement: {}, basedOnVersion: 0 }));
    const ref = { policyId: saved.id as PolicyId, version: saved.version };
    const found = { seconds: [] as number[], told: [] as number[], denied: 0, distinct: 0 };
    for (let round = 0; round < size.rounds; round++) {
      const startedAt = performance.now();
      await transact(db, ctx.now, (unit) => beginImpact(ctx, unit, { ...ref, objects: parsed.objects, clusters }));
      const told = new Set<number>();
      let impact = await getImpact(ctx, ref);
      while (impact?.state !== "judged") {
        if (performance.now() - startedAt > PATIENCE_MS) throw new Error(`not judged after ${PATIENCE_MS / 1000} s\n${agent.log()}`);
        await delay(LOOK_MS);
        impact = await getImpact(ctx, ref);
        told.add(impact?.clusters[0]?.judged ?? 0);
      }
      found.seconds.push((performance.now() - startedAt) / 1000);
      found.told.push(told.size);
      [found.denied, found.distinct] = [impact.clusters[0]?.denied ?? 0, impact.clusters[0]?.distinct ?? 0];
      if (found.denied !== size.pods) throw new Error(`${found.denied} of ${size.pods} pods were found`);
    }
    figures[name] = found;
  }
  const of = (name: string) => figures[name] ?? { seconds: [], told: [], denied: 0, distinct: 0 };
  tell({
    id: "P11",
    work: `impact of a policy over ${size.pods} pods, each of which it denies: ${size.rounds} rounds`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "asked to judged, p50", value: percentile(of("by-template").seconds, 0.5), unit: "s" },
      { name: "asked to judged, the longest", value: percentile(of("by-template").seconds, 1), unit: "s", atMost: 10 },
      { name: "distinct templates among them", value: of("by-template").distinct, unit: "" },
      { name: "steps of progress that were seen, the fewest", value: Math.min(...of("by-template").told), unit: "" },
      { name: "a policy that reads names, the longest", value: percentile(of("by-name").seconds, 1), unit: "s" },
      { name: "the agent's peak since its start", value: usageOf(agent.pid).peakMib, unit: "MiB" },
    ],
    notes: ["built hub and agent; the API server is the simulator's, which shares the machine's cores with them and with PostgreSQL"],
  });
});
