import type { Json } from "@holdfast/contracts/json";
import type { FieldChange, ObjectChange } from "@holdfast/contracts/object-change";
import type { RecordedChange } from "./state-before";

/** A recorded change with the name of its object. */
export interface NamedChange extends RecordedChange {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

const LABEL = "/metadata/labels/";
const ANNOTATION = "/metadata/annotations/";
const IMAGE = /^\/spec\/template\/spec\/(?:initC|c)ontainers\/\d+\/image$/;

const named = (value: Json | undefined, key: string): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null;

/** Whether the inventory saw just this field come to just this value. A field that the inventory does not keep explains nothing. */
function isSeen({ path, after }: FieldChange, { before: was, after: is }: RecordedChange): boolean {
  const moved = (pointer: string) => Object.hasOwn(was ?? {}, pointer) || Object.hasOwn(is ?? {}, pointer);
  if (path === "/spec/replicas") return moved("/desired") && is?.["/desired"] === after;
  if (path === "/spec/unschedulable") return moved("/facts/isCordoned") && (is?.["/facts/isCordoned"] ?? false) === (after ?? false);
  if (path === "/spec/paused") return moved("/facts/isPaused") && (is?.["/facts/isPaused"] ?? false) === (after ?? false);
  if (path.startsWith(LABEL)) {
    const pointer = `/labels/${path.slice(LABEL.length)}`;
    return moved(pointer) && (is?.[pointer] ?? null) === after;
  }
  if (path.startsWith(ANNOTATION)) {
    const key = path.slice(ANNOTATION.length).replaceAll("~1", "/").replaceAll("~0", "~");
    return moved("/facts/annotations") && named(is?.["/facts/annotations"], key) === after;
  }
  const images = is?.["/images"];
  return IMAGE.test(path) && typeof after === "string" && Array.isArray(images) && images.includes(after);
}

const doneBy = { create: "created", update: "updated", delete: "deleted", none: null } as const;

/** Whether what a command's receipt says it did to an object is what was seen to happen to it. */
export function isExplainedBy(change: NamedChange, receipt: ObjectChange): boolean {
  if (receipt.kind !== change.kind || receipt.namespace !== change.namespace || receipt.name !== change.name) return false;
  if (doneBy[receipt.operation] !== change.operation) return false;
  return change.operation !== "updated" || receipt.fields.some((field) => isSeen(field, change));
}
