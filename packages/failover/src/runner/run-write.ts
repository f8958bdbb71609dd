import type { GuardResult } from "@holdfast/contracts/gate";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { RunChange } from "@holdfast/domain/run/run-change";
import type { CallOrder, ChildOrder, Order } from "../define-step";

/** An order with what names and bounds its effect. */
export interface StepOrder {
  readonly id: string;
  readonly order: Order | CallOrder | ChildOrder;
  readonly way: "do" | "undo";
  readonly idempotencyKey: string;
  readonly expiresAt: Date;
}

/** What to write: a change, and what belongs to it. */
export interface RunWrite {
  readonly change: RunChange;
  readonly order?: StepOrder;
  readonly guards?: readonly GuardResult[];
  /** How long the attempt that begins may take, where that is not what the plan says. */
  readonly timeoutMs?: number;
  /** The order is one that its agent has carried out already, under a warrant: it is written down whatever the run was told since. */
  readonly isAdopted?: true;
  /** For the step that is intended: what an undo needs, and what the dry run said. */
  readonly undoRecord?: Json;
  readonly changes?: readonly ObjectChange[];
}

/** The rows are not as the decision believed: decide again. */
export class RunMoved extends Error {
  constructor() {
    super("the run has moved on since it was read");
    this.name = "RunMoved";
  }
}

/** Guards older than this are asked again before an order goes out. */
export const GUARD_BUDGET_MS = 2000;
