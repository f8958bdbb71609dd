/** A JSON value in a difference; null stands for absent. */
export type DiffValue = string | number | boolean | null | readonly DiffValue[] | { readonly [key: string]: DiffValue };

/** A field of an object before and after, as the agent reports it. */
export interface FieldDifference {
  /** JSON pointer (RFC 6901). */
  readonly path: string;
  readonly before: DiffValue;
  readonly after: DiffValue;
}

/** What became of a field. */
export const fieldFate = (field: FieldDifference): "added" | "removed" | "changed" =>
  field.before === null ? "added" : field.after === null ? "removed" : "changed";

/** A value as text: a string as it is, the rest as JSON. Absent is null. */
export const diffText = (value: DiffValue): string | null =>
  value === null ? null : typeof value === "string" ? value : JSON.stringify(value, null, typeof value === "object" ? 2 : 0);

/** A JSON pointer as a path that people read: `/spec/template/0/image` is `spec.template[0].image`. */
export function readablePath(pointer: string): string {
  const parts = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return parts.reduce((path, part) => {
    if (/^\d+$/.test(part)) return `${path}[${part}]`;
    if (!/^[\w-]+$/.test(part)) return `${path}["${part}"]`;
    return path === "" ? part : `${path}.${part}`;
  }, "");
}
