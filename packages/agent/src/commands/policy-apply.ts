import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { factsOfKind } from "@holdfast/contracts/policy-kinds";
import { type PolicyObject, refOf, refText } from "@holdfast/contracts/policy-object";
import { templateKind } from "@holdfast/domain/policy/template-kind";
import type { z } from "zod";
import { awaitTemplate } from "../kube/constraint-templates";
import type { KubePort } from "../kube/kube-port";
import { pushing } from "../rbac/pushing";
import { defineCommand, Unfinished } from "./define-command";
import { applyPolicyObject, removePolicyObject, untriedChange } from "./policy-object";

type Input = z.output<typeof policyApply.input>;

/** What others lean on before them, so that nothing ever points at nothing; when removing, the other way round. */
const leanedOnFirst = (a: { kind: string }, b: { kind: string }) => factsOfKind(a.kind).order - factsOfKind(b.kind).order;

const isSchemaChange = ({ operation, fields }: ObjectChange) =>
  operation === "create" || (operation === "update" && fields.some(({ path }) => path.startsWith("/spec/crd")));

/** The templates, by the kind that they make, whose constraints can't be tried: there is nothing yet by which the API server could check them. */
function untriableKinds(
  objects: readonly PolicyObject[],
  changes: ReadonlyMap<PolicyObject, ObjectChange>,
): ReadonlyMap<string, PolicyObject> {
  const kinds = new Map<string, PolicyObject>();
  for (const object of objects) {
    const change = changes.get(object);
    const kind = object.kind === "ConstraintTemplate" && change && isSchemaChange(change) ? templateKind(object) : undefined;
    if (kind !== undefined) kinds.set(kind, object);
  }
  return kinds;
}

/** Everything as a dry run. A constraint of a template that is new or changes its schema is named as not tried. */
async function rehearse(port: KubePort, { objects, remove, ...version }: Input): Promise<ObjectChange[]> {
  const changes = new Map<PolicyObject, ObjectChange>();
  for (const object of [...objects].sort(leanedOnFirst)) {
    const template = untriableKinds(objects, changes).get(object.kind);
    const why = template && `Not tried: its kind is made by the ${refText(refOf(template))}, which is applied first.`;
    changes.set(object, why ? untriedChange(object, why) : await applyPolicyObject(port, object, version));
  }
  const removed: ObjectChange[] = [];
  for (const ref of [...remove].sort(leanedOnFirst).reverse()) removed.push(await removePolicyObject(port, ref, version.policy));
  return [...changes.values(), ...removed];
}

/** Waits for Gatekeeper to make a template's kind. Throws `Unfinished` with what was done when it can't or does not. */
async function untilTakenUp(port: KubePort, template: PolicyObject, changes: readonly ObjectChange[]): Promise<void> {
  const outcome = await awaitTemplate(port, template);
  if (outcome.state === "served") return;
  const said =
    outcome.state === "faulty"
      ? `Gatekeeper can't use the ${refText(refOf(template))}: ${outcome.problems.join("; ")}`
      : `Gatekeeper has not taken up the ${refText(refOf(template))} in time. See whether its pods run, then push again.`;
  throw new Unfinished("NotTakenUp", said, { output: { changes }, changes });
}

async function carryOut(port: KubePort, { objects, remove, ...version }: Input): Promise<ObjectChange[]> {
  const changes: ObjectChange[] = [];
  const ordered = [...objects].sort(leanedOnFirst);
  const templates = ordered.filter(({ kind }) => kind === "ConstraintTemplate");
  for (const object of ordered.filter((each) => factsOfKind(each.kind).order === 0))
    changes.push(await applyPolicyObject(port, object, version));
  for (const template of templates) await untilTakenUp(port, template, changes);
  for (const object of ordered.filter((each) => factsOfKind(each.kind).order === 1))
    changes.push(await applyPolicyObject(port, object, version));
  for (const ref of [...remove].sort(leanedOnFirst).reverse()) changes.push(await removePolicyObject(port, ref, version.policy));
  return changes;
}

/** `policy.apply`: server-side apply of every object, after a dry run of all of them, so that a refusal leaves nothing half done. */
export const applyPolicy = defineCommand({
  contract: policyApply,
  rbac: pushing("admission"),
  async handle({ kube, rehearsal }, input) {
    const rehearsed = await rehearse(rehearsal, input);
    const changes = kube.isDryRun ? rehearsed : await carryOut(kube, input);
    return { output: { changes }, changes };
  },
});
