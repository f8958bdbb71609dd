import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Rung, Stage } from "@holdfast/contracts/rollout-strategy";
import { type Adjustment, desiredObjects } from "./desired-objects";

const RANKS: Readonly<Record<string, number>> = { Audit: 0, Warn: 1, Deny: 2 };
const CAPS = { audit: "Audit", warn: "Warn" } as const;

/** Caps what a binding does: nothing is ever made stricter, and each action is named once. */
function softerActions(spec: JsonObject, rung: Rung): JsonObject {
  const actions = spec.validationActions;
  if (!Array.isArray(actions)) return spec;
  const cap = CAPS[rung];
  const capped = actions.map((action: Json) => ((RANKS[String(action)] ?? 0) > (RANKS[cap] ?? 0) ? cap : action));
  return { ...spec, validationActions: [...new Set(capped)] };
}

const ENFORCEMENT_RANKS: Readonly<Record<string, number>> = { dryrun: 0, warn: 1 };
const ENFORCEMENTS = { audit: "dryrun", warn: "warn" } as const;

/** Caps what a constraint of Gatekeeper does; one that says nothing denies. */
function softerEnforcement(spec: JsonObject, rung: Rung): JsonObject {
  const cap = ENFORCEMENTS[rung];
  const rank = ENFORCEMENT_RANKS[String(spec.enforcementAction ?? "deny")] ?? 2;
  return rank > (ENFORCEMENT_RANKS[cap] ?? 0) ? { ...spec, enforcementAction: cap } : spec;
}

interface Softener {
  readonly concerns: (object: { readonly apiVersion: string; readonly kind: string }) => boolean;
  readonly soften: (spec: JsonObject, rung: Rung) => JsonObject;
}

/** How objects are softened: what none of these concerns acts at every stage as it is written. */
const SOFTENERS: readonly Softener[] = [
  { concerns: ({ kind }) => kind === "ValidatingAdmissionPolicyBinding", soften: softerActions },
  { concerns: ({ apiVersion }) => apiVersion.startsWith("constraints.gatekeeper.sh/"), soften: softerEnforcement },
];

/** What makes the objects of a version act no more strictly than a rung; as they are written where there is none. */
export const ladderAdjustment =
  (rung: Rung | null): Adjustment =>
  (object) => {
    const softener = SOFTENERS.find(({ concerns }) => concerns(object));
    return rung === null || !softener ? object : { ...object, spec: softener.soften(object.spec, rung) };
  };

/** The stages that a version passes: a rung on which it would act as on the one after it is left out. */
export function stagesOf(ladder: readonly Rung[], objects: readonly PolicyObject[]): Stage[] {
  const version = { objects, contentHash: "" };
  const hashAt = (stage: Stage) => {
    const rung = stage === "enforce" ? null : stage;
    return JSON.stringify(desiredObjects(version, [ladderAdjustment(rung)]).objects);
  };
  const stages: Stage[] = [...ladder, "enforce"];
  return stages.filter((stage, index) => {
    const next = stages[index + 1];
    return next === undefined || hashAt(stage) !== hashAt(next);
  });
}

/** Whether a version denies anything once it acts as it is written. */
export const enforces = (objects: readonly PolicyObject[]): boolean => stagesOf(["warn"], objects).length > 1;
