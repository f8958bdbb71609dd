/** What of an object's metadata is the same for all objects of a template. */
const SHARED = ["labels", "annotations", "namespace", "generateName", "ownerReferences", "finalizers", "deletionTimestamp"].join("|");

/** Any use of metadata but of those, also by an index or as a whole. */
const OTHER_METADATA = new RegExp(String.raw`\bmetadata\b(?!\s*\.\s*(${SHARED})\b)`);
/** The whole object, or a field of it by a name that is worked out. */
const WHOLE_OBJECT = /\b(object|oldObject)\b(?!\s*\.)/;
/** The name of a request, the whole request, and the whole of the input. */
const REQUEST =
  /\breview\b(?!\s*\.\s*(object|oldObject|kind|operation|namespace|userInfo|resource|options)\b)|\binput\b(?!\s*\.\s*(review|parameters)\b)/;
/** Names of Rego's own that look like uses of an object: `object.get(x, ...)` is one of what it is given. */
const FUNCTIONS = /(?<![.\w])object\.(get|keys|remove|union|union_n|filter|subset)\b/g;

/**
 * Whether Rego could tell two objects apart that differ in their name alone. It errs on the side of yes: then each object is judged by itself,
 * which is slower and never wrong.
 */
export const regoReadsNames = (texts: readonly string[]): boolean =>
  texts
    .map((text) => text.replace(FUNCTIONS, "builtin"))
    .some((text) => [OTHER_METADATA, WHOLE_OBJECT, REQUEST].some((each) => each.test(text)));

/** Strings, in which a # is one, and comments. */
const STRINGS_AND_COMMENTS = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|#.*$/gm;
const withoutComments = (text: string) => text.replace(STRINGS_AND_COMMENTS, (part) => (part.startsWith("#") ? "" : part));

/** Whether Rego reads the other objects of the cluster, by `data.inventory` or by a name of `data` that is worked out. */
export const regoReadsInventory = (texts: readonly string[]): boolean =>
  texts.some((text) => /\bdata\b(?!\s*\.\s*lib\b)/.test(withoutComments(text)));
