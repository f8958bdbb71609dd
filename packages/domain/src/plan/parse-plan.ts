import { PlanSpec } from "@holdfast/contracts/plan";
import { LineCounter, parseDocument, type YAMLParseError } from "yaml";
import type { z } from "zod";
import { contentHash } from "./content-hash";
import { explainIssue } from "./explain-issue";
import { fieldPath, type PlanProblem } from "./plan-problem";
import { positionOf } from "./yaml-position";

/** A plan that was read and its hash, or everything that is wrong with its text. */
export type ParsedPlan =
  | { readonly isValid: true; readonly plan: PlanSpec; readonly contentHash: string }
  | { readonly isValid: false; readonly problems: readonly PlanProblem[] };

/** An anchor may be used this often: enough for people, too little to blow a small text up. */
const MAX_ALIASES = 50;

const explanations: Partial<Record<YAMLParseError["code"], { message?: string; remedy: string }>> = {
  TAB_AS_INDENT: { remedy: "indent with spaces" },
  BAD_INDENT: { remedy: "align it with its neighbours" },
  DUPLICATE_KEY: { remedy: "remove one of the two" },
  MULTIPLE_DOCS: { message: "A second document begins here", remedy: "keep one plan in a text" },
  MISSING_CHAR: { remedy: "close what was opened" },
};

function syntaxProblem(lines: LineCounter, error: YAMLParseError): PlanProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const { message, remedy } = explanations[error.code] ?? { remedy: "correct the YAML" };
  return { line: Math.max(line, 1), column: Math.max(col, 1), path: "", message: message ?? error.message, remedy };
}

type Document = ReturnType<typeof parseDocument>;

function problemsOf(doc: Document, lines: LineCounter, issue: z.core.$ZodIssue): PlanProblem[] {
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

const atStart = (message: string, remedy: string): PlanProblem => ({ line: 1, column: 1, path: "", message, remedy });

const byPosition = (a: PlanProblem, b: PlanProblem) => a.line - b.line || a.column - b.column;

/** Reads a plan from YAML. Every problem names its line, its column, its field and a remedy; none is thrown. */
export function parsePlan(yaml: string): ParsedPlan {
  const lines = new LineCounter();
  const doc = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (doc.errors.length > 0) return { isValid: false, problems: doc.errors.map((error) => syntaxProblem(lines, error)) };
  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: MAX_ALIASES });
    if (!isStorable(value))
      return { isValid: false, problems: [atStart("holds a NUL or half a character", "remove the escape that makes it")] };
  } catch {
    return { isValid: false, problems: [atStart("uses its anchors too often, or in a circle", "write the values out")] };
  }
  const parsed = PlanSpec.safeParse(value ?? {});
  if (!parsed.success)
    return { isValid: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(doc, lines, issue)).sort(byPosition) };
  return { isValid: true, plan: parsed.data, contentHash: contentHash(parsed.data) };
}
