import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { Phrase } from "@holdfast/contracts/phrase";
import { redacted } from "../secret/redacted";
import { HOLE, scrub } from "../secret/scrub";

/** A value as a report has it: what looks like a secret is cut out. */
export const cleanJson = (value: Json): Json => redacted(value, "");

/** A phrase as a report has it, to be spread beside its English; nothing where there is none. */
export const cleanPhrase = (phrase: Phrase | undefined): { phrase?: Phrase } =>
  // A phrase is plain JSON.
  phrase === undefined ? {} : { phrase: cleanJson(phrase as unknown as Json) as unknown as Phrase };

/** The name that a value stands under, from a JSON pointer to it. */
const lastOf = (pointer: string) => pointer.slice(pointer.lastIndexOf("/") + 1);

/** A change of an object as a report has it: of a Secret it says which fields, never what was in them. */
export function cleanChange(change: ObjectChange): ObjectChange {
  const isSecret = change.kind === "Secret" && !change.apiVersion.includes("/");
  const clean = (value: Json, path: string) => (isSecret && value !== null ? HOLE : redacted(value, lastOf(path)));
  return {
    ...change,
    fields: change.fields.map(({ path, before, after }) => ({ path, before: clean(before, path), after: clean(after, path) })),
    warnings: change.warnings.map(scrub),
  };
}
