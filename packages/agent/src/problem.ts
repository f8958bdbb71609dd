/** A condition that the agent's owner has to mend: what is wrong, and what to do. Ends the process with its exit code. */
export class Problem extends Error {
  readonly remedy: string;
  readonly exitCode: number;

  constructor(message: string, remedy: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Problem";
    this.remedy = remedy;
    this.exitCode = options.exitCode ?? 1;
  }
}

/** A command line or an environment that cannot be understood: exit code 2, as is the custom. */
export const usageProblem = (message: string, remedy: string) => new Problem(message, remedy, { exitCode: 2 });

/** The text of anything that was thrown. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
