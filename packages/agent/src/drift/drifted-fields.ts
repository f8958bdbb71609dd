import type { Json, JsonObject } from "@holdfast/contracts/json";
import type { FieldChange } from "@holdfast/contracts/object-change";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { changedFields } from "@holdfast/domain/object/changed-fields";
import { decidedPart } from "@holdfast/domain/object/decided-part";
import { redacted } from "@holdfast/domain/secret/redacted";

const MOST_FIELDS = 50;
const LONGEST_VALUE = 2000;

/** The labels and annotations that are wanted. */
export interface WantedMarks {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const only = (map: Readonly<Record<string, string>> | undefined, wanted: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.keys(wanted).flatMap((key) => (map?.[key] === undefined ? [] : [[key, map[key]]])));

/** What is decided of an object, and of its labels and annotations only those that are wanted: others may add theirs. */
function compared(object: KubeObject, { labels, annotations }: WantedMarks): JsonObject {
  const { metadata: _, ...rest } = decidedPart(object);
  return {
    ...rest,
    metadata: { labels: only(object.metadata?.labels, labels), annotations: only(object.metadata?.annotations, annotations) },
  };
}

/** A value for people: nothing that looks like a secret, and no more of it than a screen shows. */
function shown(value: Json, path: string): Json {
  const clean = redacted(value, path.slice(path.lastIndexOf("/") + 1));
  const text = typeof clean === "string" ? clean : JSON.stringify(clean);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : clean;
}

/** The fields in which what is there differs from what is wanted, from the wanted value to the present one, bounded for people. */
export function driftedFields(expected: KubeObject, live: KubeObject, marks: WantedMarks): { fields: FieldChange[]; omitted: number } {
  const wanted = { ...compared(expected, marks), metadata: { labels: { ...marks.labels }, annotations: { ...marks.annotations } } };
  const all = changedFields(wanted, compared(live, marks));
  const fields = all
    .slice(0, MOST_FIELDS)
    .map(({ path, before, after }) => ({ path, before: shown(before, path), after: shown(after, path) }));
  return { fields, omitted: all.length - fields.length };
}
