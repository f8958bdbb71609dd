import type { PolicyFamily } from "@holdfast/contracts/policy-kinds";
import { observedResources } from "@holdfast/contracts/resources";
import { commands } from "../commands/command-list";
import { queries } from "../queries/query-list";
import { rightsOf } from "./missing-rights";
import { pushing } from "./pushing";
import type { RbacRule } from "./rbac-rule";

/** A ClusterRole as it is applied. */
export interface ClusterRole {
  readonly apiVersion: "rbac.authorization.k8s.io/v1";
  readonly kind: "ClusterRole";
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly rules: readonly RbacRule[];
}

/** The name of everything that belongs to the agent in its cluster. */
export const AGENT_NAME = "holdfast-agent";
export const AGENT_LABELS = { "app.kubernetes.io/name": AGENT_NAME, "app.kubernetes.io/part-of": "holdfast" };

/** Rules that are not those of any command or question: what every agent observes, and by which it knows its cluster. */
const ownRules: readonly RbacRule[] = [
  ...observedResources.map(({ group, plural }) => ({ apiGroups: [group], resources: [plural], verbs: ["list", "watch"] })),
  { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
];

/** One rule for all resources of a group that may be used in the same ways, in a fixed order. */
function merged(rules: readonly RbacRule[]): RbacRule[] {
  const verbs = new Map<string, Set<string>>();
  for (const { group, resource, verb } of rightsOf(rules)) {
    const key = JSON.stringify([group, resource]);
    verbs.set(key, (verbs.get(key) ?? new Set()).add(verb));
  }
  const byUse = new Map<string, { group: string; resources: string[]; verbs: string[] }>();
  for (const [key, used] of [...verbs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [group = "", resource = ""] = JSON.parse(key) as [string, string];
    const list = [...used].sort();
    const use = JSON.stringify([group, list]);
    const rule = byUse.get(use) ?? { group, resources: [], verbs: list };
    rule.resources.push(resource);
    byUse.set(use, rule);
  }
  return [...byUse.values()].map(({ group, resources, verbs: list }) => ({ apiGroups: [group], resources, verbs: list }));
}

/** A resource in the API's own words (`certificates.cert-manager.io`) as a rule with these verbs. */
function ruleFor(key: string, verbs: readonly string[]): RbacRule {
  const [plural = "", ...group] = key.split(".");
  return { apiGroups: [group.join(".")], resources: [plural], verbs };
}

/** What it takes to observe a resource and to show one of it. */
export const observing = (key: string): RbacRule => ruleFor(key, ["get", "list", "watch"]);

/**
 * What the agent may do: the sum of what it observes, its commands and its questions, and what its owner adds: kinds to observe
 * or to be edited, the logs of containers, terminals in them, and further families of policies. Never typed by hand.
 */
export const clusterRole = (
  observed: readonly string[] = [],
  editable: readonly string[] = [],
  areLogsShown = false,
  isExecAllowed = false,
  families: readonly PolicyFamily[] = [],
): ClusterRole => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRole",
  metadata: { name: AGENT_NAME, labels: AGENT_LABELS },
  rules: merged([
    ...ownRules,
    ...commands.flatMap((each) => each.rbac),
    ...queries.flatMap((each) => each.rbac),
    ...observed.map(observing),
    ...editable.map((key) => ruleFor(key, ["get", "patch"])),
    ...(areLogsShown ? [{ apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }] : []),
    ...families.flatMap(pushing),
    // Opening a WebSocket is a GET, and API servers of the newer releases ask for the other right as well.
    ...(isExecAllowed ? [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create", "get"] }] : []),
  ]),
});
