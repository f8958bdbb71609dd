import type { ForeignManager } from "@holdfast/contracts/queries/policy-drift";
import { FIELD_MANAGER } from "../kube/kube-port";
import { type FieldTree, type ManagedFields, type ManagedObject, managedFieldsOf } from "./managed-object";

const MOST_FIELDS = 30;
const LONGEST = 300;
const MOST_MANAGERS = 10;

/** Whether an entry is what our own server-side apply owns. */
export const isOurApply = ({ manager, operation, subresource = "" }: ManagedFields) =>
  manager === FIELD_MANAGER && operation === "Apply" && subresource === "";

/** The part of a tree that a policy decides: everything but metadata and status. */
export const decidedTree = (tree: FieldTree | undefined): FieldTree =>
  Object.fromEntries(Object.entries(tree ?? {}).filter(([element]) => element !== "f:metadata" && element !== "f:status"));

/** Whether somebody else has decided something of the object by the entry. */
export const isForeign = (entry: ManagedFields) =>
  !isOurApply(entry) && (entry.subresource ?? "") === "" && Object.keys(decidedTree(entry.fieldsV1)).length > 0;

function elementText(element: string): string {
  if (element.startsWith("f:")) return `.${element.slice(2)}`;
  if (element.startsWith("k:") || element.startsWith("v:")) return `[${element.slice(2)}]`;
  return element;
}

/** The places that a tree owns, in words, so many at most. */
function placesOf(tree: FieldTree, prefix: string, places: string[]): string[] {
  for (const [element, below] of Object.entries(tree)) {
    if (places.length >= MOST_FIELDS) break;
    if (element === ".") continue;
    const place = prefix + elementText(element);
    if (Object.keys(below).some((key) => key !== ".")) placesOf(below, place, places);
    else places.push(place.slice(0, LONGEST));
  }
  return places;
}

const instant = (time: string | undefined) => (time && !Number.isNaN(Date.parse(time)) ? new Date(time).toISOString() : null);

/** Who else owns fields that a policy decides, the last first. A program that only keeps a status, a label or an annotation is none. */
export const foreignManagers = (object: ManagedObject): ForeignManager[] =>
  managedFieldsOf(object)
    .filter(isForeign)
    .map(({ manager = "", operation, time, fieldsV1 }) => ({
      manager: manager.slice(0, 128),
      operation: operation === "Apply" ? ("Apply" as const) : ("Update" as const),
      at: instant(time),
      fields: placesOf(decidedTree(fieldsV1), "", []),
    }))
    .sort((a, b) => (b.at ?? "").localeCompare(a.at ?? ""))
    .slice(0, MOST_MANAGERS);
