import type { FaultView } from "@holdfast/contracts/fault";
import type { Tuning } from "../../src/ports";

/** What a hub process does when a run comes to a named point for the nth time. */
export interface PointRule {
  readonly runId: string;
  readonly name: string;
  readonly nth: number;
  /** `freeze`: that run stands still there. `kill`: the process ends there. `hold`: it goes on when told. */
  readonly act: "freeze" | "kill" | "hold";
}

/** What the test tells a hub process. */
export type ToHub =
  | {
      readonly type: "start";
      readonly url: string;
      readonly hubId: string;
      readonly poolSize: number;
      readonly tuning: Partial<Tuning>;
      readonly rules: readonly PointRule[];
      readonly isTracing: boolean;
      /** Whether it watches the primaries of armed plans as well. */
      readonly isWatching: boolean;
    }
  | { readonly type: "answer"; readonly id: number; readonly value?: unknown; readonly fault?: FaultView }
  | { readonly type: "go" }
  | { readonly type: "stop" };

/** What a hub process tells the test. */
export type FromHub =
  | { readonly type: "loaded" }
  | { readonly type: "ready" }
  | { readonly type: "stopped" }
  | {
      readonly type: "ask";
      readonly id: number;
      readonly about: "read" | "link" | "send" | "look";
      readonly clusterId: string;
      readonly name: string;
      readonly input: unknown;
    }
  | { readonly type: "point"; readonly runId: string; readonly name: string; readonly nth: number }
  | { readonly type: "reached"; readonly rule: PointRule }
  | { readonly type: "log"; readonly level: string; readonly message: string; readonly text: string };
