/** What of an object's metadata is the same for all objects of a template. */
const SHARED = ["labels", "annotations", "namespace", "generateName", "ownerReferences", "finalizers", "deletionTimestamp"].join("|");

/** Any use of metadata but of those, also by an index or an optional field. */
const OTHER_METADATA = new RegExp(String.raw`\bmetadata\b(?!\s*\.\s*\??\s*(${SHARED})\b)`);
/** The whole object, or a field of it by a name that is worked out. */
const WHOLE_OBJECT = /(?<![.\w])(object|oldObject)\b(?!\s*\.)/;
/** A request's name, and the whole request. */
const REQUEST_NAME = /(?<![.\w])request\b(?!\s*\.\s*\??\s*(operation|namespace|kind|resource|subResource|userInfo|dryRun|options)\b)/;

/**
 * Whether CEL expressions could tell two objects apart that differ in their name alone. It errs on the side of yes: then each
 * object is judged by itself, which is slower and never wrong.
 */
export const readsNames = (expressions: readonly string[]): boolean =>
  expressions.some((text) => [OTHER_METADATA, WHOLE_OBJECT, REQUEST_NAME].some((pattern) => pattern.test(text)));
