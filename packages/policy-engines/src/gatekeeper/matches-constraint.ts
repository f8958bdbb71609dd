import type { ConstraintMatch, LabelSelector } from "./constraint";
import { groupVersion, isNamespace, type KubeObject } from "./kube-object";

type Labels = Readonly<Record<string, string>>;

function selects(selector: LabelSelector, labels: Labels = {}): boolean {
  const value = (key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  if (!Object.entries(selector.matchLabels ?? {}).every(([key, wanted]) => value(key) === wanted)) return false;
  return (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const found = value(key);
    if (operator === "Exists") return found !== undefined;
    if (operator === "DoesNotExist") return found === undefined;
    const isOneOf = found !== undefined && values.includes(found);
    return operator === "In" ? isOneOf : !isOneOf;
  });
}

/** Whether a name is as written, with a star at an end for anything. */
function fits(glob: string, name: string): boolean {
  const [isOpenBefore, isOpenAfter] = [glob.startsWith("*"), glob.endsWith("*")];
  const text = glob.slice(isOpenBefore ? 1 : 0, isOpenAfter && glob.length > 1 ? -1 : undefined);
  if (isOpenBefore && isOpenAfter) return name.includes(text);
  if (isOpenBefore) return name.endsWith(text);
  return isOpenAfter ? name.startsWith(text) : name === text;
}

const isListed = (list: readonly string[] | undefined, name: string) =>
  !list || list.length === 0 || list.includes("*") || list.includes(name);

function fitsKinds({ kinds = [] }: ConstraintMatch, { apiVersion, kind }: KubeObject): boolean {
  const { group } = groupVersion(apiVersion);
  return kinds.length === 0 || kinds.some((each) => isListed(each.kinds, kind) && isListed(each.apiGroups, group));
}

function fitsScope({ scope = "*" }: ConstraintMatch, object: KubeObject): boolean {
  const isWithin = Boolean(object.metadata.namespace) && !isNamespace(object);
  return scope === "*" || (scope === "Namespaced") === isWithin;
}

function fitsNamespaces({ namespaces = [], excludedNamespaces = [] }: ConstraintMatch, object: KubeObject): boolean {
  const name = isNamespace(object) ? object.metadata.name : object.metadata.namespace;
  // What is of the whole cluster is in no namespace that could be listed or excluded.
  if (!name) return true;
  if (namespaces.length > 0 && !namespaces.some((glob) => fits(glob, name))) return false;
  return !excludedNamespaces.some((glob) => fits(glob, name));
}

/** Whether Gatekeeper asks a constraint about an object; "unknown" where the namespace's labels decide and nobody knows them. */
export function matchesConstraint(match: ConstraintMatch, object: KubeObject, namespaceLabels: Labels | undefined): boolean | "unknown" {
  const { name, generateName, namespace, labels } = object.metadata;
  // Objects of generators stand for nothing that is in a cluster.
  if (match.source === "Generated") return false;
  if (!fitsKinds(match, object) || !fitsScope(match, object) || !fitsNamespaces(match, object)) return false;
  if (match.name && !fits(match.name, name ?? generateName ?? "")) return false;
  if (match.labelSelector && !selects(match.labelSelector, labels)) return false;
  if (!match.namespaceSelector) return true;
  if (isNamespace(object)) return selects(match.namespaceSelector, labels);
  if (!namespace) return true;
  return namespaceLabels ? selects(match.namespaceSelector, namespaceLabels) : "unknown";
}
