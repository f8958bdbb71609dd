import { objectEdit } from "@holdfast/contracts/commands/object-edit";
import { Fault } from "@holdfast/contracts/fault";
import { Json, JsonObject } from "@holdfast/contracts/json";
import type { EditPreview, PreviewEdit } from "@holdfast/contracts/object";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { changedFields } from "@holdfast/domain/object/changed-fields";
import { decidedPart } from "@holdfast/domain/object/decided-part";
import { canAct } from "@holdfast/domain/object/object-gates";
import { readYaml } from "@holdfast/domain/yaml/read-yaml";
import { writeYaml } from "@holdfast/domain/yaml/write-yaml";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { z } from "zod";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { actFacts } from "./act-facts";
import { askLiveObject, liveTarget } from "./ask-live-object";
import { editedFields } from "./edited-fields";
import { uidOf } from "./uid-of";
import { objectTarget, type VisibleObject, visibleObject } from "./visible-object";

const DEADLINE_MS = 8000;

const Versioned = z.object({ metadata: z.object({ generation: z.number().int().nullable().default(null), resourceVersion: z.string() }) });

function read(yaml: string): JsonObject {
  const text = readYaml(JsonObject, yaml);
  if (!text.isValid) throw new Fault("InvalidInput", text.problems.map(describeProblem).join("\n"));
  return text.value;
}

/** What somebody else decided about the object since the text was read; null when nobody did. */
function theirs({ object }: VisibleObject, base: JsonObject, current: JsonObject): EditPreview | null {
  const fields = changedFields(decidedPart(base), decidedPart(current));
  if (fields.length === 0) return null;
  const { kind, namespace, name } = object;
  const change = {
    apiVersion: String(current.apiVersion ?? ""),
    kind,
    namespace,
    name,
    operation: "update" as const,
    fields,
    warnings: [],
  };
  return { state: "conflict", theirs: change, yaml: writeYaml(current) };
}

/**
 * Lets the cluster's API server take an edit as a dry run, and tells exactly what it would change; or what somebody else changed
 * in the meantime. Changes nothing. Throws `InvalidInput` with the place of every problem of the text.
 */
export async function previewEdit(ctx: ServiceContext, live: LivePort, input: PreviewEdit): Promise<EditPreview> {
  const found = await visibleObject(ctx, input);
  const attempt = { action: "object.preview-edit", target: objectTarget(found) };
  const decision = await authorise(ctx, { permission: "object:edit", ...attempt, clusters: [found.cluster] });
  await refuseByGate(ctx, attempt, canAct((await actFacts(ctx, found))("edit")), decision);
  const [base, edited] = [read(input.baseYaml), read(input.yaml)];
  const { refusal, message, object: current } = await askLiveObject(live, found);
  if (current === null) return { state: "refused", reason: refusal ?? "NotFound", message };
  const { uid } = found.object;
  if (uidOf(current) !== uid) return { state: "refused", reason: "Replaced", message: "Another object has this name by now." };
  const conflict = theirs(found, base, current);
  if (conflict) return conflict;
  const fields = editedFields(base, edited);
  if (fields.length === 0) return { state: "same" };
  const seen = Versioned.parse(current).metadata;
  const order = Json.parse({ ...liveTarget(found), uid, seen, fields });
  const answer = await live.ask(found.cluster.id, commandRehearse, { name: objectEdit.name, input: order }, { deadlineMs: DEADLINE_MS });
  const [change] = answer.changes;
  if (answer.refusal) return { state: "refused", ...answer.refusal };
  return change ? { state: "ready", change, seen, fields } : { state: "same" };
}
