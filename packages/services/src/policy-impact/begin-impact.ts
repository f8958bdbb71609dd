import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Unit } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { judgedRules } from "./judged-rules";
import { observedResources } from "./observed-resources";
import { ruleResources } from "./rule-resources";

/** What a look is asked for about. */
interface AskedImpact {
  readonly policyId: string;
  readonly version: number;
  readonly objects: readonly PolicyObject[];
  readonly clusters: readonly ClusterRow[];
}

const expectedOf = async (tx: Prisma.TransactionClient, { objects, clusters }: AskedImpact): Promise<ReadonlyMap<string, number>> => {
  const ids = clusters.map(({ id }) => id);
  const [observed, counts] = await Promise.all([
    observedResources(tx, ids),
    tx.inventoryCount.groupBy({ by: ["clusterId", "resource"], where: { clusterId: { in: ids } }, _sum: { count: true } }),
  ]);
  const { rules } = judgedRules(objects);
  return new Map(
    ids.map((id) => {
      const judged = new Set(ruleResources(rules, observed.get(id) ?? []).judged);
      const own = counts.filter(({ clusterId, resource }) => clusterId === id && judged.has(resource));
      return [id, own.reduce((sum, { _sum }) => sum + (_sum.count ?? 0), 0)];
    }),
  );
};

/** Asks, within the caller's transaction, for a look at what a version would say of what runs now. It takes the place of the one before. */
export async function beginImpact(ctx: ServiceContext, unit: Unit, asked: AskedImpact): Promise<void> {
  const { policyId, version: number, clusters } = asked;
  const expected = await expectedOf(unit.tx, asked);
  await unit.tx.policyImpact.deleteMany({ where: { policyId, number } });
  const id = uuid();
  await unit.tx.policyImpact.create({
    data: {
      ...{ id, policyId, number, state: "waiting", requestedById: ctx.actor.id, requestedByName: ctx.actor.name, requestedAt: ctx.now() },
      clusters: {
        create: clusters.map((cluster) => ({ clusterId: cluster.id, state: "waiting", expected: expected.get(cluster.id) ?? 0 })),
      },
    },
  });
  unit.wake({ topic: "impact", key: id });
}
