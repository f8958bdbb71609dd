import { type Document, isScalar, LineCounter, parseAllDocuments, parseDocument, type YAMLParseError } from "yaml";
import type { z } from "zod";
import { contentHash } from "../plan/content-hash";
import { hasManyAliases, repeatedKeys, withoutKeyCheck } from "./costly-yaml";
import { explainIssue } from "./explain-issue";
import { positionOf } from "./yaml-position";
import { fieldPath, type YamlProblem } from "./yaml-problem";

/** What a text holds and its hash, or everything that is wrong with it. */
export type ReadYaml<T> =
  | { readonly isValid: true; readonly value: T; readonly contentHash: string }
  | { readonly isValid: false; readonly problems: readonly YamlProblem[] };

/** An anchor may be used this often: enough for people, too little to blow a small text up. */
const MAX_ALIASES = 50;

const explanations: Partial<Record<YAMLParseError["code"], { message?: string; remedy: string }>> = {
  TAB_AS_INDENT: { remedy: "indent with spaces" },
  BAD_INDENT: { remedy: "align it with its neighbours" },
  DUPLICATE_KEY: { remedy: "remove one of the two" },
  MISSING_CHAR: { remedy: "close what was opened" },
};

function syntaxProblem(lines: LineCounter, error: YAMLParseError): YamlProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const { message, remedy } = explanations[error.code] ?? { remedy: "correct the YAML" };
  return { line: Math.max(line, 1), column: Math.max(col, 1), path: "", message: message ?? error.message, remedy };
}

function problemsOf(doc: Document, lines: LineCounter, issue: z.core.$ZodIssue): YamlProblem[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const { line, column } = positionOf(doc, lines, path, true);
      return { line, column, path: fieldPath(path), message: "is not a field here", remedy: "correct its spelling, or remove it" };
    });
  const { line, column, isPresent, value } = positionOf(doc, lines, issue.path);
  return [{ line, column, path: fieldPath(issue.path), ...explainIssue(issue, isPresent, value) }];
}

/** A NUL and half a surrogate pair are legal in YAML, but no store keeps them. */
const isStorable = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000");
  return typeof value !== "object" || value === null || Object.entries(value).flat().every(isStorable);
};

/** A problem of a text as a whole. */
export const problemAtStart = (message: string, remedy: string): YamlProblem => ({ line: 1, column: 1, path: "", message, remedy });

const byPosition = (a: YamlProblem, b: YamlProblem) => a.line - b.line || a.column - b.column;

function readDocument<T>(schema: z.ZodType<T>, doc: Document, lines: LineCounter): { value?: T; problems: YamlProblem[] } {
  const errors = [...doc.errors, ...repeatedKeys(doc)];
  if (errors.length > 0) return { problems: errors.map((error) => syntaxProblem(lines, error)) };
  let value: unknown;
  try {
    if (hasManyAliases(doc)) throw new RangeError("too many aliases");
    value = doc.toJS({ maxAliasCount: MAX_ALIASES });
    if (!isStorable(value)) return { problems: [problemAtStart("holds a NUL or half a character", "remove the escape that makes it")] };
  } catch {
    return { problems: [problemAtStart("uses its anchors too often, or in a circle", "write the values out")] };
  }
  const parsed = schema.safeParse(value ?? {});
  return parsed.success
    ? { value: parsed.data, problems: [] }
    : { problems: parsed.error.issues.flatMap((issue) => problemsOf(doc, lines, issue)) };
}

const isEmpty = (doc: Document) =>
  doc.errors.length === 0 && (doc.contents === null || (isScalar(doc.contents) && doc.contents.value === null));

/** Reads every document of a text by one schema. Every problem names its line, its column, its field and a remedy; none is thrown. */
export function readYamlDocuments<T>(schema: z.ZodType<T>, yaml: string): ReadYaml<T[]> {
  const lines = new LineCounter();
  // The parser returns a result of another shape for an empty text; spreading it gives no document.
  const documents: Document[] = [...parseAllDocuments(yaml, { lineCounter: lines, prettyErrors: false, ...withoutKeyCheck })];
  const read = documents.filter((doc) => !isEmpty(doc)).map((doc) => readDocument(schema, doc, lines));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) return { isValid: false, problems: problems.sort(byPosition) };
  const values = read.flatMap((each) => (each.value === undefined ? [] : [each.value]));
  return { isValid: true, value: values, contentHash: contentHash(values) };
}

/** Reads a text that holds one document. */
export function readYaml<T>(schema: z.ZodType<T>, yaml: string): ReadYaml<T> {
  const lines = new LineCounter();
  const [doc, second] = [...parseAllDocuments(yaml, { lineCounter: lines, prettyErrors: false, ...withoutKeyCheck })] as Document[];
  if (second) {
    const { line, col } = lines.linePos(second.range?.[0] ?? 0);
    return {
      isValid: false,
      problems: [{ line, column: col, path: "", message: "A second document begins here", remedy: "keep one in a text" }],
    };
  }
  const { value, problems } = readDocument(schema, doc ?? parseDocument("", { lineCounter: lines }), lines);
  if (value === undefined) return { isValid: false, problems: problems.sort(byPosition) };
  return { isValid: true, value, contentHash: contentHash(value) };
}
