import type { LineFilter, Stage } from "./ast";
import { judge } from "./label-filter";
import type { LogEntry } from "./log-source";
import { parseJsonLine, parseLogfmtLine } from "./parse-line";

/** A line that passed, with all labels that it has by then. */
export interface PipedLine {
  readonly labels: ReadonlyMap<string, string>;
  readonly line: string;
}

/** One line on its way through the stages. */
interface Passage {
  line: string;
  readonly labels: Map<string, string>;
  /** The labels that were there before any parser: a field of the same name gets another. */
  readonly own: ReadonlySet<string>;
}

function holds({ needles, isNegated }: LineFilter, line: string): boolean {
  const isFound = needles.some((needle) => (typeof needle === "string" ? line.includes(needle) : needle.matcher(line).find()));
  return isFound !== isNegated;
}

function parse(kind: "json" | "logfmt", passage: Passage): void {
  const { found, error } = kind === "json" ? parseJsonLine(passage.line) : parseLogfmtLine(passage.line);
  const seen = new Set<string>();
  for (const [name, value] of found) {
    const label = passage.own.has(name) ? `${name}_extracted` : name;
    // The first of several equal fields counts.
    if (!seen.has(label)) passage.labels.set(label, value);
    seen.add(label);
  }
  if (error) mark(passage, error.kind, error.details);
}

/** A line that a stage could not handle goes on with labels that say so. */
function mark({ labels }: Passage, error: string, details: string): void {
  labels.set("__error__", error);
  labels.set("__error_details__", details);
}

/** Applies a stage; false drops the line. */
function apply(stage: Stage, passage: Passage): boolean {
  switch (stage.kind) {
    case "lineFilter":
      return holds(stage, passage.line);
    case "json":
    case "logfmt":
      parse(stage.kind, passage);
      return true;
    case "lineFormat":
      passage.line = stage.template.map((part, i) => (i % 2 === 0 ? part : (passage.labels.get(part) ?? ""))).join("");
      return true;
    case "drop":
      for (const label of stage.labels) passage.labels.delete(label);
      return true;
    case "keep":
      for (const label of [...passage.labels.keys()]) if (!stage.labels.includes(label)) passage.labels.delete(label);
      return true;
    case "labelFilter": {
      const verdict = judge(stage.filter, passage.labels);
      if (typeof verdict === "object") mark(passage, "LabelFilterErr", verdict.complaint);
      return verdict !== false;
    }
  }
}

/** The line that comes out of the stages, or undefined when one drops it. */
export function pipe(stages: readonly Stage[], entry: LogEntry): PipedLine | undefined {
  const labels = new Map([...entry.stream.entries(), ...entry.metadata.entries()]);
  const passage: Passage = { line: entry.line, labels, own: new Set(labels.keys()) };
  for (const stage of stages) if (!apply(stage, passage)) return undefined;
  return { labels, line: passage.line };
}
