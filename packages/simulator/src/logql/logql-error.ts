/** A query that Loki would answer with 400 and this text. */
export class LogqlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LogqlError";
  }
}

/** The error of a text at an offset, worded as Loki does: line and column from 1. */
export function logqlParseError(source: string, at: number, problem: string): LogqlError {
  const before = source.slice(0, at);
  const column = at - (before.lastIndexOf("\n") + 1) + 1;
  return new LogqlError(`parse error at line ${before.split("\n").length}, col ${column}: ${problem}`);
}
