/** What went wrong, in the words of Prometheus' HTTP API. */
export type PromqlErrorType = "bad_data" | "execution" | "timeout" | "canceled";

/** A query that can't be answered. */
export class PromqlError extends Error {
  readonly type: PromqlErrorType;
  /** True when the text itself is at fault, and not what was asked of it. */
  readonly isText: boolean;
  constructor(type: PromqlErrorType, message: string, isText = false) {
    super(message);
    this.name = "PromqlError";
    this.type = type;
    this.isText = isText;
  }
}

/** The error of a query's text at an offset, worded as Prometheus does: `1:5: parse error: ...`, line and column from 1. */
export function parseError(source: string, at: number, message: string): PromqlError {
  const before = source.slice(0, at);
  const line = before.split("\n").length;
  const column = at - (before.lastIndexOf("\n") + 1) + 1;
  return new PromqlError("bad_data", `${line}:${column}: parse error: ${message}`, true);
}

/** The error of a query that is well formed and still has no answer. */
export const executionError = (message: string): PromqlError => new PromqlError("execution", message);
