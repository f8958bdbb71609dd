import type { Worded } from "@holdfast/contracts/phrase";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { worded } from "@holdfast/contracts/worded";
import { reachOf } from "./constraint-spec";
import type { JudgedRule } from "./judged-rules";
import { type NamedResources, NEVER_JUDGED, namedResources } from "./named-resources";
import type { ObservedResource } from "./observed-resources";

const isListed = (list: readonly string[], name: string) => list.length === 0 || list.includes("*") || list.includes(name);
const groupOf = (resource: string) => resource.split(".").slice(1).join(".");

/** Whether a constraint's match names a resource. */
export const isConstrained = (spec: PolicyObject["spec"], { resource, kind }: ObservedResource): boolean => {
  const { kinds = [] } = reachOf(spec) ?? {};
  const named = kinds.length === 0 ? [{ apiGroups: [], kinds: [] }] : kinds;
  return named.some((each) => isListed(each.kinds, kind) && isListed(each.apiGroups, groupOf(resource)));
};

/** The resources whose kinds constraints name, of those that an agent observes. What is named and not observed is said to be not judged. */
function constrainedResources(constraints: readonly JudgedRule[], observed: readonly ObservedResource[]): NamedResources {
  const judged = new Set<string>();
  const notJudged: Worded[] = [];
  for (const { binding } of constraints) {
    const { kinds = [] } = reachOf(binding.spec) ?? {};
    for (const named of kinds.length === 0 ? [{ apiGroups: [], kinds: [] }] : kinds) {
      const found = observed.filter(
        ({ resource, kind }) =>
          isListed(named.kinds, kind) && isListed(named.apiGroups, groupOf(resource)) && !NEVER_JUDGED.includes(resource),
      );
      for (const { resource } of found) judged.add(resource);
      const isOpen = [named.kinds, named.apiGroups].some((list) => isListed(list, "*"));
      if (isOpen) notJudged.push(worded("ImpactOnlyObserved"));
      for (const kind of named.kinds)
        if (kind !== "*" && !found.some((each) => each.kind === kind)) notJudged.push(worded("ImpactNotObserved", { resource: kind }));
    }
  }
  return { judged: [...judged], notJudged };
}

/** Which resources of a cluster are to be read for rules, and of which nothing can be said. */
export function ruleResources(rules: readonly JudgedRule[], observed: readonly ObservedResource[]): NamedResources {
  const isTemplate = ({ policy }: JudgedRule) => policy.kind === "ConstraintTemplate";
  const policies = new Set(rules.filter((rule) => !isTemplate(rule)).map(({ policy }) => policy));
  const named = [
    namedResources(
      [...policies],
      observed.map(({ resource }) => resource),
    ),
    constrainedResources(rules.filter(isTemplate), observed),
  ];
  return {
    judged: [...new Set(named.flatMap(({ judged }) => judged))].sort(),
    notJudged: [...new Map(named.flatMap(({ notJudged }) => notJudged).map((text) => [text.message, text])).values()],
  };
}
