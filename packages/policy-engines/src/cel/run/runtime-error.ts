/** An expression failed while it was evaluated. In a policy it is a failure that `failurePolicy` decides about. */
export class CelRuntimeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CelRuntimeError";
  }
}

/** More work was done than the API server would do for one expression or one policy. Nothing absorbs it. */
export class CelBudgetError extends Error {
  constructor() {
    super("operation cancelled: actual cost limit exceeded");
    this.name = "CelBudgetError";
  }
}
