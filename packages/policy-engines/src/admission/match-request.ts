import type { AdmissionRequest, ClusterObject } from "./admission-request";
import { isEmptySelector, selects } from "./label-selector";
import type { LabelSelector, MatchResources, RequestRule } from "./policy-spec";

const has = (list: readonly string[] | undefined, value: string) => list?.includes("*") === true || list?.includes(value) === true;

/** `pods`, `pods/status`, `pods/*`, `*`, `*`/`scale`, `*`/`*`: the resource, and the door through which it is written. */
const isResourceMeant = (pattern: string, { resource: { resource }, subresource = "" }: AdmissionRequest): boolean => {
  const [plural, door] = pattern.split("/");
  if (plural !== "*" && plural !== resource) return false;
  return door === undefined ? subresource === "" : door === "*" || door === subresource;
};

const isScopeMeant = (scope: string | undefined, { isNamespaced, resource: { resource, group } }: AdmissionRequest): boolean => {
  // A namespace is not in one, whatever its requests say.
  const isInNamespace = isNamespaced && !(group === "" && resource === "namespaces");
  if (scope === "Namespaced") return isInNamespace;
  return scope !== "Cluster" || !isInNamespace;
};

const isMeant = (rule: RequestRule, request: AdmissionRequest, isEquivalent: boolean): boolean =>
  has(rule.operations, request.operation) &&
  has(rule.apiGroups, request.resource.group) &&
  // An equivalent version of the same resource is the same resource.
  (isEquivalent || has(rule.apiVersions, request.resource.version)) &&
  (rule.resources ?? []).some((pattern) => isResourceMeant(pattern, request)) &&
  (!rule.resourceNames || rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name)) &&
  isScopeMeant(rule.scope, request);

const labelsOf = (object: ClusterObject | null): Readonly<Record<string, string>> | undefined =>
  (object?.metadata as { labels?: Record<string, string> } | undefined)?.labels;

const isNamespaceMeant = (selector: LabelSelector | undefined, request: AdmissionRequest): boolean => {
  if (isEmptySelector(selector)) return true;
  if (request.resource.group === "" && request.resource.resource === "namespaces")
    return selects(selector, labelsOf(request.object ?? request.oldObject));
  return request.namespace === "" || selects(selector, labelsOf(request.namespaceObject));
};

const isObjectMeant = (selector: LabelSelector | undefined, { object, oldObject }: AdmissionRequest): boolean =>
  isEmptySelector(selector) || [object, oldObject].some((each) => each !== null && selects(selector, labelsOf(each)));

/** Whether a write is one of those that a policy or a binding is about; without resource rules every resource is. */
export function isRequestMeant(match: MatchResources | undefined, request: AdmissionRequest): boolean {
  if (!match) return true;
  const isEquivalent = match.matchPolicy !== "Exact";
  const { resourceRules = [], excludeResourceRules = [] } = match;
  if (excludeResourceRules.some((rule) => isMeant(rule, request, isEquivalent))) return false;
  if (resourceRules.length > 0 && !resourceRules.some((rule) => isMeant(rule, request, isEquivalent))) return false;
  return isNamespaceMeant(match.namespaceSelector, request) && isObjectMeant(match.objectSelector, request);
}
