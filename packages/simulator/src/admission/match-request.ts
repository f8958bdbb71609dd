import type { AdmissionRequest } from "../kube/admission-port";
import type { KubeObject } from "../kube/cluster-store";
import type { MatchResources, RequestRule } from "../kube/kinds/admission-rules";
import { selectorTest } from "../kube/label-selector";
import type { LabelSelector } from "../kube/types/pod";

const has = (list: readonly string[] | undefined, value: string) => list?.includes("*") === true || list?.includes(value) === true;

/** `pods`, `pods/status`, `pods/*`, `*`/`scale`: the resource, and the door through which it is written. */
const isResourceMeant = (pattern: string, { type, subresource }: AdmissionRequest): boolean => {
  const [plural, door] = pattern.split("/");
  const isPlural = plural === "*" || plural === type.plural;
  if (door === undefined) return isPlural && (subresource === "" || (pattern === "*" && subresource === ""));
  return isPlural && (door === "*" || door === subresource);
};

const isScopeMeant = (scope: string | undefined, { type }: AdmissionRequest): boolean => {
  if (scope === "Namespaced") return type.isNamespaced;
  return scope !== "Cluster" || !type.isNamespaced;
};

const isMeant = (rule: RequestRule, request: AdmissionRequest, isEquivalent: boolean): boolean =>
  has(rule.operations, request.operation) &&
  has(rule.apiGroups, request.type.group) &&
  // An equivalent version of the same resource is the same resource.
  (isEquivalent || has(rule.apiVersions, request.type.version)) &&
  (rule.resources ?? []).some((pattern) => isResourceMeant(pattern, request)) &&
  (!rule.resourceNames || rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name)) &&
  isScopeMeant(rule.scope, request);

const isEmpty = (selector: LabelSelector | undefined) =>
  Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length === 0;

type Labels = Readonly<Record<string, string>> | undefined;
const labelsOf = (object: Readonly<Record<string, unknown>> | undefined): Labels =>
  (object?.metadata as { labels?: Record<string, string> } | undefined)?.labels;

const isNamespaceMeant = (selector: LabelSelector | undefined, request: AdmissionRequest, namespace: KubeObject | undefined): boolean => {
  if (isEmpty(selector)) return true;
  const test = selectorTest(selector);
  if (request.type.key === "namespaces") return test(labelsOf(request.object ?? request.oldObject));
  return request.namespace === null || test(namespace?.metadata.labels);
};

const isObjectMeant = (selector: LabelSelector | undefined, { object, oldObject }: AdmissionRequest): boolean => {
  if (isEmpty(selector)) return true;
  const test = selectorTest(selector);
  return [object, oldObject].some((each) => each !== undefined && test(labelsOf(each)));
};

/** Whether a write is one of those that a policy or a binding is about; without resource rules every resource is. */
export function isRequestMeant(match: MatchResources | undefined, request: AdmissionRequest, namespace: KubeObject | undefined): boolean {
  if (!match) return true;
  const isEquivalent = match.matchPolicy !== "Exact";
  const { resourceRules, excludeResourceRules = [] } = match;
  if (excludeResourceRules.some((rule) => isMeant(rule, request, isEquivalent))) return false;
  if (resourceRules && resourceRules.length > 0 && !resourceRules.some((rule) => isMeant(rule, request, isEquivalent))) return false;
  return isNamespaceMeant(match.namespaceSelector, request, namespace) && isObjectMeant(match.objectSelector, request);
}
