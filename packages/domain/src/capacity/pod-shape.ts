import { z } from "zod";
import type { ReplicaNeed } from "./node-room";
import { anywhere, PlacementFacts, type PodPlacement } from "./pod-placement";

const Amounts = z.object({ cpuMillis: z.number().optional(), memoryBytes: z.number().optional() }).catch({});
const Container = z.object({ requests: Amounts.optional(), limits: Amounts.optional() }).catch({});

/** What is read of a template as the inventory keeps it; what is there and damaged counts as absent. */
export const TemplateFacts = z
  .object({
    containers: z.array(Container).catch([]).default([]),
    initContainers: z.array(Container).catch([]).default([]),
    priorityClass: z.string().nullable().catch(null).default(null),
    labels: z.record(z.string(), z.string()).catch({}).default({}),
    placement: PlacementFacts.catch(anywhere).default(anywhere),
  })
  .catch({ containers: [], initContainers: [], priorityClass: null, labels: {}, placement: anywhere });
export type TemplateFacts = z.infer<typeof TemplateFacts>;

/** What a namespace's LimitRange gives to containers that don't say it. */
export const ContainerDefaults = z.object({ requests: Amounts.optional(), limits: Amounts.optional() }).catch({});
export type ContainerDefaults = z.infer<typeof ContainerDefaults>;

/** An amount that a quota may want every container to say. */
export type SaidAmount = "requests.cpu" | "requests.memory" | "limits.cpu" | "limits.memory";

/** What one pod of a template comes to when its API server has filled in what it leaves out. */
export interface PodShape {
  readonly requests: ReplicaNeed;
  readonly limits: ReplicaNeed;
  /** What some container says neither by itself nor by a default. */
  readonly unsaid: readonly SaidAmount[];
  readonly isBestEffort: boolean;
  readonly priorityClass: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly placement: PodPlacement;
}

type Filled = Record<SaidAmount, number | undefined>;

/** As the API server fills it in: a request that is left out is the container's own limit, then the namespace's default. */
function filled({ requests, limits }: z.infer<typeof Container>, defaults: ContainerDefaults): Filled {
  return {
    "requests.cpu": requests?.cpuMillis ?? limits?.cpuMillis ?? defaults.requests?.cpuMillis ?? defaults.limits?.cpuMillis,
    "requests.memory": requests?.memoryBytes ?? limits?.memoryBytes ?? defaults.requests?.memoryBytes ?? defaults.limits?.memoryBytes,
    "limits.cpu": limits?.cpuMillis ?? defaults.limits?.cpuMillis,
    "limits.memory": limits?.memoryBytes ?? defaults.limits?.memoryBytes,
  };
}

const amounts: readonly SaidAmount[] = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

/**
 * What one pod of a template comes to: its containers together, or its largest init container where that is more. Overhead of a runtime
 * class and init containers that stay (sidecars) are not in the inventory and not counted.
 */
export function podShape(template: TemplateFacts, defaults: ContainerDefaults): PodShape {
  const containers = template.containers.map((each) => filled(each, defaults));
  const inits = template.initContainers.map((each) => filled(each, defaults));
  const total = (amount: SaidAmount) =>
    Math.max(
      containers.reduce((sum, each) => sum + (each[amount] ?? 0), 0),
      ...inits.map((each) => each[amount] ?? 0),
    );
  const all = [...containers, ...inits];
  return {
    requests: { cpuMillis: total("requests.cpu"), memoryBytes: total("requests.memory") },
    limits: { cpuMillis: total("limits.cpu"), memoryBytes: total("limits.memory") },
    unsaid: amounts.filter((amount) => all.some((each) => each[amount] === undefined)),
    isBestEffort: all.every((each) => amounts.every((amount) => !each[amount])),
    priorityClass: template.priorityClass,
    labels: template.labels,
    placement: template.placement,
  };
}

/** A pod of which only its requests are known. */
export const bareShape = (requests: ReplicaNeed): PodShape => ({
  requests,
  limits: { cpuMillis: 0, memoryBytes: 0 },
  unsaid: [],
  isBestEffort: requests.cpuMillis === 0 && requests.memoryBytes === 0,
  priorityClass: null,
  labels: {},
  placement: anywhere,
});

/** The larger of what is asked for now and what the inventory knew: of two looks at a moving thing, nobody knows which is newer. */
export const atLeast = (shape: PodShape, live: ReplicaNeed): PodShape => ({
  ...shape,
  requests: {
    cpuMillis: Math.max(shape.requests.cpuMillis, live.cpuMillis),
    memoryBytes: Math.max(shape.requests.memoryBytes, live.memoryBytes),
  },
  isBestEffort: shape.isBestEffort && live.cpuMillis === 0 && live.memoryBytes === 0,
});
