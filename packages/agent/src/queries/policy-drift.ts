import { type PolicyObject, refOf } from "@holdfast/contracts/policy-object";
import { type ObjectDrift, policyDrift } from "@holdfast/contracts/queries/policy-drift";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { driftedFields } from "../drift/drifted-fields";
import { expectedObject } from "../drift/expected-object";
import { foreignManagers } from "../drift/foreign-managers";
import { hasStatus } from "../kube/kube-error";
import { FIELD_MANAGER, type ObjectRef } from "../kube/kube-port";
import { CONTENT_HASH, findPolicyKind, findWrittenKind, POLICY, policyRef } from "../kube/policies";
import { messageOf } from "../problem";
import { pushing } from "../rbac/pushing";
import { defineQuery, type QueryContext } from "./define-query";

/** What is wanted of an object, and the marks by which it is known again. */
interface Wanted {
  readonly object: PolicyObject;
  readonly marks: Readonly<Record<string, string>>;
}

async function changesOf({ rehearsal }: QueryContext, ref: ObjectRef, { object, marks }: Wanted, live: KubeObject) {
  try {
    const expected = await expectedObject(rehearsal, ref, object, live);
    const { labels = {}, annotations = {} } = object.metadata;
    const { fields, omitted } = driftedFields(expected, live, { labels, annotations: { ...annotations, ...marks } });
    return { state: fields.length > 0 ? ("changed" as const) : ("asPushed" as const), message: null, fields, omitted };
  } catch (cause) {
    // What the API server would not take at all says nothing of what is there.
    if (![400, 403, 422].some((status) => hasStatus(cause, status))) throw cause;
    return { state: "untold" as const, message: messageOf(cause).slice(0, 1024), fields: [], omitted: 0 };
  }
}

/** Our own writes are known without an audit log. */
const writesOf = ({ audited }: QueryContext, { resource: { group, plural }, namespace, name }: ObjectRef) =>
  (audited?.of({ group, plural, namespace: namespace ?? null, name }) ?? []).filter(({ manager }) => manager !== FIELD_MANAGER);

async function driftOf(context: QueryContext, wanted: Wanted): Promise<ObjectDrift> {
  const { kind, name, namespace } = refOf(wanted.object);
  const about = { kind, name, namespace: namespace ?? null };
  const none = { fields: [], omitted: 0, managers: [], writes: [] };
  const served = await findPolicyKind(context.kube, kind);
  if (!served) return { ...about, ...none, state: "deleted", message: null };
  const resource = await findWrittenKind(context.kube, kind, wanted.object.apiVersion);
  if (!resource) return { ...about, ...none, state: "untold", message: `The API server has no ${kind} of ${wanted.object.apiVersion}.` };
  const ref = policyRef(resource, { name, namespace });
  const live = await context.kube.read(ref);
  // Asked for after the reading: what has come meanwhile may tell of what was read.
  if (!live) return { ...about, ...none, state: "deleted", message: null, writes: writesOf(context, ref) };
  const changes = await changesOf(context, ref, wanted, live);
  return { ...about, ...changes, managers: foreignManagers(live), writes: writesOf(context, ref) };
}

/** `policy.drift`: what the cluster's objects of a policy differ in from what is wanted of them, and who has changed them. */
export const readPolicyDrift = defineQuery({
  contract: policyDrift,
  rbac: pushing("admission").map((rule) => ({ ...rule, verbs: ["get", "patch"] })),
  async handle(context, { policy, contentHash, objects }) {
    const marks = { [POLICY]: policy, [CONTENT_HASH]: contentHash };
    const found = await Promise.all(objects.map((object) => driftOf(context, { object, marks })));
    return { objects: found, isAuditHeard: context.audited !== undefined };
  },
});
