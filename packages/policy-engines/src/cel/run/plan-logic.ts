import type { Evaluate } from "./run-state";
import { CelRuntimeError } from "./runtime-error";

/** Remembers the first failure, which counts only when nothing decides the whole. */
export class Absorbed {
  private failure: unknown;
  private hasFailed = false;

  /** The value of one part; undefined when it failed. */
  try(part: () => unknown): boolean | undefined {
    try {
      const value = part();
      if (typeof value === "boolean") return value;
      throw new CelRuntimeError("no such overload");
    } catch (cause) {
      if (!(cause instanceof CelRuntimeError)) throw cause;
      if (!this.hasFailed) this.failure = cause;
      this.hasFailed = true;
      return undefined;
    }
  }

  settle(value: boolean): boolean {
    if (this.hasFailed) throw this.failure;
    return value;
  }
}

/** `&&` and `||`: a part that decides the whole does so even when another part fails. */
export function logical(parts: readonly Evaluate[], decides: boolean): Evaluate {
  return (run) => {
    const absorbed = new Absorbed();
    for (const part of parts) if (absorbed.try(() => part(run)) === decides) return decides;
    return absorbed.settle(!decides);
  };
}

/** `condition ? yes : no`. */
export function conditional(condition: Evaluate, yes: Evaluate, no: Evaluate): Evaluate {
  return (run) => {
    const value = condition(run);
    if (typeof value !== "boolean") throw new CelRuntimeError("no such overload");
    return value ? yes(run) : no(run);
  };
}
