// One object of a policy: applied, removed, or refused in words that name it.
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { factsOfKind } from "@holdfast/contracts/policy-kinds";
import { type PolicyObject, type PolicyRef, refOf, refText } from "@holdfast/contracts/policy-object";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { claimFields, wasApplied } from "../drift/claim-fields";
import { hasStatus, type KubeError } from "../kube/kube-error";
import type { KubePort } from "../kube/kube-port";
import { CONTENT_HASH, findPolicyKind, findWrittenKind, ownerPolicy, POLICY, policyRef } from "../kube/policies";
import { Refused } from "./define-command";
import { objectChange } from "./object-diff";
import { checkNotInUse } from "./template-in-use";

/** The version that an object is applied for. */
export interface PolicyVersionMark {
  readonly policy: string;
  readonly contentHash: string;
  /** Takes back what others decided of the object. */
  readonly takeOver?: true | undefined;
}

const MOST_TRIES = 5;

/** Two managers want one field; the other conflict is one of versions, and passes. */
const isFieldConflict = (cause: unknown): cause is KubeError => hasStatus(cause, 409) && cause.message.startsWith("Apply failed");
const isMissingRight = (cause: unknown): cause is KubeError => hasStatus(cause, 403) && / cannot [a-z]+ resource /.test(cause.message);
const isMissingNamespace = (cause: unknown): cause is KubeError => hasStatus(cause, 404) && cause.message.startsWith("namespaces ");
/** A built-in kind that has no such field is said so with a 500; the others are how servers refuse and how webhooks deny. */
const isRefusal = (cause: unknown): cause is KubeError =>
  [400, 422, 403].some((status) => hasStatus(cause, status)) ||
  (hasStatus(cause, 500) && cause.message.startsWith("failed to create typed patch object"));

const about = ({ kind, namespace, name }: PolicyRef, apiVersion: string): Omit<ObjectChange, "operation" | "fields" | "warnings"> => ({
  apiVersion,
  kind,
  namespace: namespace ?? null,
  name,
});

function checkOurs(live: KubeObject, ref: PolicyRef, { policy, takeOver }: Omit<PolicyVersionMark, "contentHash">): void {
  const owner = ownerPolicy(live);
  if (owner === policy) return;
  // Whoever edits an object may take its marks off; what we applied ourselves is taken back all the same.
  if (takeOver && !owner && wasApplied(live)) return;
  const whose = owner ? `belongs to the policy ${owner}` : "was not put there by Holdfast";
  throw new Refused("NotOurs", `The ${refText(ref)} ${whose}, so it is left alone.`);
}

/** The refusal that a failure comes to, or the failure itself. */
function refusalOf(cause: unknown, ref: PolicyRef): unknown {
  const { family, plural } = factsOfKind(ref.kind);
  if (isMissingRight(cause))
    return new Refused(
      "NotAllowed",
      `The agent's account may not push ${plural}: ${cause.message}. Open the family when its role is made: holdfast-agent rbac --policies ${family} | kubectl apply -f -`,
    );
  if (isMissingNamespace(cause))
    return new Refused(
      "NamespaceAbsent",
      `There is no namespace ${ref.namespace} for the ${refText(ref)}. Make it, or correct metadata.namespace.`,
    );
  if (isFieldConflict(cause)) return new Refused("FieldConflict", `Another manager owns fields of the ${refText(ref)}: ${cause.message}`);
  if (isRefusal(cause)) return new Refused("Invalid", `The API server refuses the ${refText(ref)}: ${cause.message}`);
  return cause;
}

/** What is applied: the object with the marks by which it is known again. The version read makes it fail when overtaken. */
function marked({ spec, ...object }: PolicyObject, { policy, contentHash }: PolicyVersionMark, live: KubeObject | undefined) {
  return {
    ...object,
    ...(factsOfKind(object.kind).body === "spec" ? { spec } : {}),
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, [POLICY]: policy, [CONTENT_HASH]: contentHash },
      ...(live?.metadata?.resourceVersion ? { resourceVersion: live.metadata.resourceVersion } : {}),
    },
  };
}

/** What judges by a policy writes its status at its own time; then the version is another, and we look again. */
async function untilNotOvertaken<T>(ref: PolicyRef, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (cause) {
      if (!hasStatus(cause, 409) || isFieldConflict(cause) || attempt >= MOST_TRIES) throw refusalOf(cause, ref);
    }
  }
}

async function resourceOf(kube: KubePort, { apiVersion, kind }: PolicyObject) {
  const { needs } = factsOfKind(kind);
  const served = await findPolicyKind(kube, kind);
  if (!served) throw new Refused("KindAbsent", `This cluster's API server has no ${kind}; it needs ${needs}.`);
  const written = await findWrittenKind(kube, kind, apiVersion);
  if (written) return written;
  const newest = served.group === "" ? served.version : `${served.group}/${served.version}`;
  throw new Refused(
    "KindAbsent",
    `This cluster's API server has no ${kind} of ${apiVersion}; write ${newest}, which it has, or upgrade it.`,
  );
}

/** Applies one object by server-side apply, by force only to take it over, and with no field that its kind has not. Throws `Refused`. */
export const applyPolicyObject = (kube: KubePort, object: PolicyObject, version: PolicyVersionMark): Promise<ObjectChange> =>
  untilNotOvertaken(refOf(object), async () => {
    const own = refOf(object);
    const ref = policyRef(await resourceOf(kube, object), own);
    const live = await kube.read(ref);
    if (live) checkOurs(live, own, version);
    const before = live && version.takeOver && !kube.isDryRun ? await claimFields(kube, ref, live) : live;
    const how = { isStrict: true, isForced: version.takeOver === true };
    // Fields that are not named in KubeObject travel along: what the kind says is the sender's, the server checks it.
    const { body, warnings } = await kube.apply<KubeObject>(ref, marked(object, version, before), how);
    return objectChange(about(own, object.apiVersion), live, body, warnings);
  });

/** What is said of an object that can't be tried before others are there. */
export const untriedChange = (object: PolicyObject, why: string): ObjectChange => ({
  ...about(refOf(object), object.apiVersion),
  operation: "create",
  fields: [],
  warnings: [why],
});

/** Removes one object of the policy, as it was read. What is not there any more, also because its kind is gone, is none to remove. */
export const removePolicyObject = (kube: KubePort, own: PolicyRef, policy: string): Promise<ObjectChange> =>
  untilNotOvertaken(own, async () => {
    const resource = await findPolicyKind(kube, own.kind);
    const { group, versions } = factsOfKind(own.kind);
    const version = resource?.version ?? versions[0] ?? "";
    const what = about(own, group === "" ? version : `${group}/${version}`);
    const live = resource && (await kube.read(policyRef(resource, own)));
    if (!resource || !live) return objectChange(what, undefined, undefined);
    checkOurs(live, own, { policy });
    await checkNotInUse(kube, own, live, policy);
    const { uid = "", resourceVersion = "" } = live.metadata ?? {};
    try {
      await kube.remove(policyRef(resource, own), { uid, resourceVersion });
    } catch (cause) {
      if (!hasStatus(cause, 404)) throw cause;
    }
    return objectChange(what, live, undefined);
  });
