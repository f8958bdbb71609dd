import type { Environment } from "@holdfast/contracts/cluster";
import type { ClusterSelector, LabelRequirement } from "@holdfast/contracts/selector";

/** A placement as people choose it: environments to tick, and the rest as Kubernetes writes selectors. */
export interface Placement {
  /** None means all. */
  readonly environments: readonly Environment[];
  readonly labels: string;
}

const ENVIRONMENT = "holdfast.dev/environment";
const environments: readonly Environment[] = ["production", "test", "dr"];
const isEnvironment = (value: string): value is Environment => (environments as readonly string[]).includes(value);

function written(requirement: LabelRequirement): string {
  const { key } = requirement;
  switch (requirement.operator) {
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    case "In":
      return `${key} in (${requirement.values.join(", ")})`;
    case "NotIn":
      return `${key} notin (${requirement.values.join(", ")})`;
  }
}

/** The parts of a selector. What asks for environments in another way than "one of these" stays in the text. */
export function readPlacement({ matchLabels = {}, matchExpressions = [] }: ClusterSelector): Placement {
  const asked: LabelRequirement[] = [
    ...Object.entries(matchLabels).map(([key, value]): LabelRequirement => ({ key, operator: "In", values: [value] })),
    ...matchExpressions,
  ];
  const chosen = asked.find(
    (each): each is Extract<LabelRequirement, { operator: "In" | "NotIn" }> =>
      each.key === ENVIRONMENT && each.operator === "In" && each.values.every(isEnvironment),
  );
  const labels = asked
    .filter((each) => each !== chosen)
    .map((each) => (each.operator === "In" && each.values.length === 1 ? `${each.key}=${each.values[0]}` : written(each)));
  return { environments: chosen?.values.filter(isEnvironment) ?? [], labels: labels.join(", ") };
}

/** Splits at the commas that separate requirements, not at those between values. */
const requirements = (labels: string) =>
  labels
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function readRequirement(part: string): LabelRequirement | null {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part);
  if (set) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    return { key: set[1] ?? "", operator: set[2] === "in" ? "In" : "NotIn", values };
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*(\S*)$/.exec(part);
  if (equality) return { key: equality[1] ?? "", operator: equality[2] === "!=" ? "NotIn" : "In", values: [equality[3] ?? ""] };
  const presence = /^(!?)\s*([^\s=!()]+)$/.exec(part);
  return presence ? { key: presence[2] ?? "", operator: presence[1] === "!" ? "DoesNotExist" : "Exists" } : null;
}

/** The selector of a placement, or the part of its text that is no requirement. The contract still checks keys and values. */
export function placementSelector(placement: Placement): { readonly selector: ClusterSelector } | { readonly unread: string } {
  const asked: LabelRequirement[] = [];
  for (const part of requirements(placement.labels)) {
    const requirement = readRequirement(part);
    if (requirement === null) return { unread: part };
    asked.push(requirement);
  }
  if (placement.environments.length > 0)
    asked.unshift({ key: ENVIRONMENT, operator: "In", values: environments.filter((each) => placement.environments.includes(each)) });
  return { selector: asked.length === 0 ? {} : { matchExpressions: asked } };
}
