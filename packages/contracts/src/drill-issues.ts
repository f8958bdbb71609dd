import type { DrillTerms } from "./drill-terms";
import { isParallel, type PlanEntry } from "./plan-entry";
import type { PlanStep, StepAction, StepName } from "./plan-step";

/** What a plan must be like for its drill terms to make sense. */
interface Drilled {
  readonly primary: string;
  readonly standby: string;
  readonly drill?: DrillTerms | undefined;
  readonly activate: { readonly steps: readonly PlanEntry[] };
  readonly failback?: unknown;
  readonly trigger?: unknown;
  readonly deadHub?: unknown;
}

/** Something wrong with a plan's drill terms, and where. */
export interface DrillIssue {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What an isolated drill may take: what looks or waits, and what changes objects of the standby that no other site follows. */
const looks: readonly StepName[] = ["approval.wait", "wait", "probe.http", "probe.promql", "probe.checksum", "probe.sql"];
const acts: readonly StepName[] = ["workload.scale", "hpa.set-bounds", "cronjob.suspend", "velero.restore", "ramen.test", "chaos.inject"];

function conditionIssues({ primary, standby, drill }: Drilled): DrillIssue[] {
  const sites = [primary, standby];
  const names: string[] = [];
  return (["blocking", "outcome"] as const).flatMap((list) =>
    (drill?.[list] ?? []).flatMap(({ name, with: { cluster } }, i) => {
      const at = ["spec", "drill", list, i];
      const isTwice = names.includes(name);
      names.push(name);
      return [
        ...(isTwice ? [{ path: [...at, "name"], message: `is the name of another condition: ${name}` }] : []),
        ...(sites.includes(cluster)
          ? []
          : [{ path: [...at, "with", "cluster"], message: `must be a site of this plan: ${sites.join(" or ")}` }]),
      ];
    }),
  );
}

function isolationOf(form: StepAction, standby: string, at: (string | number)[]): DrillIssue[] {
  if (looks.includes(form.use)) return [];
  if (!acts.includes(form.use))
    return [
      { path: [...at, "use"], message: `must not be in an isolated drill: it may reach the live side. Take one of ${acts.join(", ")}` },
    ];
  const cluster = "cluster" in form.with ? form.with.cluster : null;
  return cluster === standby ? [] : [{ path: [...at, "with", "cluster"], message: `must be the standby in an isolated drill: ${standby}` }];
}

const formsOf = (step: PlanStep): { form: StepAction; at: string[] }[] => [
  { form: step, at: [] },
  ...(step.ungraceful === undefined || step.ungraceful === "skip" ? [] : [{ form: step.ungraceful, at: ["ungraceful"] }]),
];

function isolationIssues(spec: Drilled): DrillIssue[] {
  const { standby, activate } = spec;
  const back = (["failback", "trigger", "deadHub"] as const).flatMap((part) =>
    spec[part] === undefined ? [] : [{ path: ["spec", part], message: "has no place in an isolated drill: nothing moves" }],
  );
  const steps = activate.steps.flatMap((entry, i) =>
    isParallel(entry) ? entry.parallel.map((step, j) => ({ step, at: [i, "parallel", j] })) : [{ step: entry, at: [i] }],
  );
  const found = steps.flatMap(({ step, at }) =>
    formsOf(step).flatMap((each) => isolationOf(each.form, standby, ["spec", "activate", "steps", ...at, ...each.at])),
  );
  return [...back, ...found];
}

/** What is wrong with the drill terms of a plan: conditions of foreign sites, names that stand twice, and steps that an isolated drill may not take. */
export const drillIssues = (spec: Drilled): DrillIssue[] => [
  ...conditionIssues(spec),
  ...(spec.drill?.isolated ? isolationIssues(spec) : []),
];
