import { badRequest, invalid } from "../api-error";
import type { WriteOptions } from "../cluster-api";
import type { PropagationPolicy } from "../cluster-store";
import { type FieldCause, fieldCause } from "../field-cause";
import { parseFieldSelector } from "../field-selector";
import { parseLabelSelector } from "../label-selector";
import type { ListRequest } from "../read/list-objects";
import type { ResourceType } from "../resource-type";
import type { DeleteOptions } from "../write/delete-object";

const refuse = (kind: string, causes: readonly FieldCause[]) => {
  if (causes.length > 0) throw invalid({ group: "meta.k8s.io", kind }, "", causes);
};

const wholeNumber = (query: URLSearchParams, name: string): number => {
  const text = query.get(name);
  if (text === null || text === "") return 0;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
};

/** Whether a query parameter says yes. */
export const isSet = (query: URLSearchParams, name: string): boolean => ["true", "1", "True"].includes(query.get(name) ?? "");

const matchFault = (detail: string) => [fieldCause.forbidden("resourceVersionMatch", detail)];

const checkVersionMatch = (query: URLSearchParams, isWatch: boolean): void => {
  const [match, version] = [query.get("resourceVersionMatch") ?? "", query.get("resourceVersion") ?? ""];
  const sendsInitial = query.has("sendInitialEvents");
  if (isWatch) {
    if (sendsInitial && match !== "NotOlderThan")
      refuse("ListOptions", matchFault("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    if (!sendsInitial && match !== "") {
      refuse("ListOptions", matchFault("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
    }
    return;
  }
  if (sendsInitial) refuse("ListOptions", [fieldCause.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list")]);
  if (match === "") return;
  if (version === "") refuse("ListOptions", matchFault("resourceVersionMatch is forbidden unless resourceVersion is provided"));
  if (match === "Exact" && version === "0")
    refuse("ListOptions", matchFault('resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
  if (match !== "Exact" && match !== "NotOlderThan") {
    refuse("ListOptions", [fieldCause.notSupported("resourceVersionMatch", match, ["Exact", "NotOlderThan", ""])]);
  }
};

/** The options of a list or a watch. Selectors are compiled, contradictions refused (422). */
export function listRequest(query: URLSearchParams, type: ResourceType, namespace: string | undefined, isWatch: boolean): ListRequest {
  checkVersionMatch(query, isWatch);
  const [labels, fields] = [query.get("labelSelector") ?? "", query.get("fieldSelector") ?? ""];
  return {
    ...{ type, namespace, limit: wholeNumber(query, "limit"), continueToken: query.get("continue") ?? "" },
    labels: labels === "" ? null : parseLabelSelector(labels),
    fields: fields === "" ? null : parseFieldSelector(fields, type),
    resourceVersion: query.get("resourceVersion") ?? "",
    resourceVersionMatch: query.get("resourceVersionMatch") ?? "",
  };
}

/** How long a watch is to last, in milliseconds; null when the client leaves it to the server. */
export function watchTimeoutMs(query: URLSearchParams): number | null {
  const seconds = wholeNumber(query, "timeoutSeconds");
  return seconds > 0 ? seconds * 1000 : null;
}

const VALIDATIONS = ["Ignore", "Warn", "Strict"] as const;

/** The options of a write. `kind` names the option type in refusals, such as `CreateOptions`. */
export function writeOptions(query: URLSearchParams, kind: string, user: string, userAgent: string): WriteOptions {
  const dryRun = query.getAll("dryRun");
  const isUnknown = dryRun.some((value) => value !== "All");
  if (isUnknown) refuse(kind, [fieldCause.notSupported("dryRun", dryRun, ["All"])]);
  const validation = query.get("fieldValidation") ?? "Warn";
  const fieldValidation = VALIDATIONS.find((known) => known === validation);
  if (!fieldValidation) {
    const cause = fieldCause.notSupported("fieldValidation", validation, ["", ...VALIDATIONS]);
    throw invalid({ group: "meta.k8s.io", kind }, "", [cause]);
  }
  const fieldManager = query.get("fieldManager") || userAgent.split("/")[0] || "unknown";
  return { isDryRun: dryRun.length > 0, fieldManager, fieldValidation, user };
}

/** Whether an apply is forced; it has to name its manager (422). */
export function applyForce(query: URLSearchParams): boolean {
  if (!query.get("fieldManager")) refuse("PatchOptions", [fieldCause.required("fieldManager", "is required for apply patch")]);
  return isSet(query, "force");
}

const POLICIES: readonly PropagationPolicy[] = ["Foreground", "Background", "Orphan"];

/** The options of a deletion, from the body or else from the query. */
export function deleteOptions(
  query: URLSearchParams,
  body: Readonly<Record<string, unknown>> | null,
): DeleteOptions & { readonly dryRun: readonly string[] } {
  const given = (body ?? {}) as { propagationPolicy?: string; gracePeriodSeconds?: number; dryRun?: string[] } & Pick<
    DeleteOptions,
    "preconditions"
  >;
  const policy = given.propagationPolicy ?? query.get("propagationPolicy") ?? undefined;
  const propagationPolicy = POLICIES.find((known) => known === policy);
  if (policy !== undefined && !propagationPolicy) {
    refuse("DeleteOptions", [fieldCause.notSupported("propagationPolicy", policy, [...POLICIES, "nil"])]);
  }
  const grace = given.gracePeriodSeconds ?? (query.has("gracePeriodSeconds") ? wholeNumber(query, "gracePeriodSeconds") : undefined);
  return {
    ...(propagationPolicy ? { propagationPolicy } : {}),
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(given.preconditions ? { preconditions: given.preconditions } : {}),
    dryRun: given.dryRun ?? [],
  };
}
