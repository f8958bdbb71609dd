import { CelBudgetError } from "./runtime-error";

/** One evaluation: the variables that it sees, and what it has cost so far. */
export class RunState {
  readonly locals: unknown[] = [];
  cost = 0;

  constructor(
    readonly variables: Readonly<Record<string, unknown>>,
    private readonly limit: number,
  ) {}

  charge(amount: number): void {
    this.cost += amount;
    if (this.cost > this.limit) throw new CelBudgetError();
  }
}

/** An expression as a function. */
export type Evaluate = (run: RunState) => unknown;
