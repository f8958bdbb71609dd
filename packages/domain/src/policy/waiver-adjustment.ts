import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Adjustment } from "./desired-objects";

/** What a waiver lets through in one cluster. */
export interface WaiverScope {
  /** Null: objects that are in none. */
  readonly namespace: string | null;
  readonly workload: { readonly kind: string; readonly name: string } | null;
  readonly objectName: string | null;
}

/** The condition's name in a policy: one for all waivers. */
const NAME = "holdfast-waivers";
/** An API server takes no more conditions than these. */
export const MOST_CONDITIONS = 64;

/** What Kubernetes puts behind a Deployment's name, and behind a CronJob's. */
const made: Readonly<Record<string, { readonly kind: string; readonly suffix: string }>> = {
  Deployment: { kind: "ReplicaSet", suffix: "[bcdfghjklmnpqrstvwxz2456789]{1,10}" },
  CronJob: { kind: "Job", suffix: "[0-9]{1,12}" },
};

/** The API groups of the kinds that aren't of `apps`: another kind of the same name in another group is another kind. */
const otherGroups: Readonly<Record<string, string>> = { Job: "batch", CronJob: "batch", Pod: "" };
const groupOf = (kind: string) => otherGroups[kind] ?? "apps";

const escaped = (name: string) => name.replaceAll(".", "[.]");

/** A field of the request. The API server leaves out those that are empty, and reading one that isn't there is an error. */
const requested = (field: "namespace" | "name") => `(has(request.${field}) ? request.${field} : "")`;

const ownerIs = (kind: string, name: string): string => {
  const group = groupOf(kind);
  const isOfGroup = group === "" ? 'r.apiVersion == "v1"' : `r.apiVersion.startsWith(${JSON.stringify(`${group}/`)})`;
  return `(${isOfGroup} && r.kind == ${JSON.stringify(kind)} && ${name})`;
};

/** Whether a write is about a workload or about what it made. What has no metadata, such as a connection, is about none. */
function isOfWorkload({ kind, name }: NonNullable<WaiverScope["workload"]>): string {
  const owners = [ownerIs(kind, `r.name == ${JSON.stringify(name)}`)];
  const by = made[kind];
  if (by) owners.push(ownerIs(by.kind, `r.name.matches(${JSON.stringify(`^${escaped(name)}-${by.suffix}$`)})`));
  const isKind = `request.kind.group == ${JSON.stringify(groupOf(kind))} && request.kind.kind == ${JSON.stringify(kind)}`;
  const isItself = `(${isKind} && ${requested("name")} == ${JSON.stringify(name)})`;
  const isMade = `(object != null && has(object.metadata) && has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(r, ${owners.join(" || ")}))`;
  return `(${isItself} || ${isMade})`;
}

const partsOf = ({ namespace, workload, objectName }: WaiverScope): string =>
  [
    `${requested("namespace")} == ${JSON.stringify(namespace ?? "")}`,
    ...(objectName === null ? [] : [`${requested("name")} == ${JSON.stringify(objectName)}`]),
    ...(workload === null ? [] : [isOfWorkload(workload)]),
  ].join(" && ");

/** The CEL that is false for every write that one of the waivers lets through. */
export const waiverCondition = (waivers: readonly WaiverScope[]): string =>
  `!(${[...new Set(waivers.map(partsOf))]
    .sort()
    .map((each) => `(${each})`)
    .join(" || ")})`;

/** The match conditions that an admission policy has of its own. */
export const conditionsOf = ({ spec }: PolicyObject): readonly unknown[] =>
  Array.isArray(spec.matchConditions) ? spec.matchConditions : [];

function condition(object: PolicyObject, waivers: readonly WaiverScope[]): PolicyObject {
  const conditions = conditionsOf(object);
  if (conditions.length >= MOST_CONDITIONS) return object;
  const own = { name: NAME, expression: waiverCondition(waivers) };
  // Conditions are JSON, as they were written and as this one is.
  return { ...object, spec: { ...object.spec, matchConditions: [...conditions, own] as never } };
}

/** A constraint can leave out a namespace and nothing smaller. */
function exclusion(object: PolicyObject, waivers: readonly WaiverScope[]): PolicyObject {
  const whole = waivers.flatMap(({ namespace, workload, objectName }) =>
    workload === null && objectName === null ? (namespace ?? []) : [],
  );
  if (whole.length === 0) return object;
  const match = (object.spec.match ?? {}) as { readonly excludedNamespaces?: readonly string[] };
  const excludedNamespaces = [...new Set([...(match.excludedNamespaces ?? []), ...whole.sort()])];
  return { ...object, spec: { ...object.spec, match: { ...match, excludedNamespaces } as never } };
}

/**
 * Lets through what waivers excuse: a condition more for each admission policy, and for each of Gatekeeper's constraints the namespaces
 * that are excused whole. Without waivers, and for every other kind, nothing changes.
 */
export const waiverAdjustment =
  (waivers: readonly WaiverScope[]): Adjustment =>
  (object) => {
    if (waivers.length === 0) return object;
    if (object.kind === "ValidatingAdmissionPolicy") return condition(object, waivers);
    return isConstraintKind(object.kind) ? exclusion(object, waivers) : object;
  };
