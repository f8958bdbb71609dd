import { ScalableKind } from "@holdfast/contracts/commands/workload-scale";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import { RunMode } from "@holdfast/contracts/run-mode";
import type { Database } from "@holdfast/db/database";
import { stepInMode } from "@holdfast/domain/plan/step-in-mode";
import { inStages, stageOfEach, type Workflow } from "@holdfast/domain/plan/workflow";
import { z } from "zod";
import type { Site } from "../step-context";
import type { ChildSpecs } from "./child-specs";
import type { StepAsked } from "./demands-of";

type Scaling = Extract<PlanStep, { use: "workload.scale" | "hpa.set-bounds" }>;

/** A scaling step of another plan, with the step that runs that plan. */
interface ChildScaling {
  readonly step: string;
  readonly stage: number;
  readonly mode: RunMode;
  readonly site: Site;
  readonly does: Scaling;
}

const isScaling = (step: PlanStep | null): step is Scaling => step?.use === "workload.scale" || step?.use === "hpa.set-bounds";

function scalingOf(workflow: Workflow, specs: ChildSpecs, sites: readonly Site[]): ChildScaling[] {
  const stages = stageOfEach(workflow);
  return RunMode.options.flatMap((mode) =>
    workflow.steps.flatMap((entry, index) => {
      const call = stepInMode(entry, mode);
      const spec = call?.use === "plan.run" ? specs.get(call.with.plan) : undefined;
      if (call?.use !== "plan.run" || !spec) return [];
      const entries = call.with.workflow === "activate" ? spec.activate.steps : (spec.failback?.steps ?? []);
      return inStages(entries).steps.flatMap((each): ChildScaling[] => {
        const does = stepInMode(each, mode);
        const site = isScaling(does) && sites.find(({ name }) => name === does.with.cluster);
        return isScaling(does) && site ? [{ step: entry.name, stage: stages[index]?.stage ?? 0, mode, site, does }] : [];
      });
    }),
  );
}

const AutoscalerFacts = z.object({
  target: z.object({ kind: ScalableKind, name: z.string() }),
  minReplicas: z.number().default(1),
  maxReplicas: z.number(),
});
const resourceOf = {
  Deployment: "deployments.apps",
  StatefulSet: "statefulsets.apps",
  HorizontalPodAutoscaler: "horizontalpodautoscalers.autoscaling",
} as const;
const kindOf = ({ does }: ChildScaling) => (does.use === "workload.scale" ? does.with.kind : "HorizontalPodAutoscaler");

interface Row {
  readonly ready: number | null;
  readonly desired: number | null;
  readonly facts: unknown;
}

/** What its template asks for is in the inventory with it: nothing is added to that. */
const need = { cpuMillis: 0, memoryBytes: 0 };

function askedOf(scaling: ChildScaling, row: Row): StepAsked[] {
  const { step, stage, mode, site, does } = scaling;
  const { namespace, name } = does.with;
  const common = { step, stage, mode, isOfChild: true, cluster: site.name, need, object: `${kindOf(scaling)} ${namespace}/${name}` };
  if (does.use === "workload.scale") {
    const { kind, replicas } = does.with;
    return [{ ...common, workload: { kind, namespace, name }, replicas: row.desired ?? 0, least: replicas, most: replicas }];
  }
  const autoscaler = AutoscalerFacts.safeParse(row.facts);
  if (!autoscaler.success) return [];
  const { target, minReplicas, maxReplicas } = autoscaler.data;
  const bounds = { least: does.with.minReplicas ?? minReplicas, most: does.with.maxReplicas ?? maxReplicas };
  return [{ ...common, ...bounds, workload: { ...target, namespace }, replicas: row.ready ?? 0 }];
}

/**
 * What the plans that a workflow's steps run ask of the sites of the workflow, by the inventory alone: their agents are asked by their own
 * evaluation. What the inventory does not have is left out.
 */
export async function childAsked(
  { prisma }: Database,
  workflow: Workflow,
  specs: ChildSpecs,
  sites: readonly Site[],
): Promise<StepAsked[]> {
  const scalings = scalingOf(workflow, specs, sites);
  if (scalings.length === 0) return [];
  const rows = await prisma.inventoryObject.findMany({
    where: {
      clusterId: { in: scalings.map(({ site }) => site.id) },
      resource: { in: Object.values(resourceOf) },
      namespace: { in: scalings.map(({ does }) => does.with.namespace) },
      name: { in: scalings.map(({ does }) => does.with.name) },
    },
    select: { clusterId: true, resource: true, namespace: true, name: true, ready: true, desired: true, facts: true },
  });
  return scalings.flatMap((scaling) => {
    const { namespace, name } = scaling.does.with;
    const row = rows.find(
      (each) =>
        each.clusterId === scaling.site.id &&
        each.resource === resourceOf[kindOf(scaling)] &&
        each.namespace === namespace &&
        each.name === name,
    );
    return row ? askedOf(scaling, row) : [];
  });
}
