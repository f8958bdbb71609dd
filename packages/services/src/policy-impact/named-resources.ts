import type { JsonObject } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { worded } from "@holdfast/contracts/worded";
import { z } from "zod";

const ANY = "*";
/** What is observed of these is not all there is, or is judged by no admission policy. */
export const NEVER_JUDGED = [
  ...["events", "secrets"],
  ...["policies", "policybindings"].flatMap((suffix) =>
    ["validating", "mutating"].map((kind) => `${kind}admission${suffix}.admissionregistration.k8s.io`),
  ),
];

const Match = z.looseObject({
  matchConstraints: z
    .looseObject({
      resourceRules: z
        .array(z.looseObject({ apiGroups: z.array(z.string()).default([]), resources: z.array(z.string()).default([]) }))
        .default([]),
    })
    .prefault({}),
});

/** Resources that policies name: which of those that a cluster has are to be read, and of which nothing can be said. */
export interface NamedResources {
  readonly judged: readonly string[];
  readonly notJudged: readonly Worded[];
}

const keyOf = (plural: string, group: string) => (group === "" ? plural : `${plural}.${group}`);

const isNamed = (resource: string, group: string, plural: string) => {
  const [own = "", ...rest] = resource.split(".");
  return (group === ANY || group === rest.join(".")) && (plural === ANY || plural === own);
};

/**
 * Which resources the rules of policies mean, of those that an agent observes and may read. A resource that is named and not among
 * them, and every subresource, is said to be not judged: of what nobody has read, nothing may look clean.
 */
export function namedResources(policies: readonly PolicyObject[], observed: readonly string[]): NamedResources {
  const judged = new Set<string>();
  const notJudged = new Map<string, Worded>();
  const say = (text: Worded) => notJudged.set(text.message, text);
  for (const policy of policies) {
    const match = Match.safeParse(policy.spec as JsonObject);
    for (const { apiGroups, resources } of match.success ? match.data.matchConstraints.resourceRules : [])
      for (const group of apiGroups)
        for (const pattern of resources) {
          const [plural = "", subresource] = pattern.split("/", 2);
          if (subresource !== undefined) say(worded("ImpactOfSubresource", { resource: pattern }));
          if (subresource !== undefined && subresource !== ANY) continue;
          const found = observed.filter((resource) => isNamed(resource, group, plural));
          for (const resource of found) if (!NEVER_JUDGED.includes(resource)) judged.add(resource);
          if (plural === ANY || group === ANY) say(worded("ImpactOnlyObserved"));
          else if (found.length === 0 || NEVER_JUDGED.includes(keyOf(plural, group)))
            say(worded("ImpactNotObserved", { resource: keyOf(plural, group) }));
        }
  }
  return { judged: [...judged].sort(), notJudged: [...notJudged.values()] };
}
