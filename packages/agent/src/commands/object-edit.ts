import { objectEdit } from "@holdfast/contracts/commands/object-edit";
import type { Json } from "@holdfast/contracts/json";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { z } from "zod";
import { hasStatus } from "../kube/kube-error";
import type { KubePort, ObjectRef, PatchOperation } from "../kube/kube-port";
import { aboutObject } from "../objects/about-object";
import { editGuards, editPatch, missingField, overtakenField } from "../objects/edit-patch";
import { findObject } from "../objects/find-object";
import { readVeryObject } from "../objects/read-very-object";
import { type Done, defineCommand, Refused } from "./define-command";
import { objectChange } from "./object-diff";

type Edit = z.output<typeof objectEdit.input>;

const EXACT_TRIES = 3;
const MOST_TRIES = 6;

/** Throws Refused when somebody else has decided something about the object since it was seen. What controllers write is not that. */
function checkSeen(live: KubeObject, { seen, fields, name }: Edit): void {
  const { generation, resourceVersion } = live.metadata ?? {};
  const isSame = seen.generation === null ? resourceVersion === seen.resourceVersion : generation === seen.generation;
  // What came from the API server as JSON is JSON.
  const overtaken = overtakenField(live as Json, fields);
  if (isSame && !overtaken) return;
  const where = overtaken ? ` (${overtaken.path})` : "";
  throw new Refused("ChangedMeanwhile", `Somebody else has changed ${name} since it was read${where}. Nothing was written.`);
}

async function write(
  kube: KubePort,
  ref: ObjectRef,
  live: KubeObject,
  operations: readonly PatchOperation[],
): Promise<Done<z.output<typeof objectEdit.output>>> {
  const { body, warnings } = await kube.patch<KubeObject>(ref, operations);
  const resourceVersion = body.metadata?.resourceVersion ?? "";
  return { output: { hasChanged: true, resourceVersion }, changes: [objectChange(aboutObject(ref), live, body, warnings)] };
}

/** Writes while the object is as it was seen. A 422 is a lost race only when what was guarded is another by now; otherwise it is invalid. */
async function edit(kube: KubePort, ref: ObjectRef, order: Edit): Promise<Done<z.output<typeof objectEdit.output>>> {
  for (let attempt = 1, last = ""; ; attempt++) {
    const live = await readVeryObject(kube, ref, order.uid);
    const resourceVersion = live.metadata?.resourceVersion ?? "";
    if (!missingField(live as Json, order.fields))
      return { output: { hasChanged: false, resourceVersion }, changes: [objectChange(aboutObject(ref), live, live)] };
    checkSeen(live, order);
    const guards = editGuards(live, order.fields, attempt <= EXACT_TRIES ? "exact" : "decided");
    const guarded = JSON.stringify(guards);
    try {
      return await write(kube, ref, live, [...guards, ...editPatch(order.fields)]);
    } catch (cause) {
      const isRefusal = hasStatus(cause, 422) || hasStatus(cause, 400);
      if (isRefusal && last === guarded) throw new Refused("Invalid", `The API server refuses the edit: ${cause.message}`);
      if ((!isRefusal && !hasStatus(cause, 409)) || attempt >= MOST_TRIES) throw cause;
      last = guarded;
    }
  }
}

/**
 * `object.edit`: the fields that a person saw, as they want them. Its rights are not in the role: the agent's owner names each
 * resource (`--edit`), which adds the right and the leave.
 */
export const editObject = defineCommand({
  contract: objectEdit,
  rbac: [],
  async handle({ kube, editable }, order) {
    const { resource } = order;
    if (!editable.includes(resource))
      throw new Refused(
        "EditNotAllowed",
        `The agent may not write ${resource}. Start it with --edit ${resource}, and apply its role again: holdfast-agent rbac --edit ${resource} | kubectl apply -f -`,
      );
    const ref = await findObject(kube, order);
    if (!ref) throw new Refused("KindAbsent", `This cluster does not serve ${resource}.`);
    return edit(kube, ref, order);
  },
});
