import { ApiError } from "../api-error";
import { resourceKey } from "../resource-type";

/** What a token may do, in the form of an RBAC rule. `namespaces` limits it to some; without, it holds everywhere. */
export interface AccessRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
  readonly namespaces?: readonly string[];
}

/** Who a bearer token stands for. */
export interface TokenIdentity {
  readonly user: string;
  readonly rules: readonly AccessRule[];
}

/** One thing that somebody wants to do. */
export interface AccessRequest {
  readonly verb: string;
  readonly group: string;
  readonly plural: string;
  readonly subresource: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** Everything, everywhere: what a token may do when nothing else is said. */
export const allRules: readonly AccessRule[] = [
  { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
  { nonResourceURLs: ["*"], verbs: ["*"] },
];

const has = (list: readonly string[] | undefined, value: string) => list?.includes("*") === true || list?.includes(value) === true;

const isMet = (rule: AccessRule, { verb, group, plural, subresource, namespace, name }: AccessRequest): boolean => {
  const resource = subresource === "" ? plural : `${plural}/${subresource}`;
  const isResource = has(rule.resources, resource) || (subresource !== "" && rule.resources?.includes(`*/${subresource}`) === true);
  const isNamed = !rule.resourceNames || rule.resourceNames.includes(name);
  const isHere = !rule.namespaces || (namespace !== null && rule.namespaces.includes(namespace));
  return has(rule.verbs, verb) && has(rule.apiGroups, group) && isResource && isNamed && isHere;
};

/** Whether the rules allow a request to a resource. */
export const isAllowed = (rules: readonly AccessRule[], request: AccessRequest): boolean => rules.some((rule) => isMet(rule, request));

const PUBLIC_PATHS = ["/api", "/apis", "/healthz", "/livez", "/readyz", "/version", "/openapi"];

/** Whether the rules allow a path that names no resource. Discovery and health are open to everyone who is known. */
export function isPathAllowed(rules: readonly AccessRule[], path: string, verb: string): boolean {
  const isPublic = PUBLIC_PATHS.some((known) => path === known || path.startsWith(`${known}/`));
  if (isPublic && verb === "get") return true;
  const covers = (pattern: string) => pattern === path || (pattern.endsWith("*") && path.startsWith(pattern.slice(0, -1)));
  return rules.some((rule) => has(rule.verbs, verb) && rule.nonResourceURLs?.some(covers) === true);
}

/** 403 in the words of the real authoriser. */
export function accessDenied(user: string, request: AccessRequest): ApiError {
  const { verb, group, plural, subresource, namespace, name } = request;
  const resource = subresource === "" ? plural : `${plural}/${subresource}`;
  const scope = namespace === null ? "at the cluster scope" : `in the namespace ${JSON.stringify(namespace)}`;
  const rule = `User ${JSON.stringify(user)} cannot ${verb} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(group)} ${scope}`;
  const key = resourceKey(group, plural);
  const subject = name === "" ? key : `${key} ${JSON.stringify(name)}`;
  return new ApiError(403, "Forbidden", `${subject} is forbidden: ${rule}`, {
    ...(name === "" ? {} : { name }),
    ...(group === "" ? {} : { group }),
    kind: plural,
  });
}

/** 403 for a path. */
export const pathDenied = (user: string, path: string, verb: string) =>
  new ApiError(403, "Forbidden", `forbidden: User ${JSON.stringify(user)} cannot ${verb} path ${JSON.stringify(path)}`, {});

/** 401: nobody is known by this token. */
export const unauthorized = () => new ApiError(401, "Unauthorized", "Unauthorized");
