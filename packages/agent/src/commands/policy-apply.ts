import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { PolicyKind, PolicyObject } from "@holdfast/contracts/policy-object";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { hasStatus, type KubeError } from "../kube/kube-error";
import type { KubePort } from "../kube/kube-port";
import { CONTENT_HASH, findPolicyKind, ownerPolicy, POLICY, policyRef } from "../kube/policies";
import { defineCommand, Refused } from "./define-command";
import { objectChange } from "./object-diff";

interface Version {
  readonly policy: string;
  readonly contentHash: string;
}

const MOST_TRIES = 5;

/** Two managers want one field; the other conflict is one of versions, and passes. */
const isFieldConflict = (cause: unknown): cause is KubeError => hasStatus(cause, 409) && cause.message.startsWith("Apply failed");

const about = (kind: PolicyKind, name: string) => ({ apiVersion: "admissionregistration.k8s.io/v1", kind, namespace: null, name });

async function resourceOf(kube: KubePort, kind: PolicyKind) {
  const resource = await findPolicyKind(kube, kind);
  if (!resource) throw new Refused("KindAbsent", `This cluster's API server has no ${kind}; it needs Kubernetes 1.30 or newer.`);
  return resource;
}

function checkOurs(live: KubeObject, kind: PolicyKind, name: string, policy: string): void {
  const owner = ownerPolicy(live);
  if (owner === policy) return;
  const whose = owner ? `belongs to the policy ${owner}` : "was not put there by Holdfast";
  throw new Refused("NotOurs", `The ${kind} ${name} ${whose}, so it is left alone.`);
}

/** What is applied: the object with the marks by which it is known again. The version read makes it fail when overtaken. */
const marked = (object: PolicyObject, { policy, contentHash }: Version, live: KubeObject | undefined) => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: { ...object.metadata.annotations, [POLICY]: policy, [CONTENT_HASH]: contentHash },
    ...(live?.metadata?.resourceVersion ? { resourceVersion: live.metadata.resourceVersion } : {}),
  },
});

/** The API server's type checker writes the status of a policy at its own time; then the version is another, and we look again. */
async function untilNotOvertaken<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (cause) {
      if (!hasStatus(cause, 409) || isFieldConflict(cause) || attempt >= MOST_TRIES) throw cause;
    }
  }
}

async function applyObject(kube: KubePort, object: PolicyObject, version: Version): Promise<ObjectChange> {
  const { kind } = object;
  const { name } = object.metadata;
  const ref = policyRef(await resourceOf(kube, kind), name);
  const live = await kube.read(ref);
  if (live) checkOurs(live, kind, name, version.policy);
  try {
    // Fields that are not named in KubeObject travel along: the spec is the sender's, the server checks it.
    const { body, warnings } = await kube.apply<KubeObject>(ref, marked(object, version, live));
    return objectChange(about(kind, name), live, body, warnings);
  } catch (cause) {
    if (isFieldConflict(cause)) throw new Refused("FieldConflict", `Another manager owns fields of the ${kind} ${name}: ${cause.message}`);
    if (hasStatus(cause, 422) || hasStatus(cause, 400))
      throw new Refused("Invalid", `The API server refuses the ${kind} ${name}: ${cause.message}`);
    throw cause;
  }
}

async function removeObject(kube: KubePort, kind: PolicyKind, name: string, policy: string): Promise<ObjectChange> {
  const ref = policyRef(await resourceOf(kube, kind), name);
  const live = await kube.read(ref);
  if (!live) return objectChange(about(kind, name), undefined, undefined);
  checkOurs(live, kind, name, policy);
  const { uid = "", resourceVersion = "" } = live.metadata ?? {};
  try {
    await kube.remove(ref, { uid, resourceVersion });
  } catch (cause) {
    if (!hasStatus(cause, 404)) throw cause;
  }
  return objectChange(about(kind, name), live, undefined);
}

/** A policy before its binding, so that no binding ever points at nothing; when removing, the other way round. */
const policiesFirst = (a: { kind: PolicyKind }, b: { kind: PolicyKind }) => a.kind.length - b.kind.length;

/** `policy.apply`: server-side apply of every object, after a dry run of all of them, so that a refusal leaves nothing half done. */
export const applyPolicy = defineCommand({
  contract: policyApply,
  rbac: [
    {
      apiGroups: ["admissionregistration.k8s.io"],
      resources: ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
      verbs: ["get", "create", "patch", "delete"],
    },
  ],
  async handle({ kube, rehearsal }, { objects, remove, policy, contentHash }) {
    const run = async (port: KubePort) => {
      const changes: ObjectChange[] = [];
      for (const object of [...objects].sort(policiesFirst))
        changes.push(await untilNotOvertaken(() => applyObject(port, object, { policy, contentHash })));
      for (const { kind, name } of [...remove].sort(policiesFirst).reverse())
        changes.push(await untilNotOvertaken(() => removeObject(port, kind, name, policy)));
      return changes;
    };
    if (!kube.isDryRun) await run(rehearsal);
    const changes = await run(kube);
    return { output: { changes }, changes };
  },
});
