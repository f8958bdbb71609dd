import type { DataStore } from "@holdfast/contracts/data-store";
import type { PlanStep, StepAction, StepName } from "@holdfast/contracts/plan-step";
import { formsOf } from "./step-in-mode";

/** Steps that act in the namespace of a tool, where nothing of the group lives. */
const inToolNamespaces: readonly StepName[] = [
  "argocd.pause",
  "argocd.retarget",
  "argocd.sync",
  "velero.restore",
  "karmada.evict",
  "karmada.set-placement",
];

function namespacesIn(step: StepAction): string[] {
  // What is restored goes where the restore says; without a list that is every namespace of the backup, which only Velero knows.
  if (step.use === "velero.restore") return step.with.includedNamespaces.map((name) => step.with.namespaceMapping[name] ?? name);
  if (inToolNamespaces.includes(step.use) || !("namespace" in step.with)) return [];
  return step.with.namespace ? [step.with.namespace] : [];
}

/** The namespaces in which what a plan protects lives, by its steps and its data stores, each once. */
export const groupNamespaces = (steps: readonly PlanStep[], stores: readonly DataStore[]): string[] => [
  ...new Set([
    ...steps.flatMap(formsOf).flatMap(({ step }) => namespacesIn(step)),
    ...stores.flatMap((store) => ("namespace" in store.with ? [store.with.namespace] : [])),
  ]),
];
