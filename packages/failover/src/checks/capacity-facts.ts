import type { Database } from "@holdfast/db/database";
import type { Budget } from "@holdfast/domain/capacity/judge-budgets";
import type { Quota } from "@holdfast/domain/capacity/judge-quotas";
import { ContainerDefaults, TemplateFacts } from "@holdfast/domain/capacity/pod-shape";
import { z } from "zod";
import type { ScaledWorkload } from "./room-asked";

/** What the inventory of a site says about workloads and the bounds of their namespaces. */
export interface CapacityFacts {
  readonly quotas: readonly Quota[];
  readonly budgets: readonly Budget[];
  /** The template of a workload; undefined where the inventory has none. */
  templateOf(workload: ScaledWorkload): TemplateFacts | undefined;
  /** What the LimitRange of a namespace fills in; nothing where there is none. */
  defaultsOf(namespace: string): ContainerDefaults;
}

/** So many bounds no namespaces of one plan have: beyond them something is wrong, and an evaluation stays small all the same. */
const MOST_BOUNDS = 1000;

const resourceOf = { Deployment: "deployments.apps", StatefulSet: "statefulsets.apps" } as const;
const boundKinds = ["resourcequotas", "limitranges", "poddisruptionbudgets.policy"];

const Texts = z.record(z.string(), z.string()).catch({}).default({});
const QuotaFacts = z.object({
  hard: Texts,
  used: Texts,
  scopes: z.array(z.string()).default([]),
  scopeSelector: z.array(z.object({ scope: z.string(), operator: z.string(), values: z.array(z.string()).default([]) })).default([]),
});
const Selector = z.object({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z.array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() })).optional(),
});
const BudgetFacts = z.object({
  minAvailable: z.union([z.number(), z.string()]).optional(),
  expectedPods: z.number().default(0),
  selector: Selector.default({}),
});

interface Bound {
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly facts: unknown;
}

function quotaOf({ namespace, name, facts }: Bound): Quota[] {
  const parsed = QuotaFacts.safeParse(facts);
  return parsed.success ? [{ namespace: namespace ?? "", name, ...parsed.data }] : [];
}

function budgetOf({ namespace, name, facts }: Bound): Budget[] {
  const parsed = BudgetFacts.safeParse(facts);
  if (!parsed.success) return [];
  const { minAvailable, expectedPods, selector } = parsed.data;
  return [
    { namespace: namespace ?? "", name, minAvailable: typeof minAvailable === "number" ? minAvailable : null, expectedPods, selector },
  ];
}

const templateIn = (facts: unknown) =>
  TemplateFacts.parse(z.object({ template: z.unknown() }).catch({ template: {} }).parse(facts).template);

/** Reads, in two questions however many workloads there are, what bounds them at a site. */
export async function capacityFacts({ prisma }: Database, clusterId: string, workloads: readonly ScaledWorkload[]): Promise<CapacityFacts> {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  const select = { resource: true, namespace: true, name: true, facts: true } as const;
  const [rows, bounds] = await Promise.all([
    prisma.inventoryObject.findMany({
      where: {
        ...{ clusterId, namespace: { in: namespaces } },
        ...{ resource: { in: Object.values(resourceOf) }, name: { in: workloads.map(({ name }) => name) } },
      },
      select,
    }),
    prisma.inventoryObject.findMany({
      where: { clusterId, resource: { in: boundKinds }, namespace: { in: namespaces } },
      select,
      orderBy: { uid: "asc" },
      take: MOST_BOUNDS,
    }),
  ]);
  const of = (resource: string) => bounds.filter((row) => row.resource === resource);
  const ranges = of("limitranges");
  return {
    quotas: of("resourcequotas").flatMap(quotaOf),
    budgets: of("poddisruptionbudgets.policy").flatMap(budgetOf),
    templateOf({ kind, namespace, name }) {
      const row = rows.find((each) => each.resource === resourceOf[kind] && each.namespace === namespace && each.name === name);
      return row && templateIn(row.facts);
    },
    defaultsOf: (namespace) => ContainerDefaults.parse(ranges.find((row) => row.namespace === namespace)?.facts ?? {}),
  };
}
