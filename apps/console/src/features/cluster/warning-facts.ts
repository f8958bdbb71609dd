import type { JsonObject } from "@holdfast/contracts/json";
import { text } from "./told";

/** What a warning event says; null for what it does not. */
export interface WarningFacts {
  readonly reason: string | null;
  readonly message: string | null;
  readonly count: number | null;
  readonly lastSeenAt: Date | null;
  /** What it is about: kind and name. */
  readonly regarding: { readonly kind: string; readonly name: string } | null;
}

function instant(value: unknown): Date | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms);
}

function regardingOf(value: unknown): WarningFacts["regarding"] {
  if (typeof value !== "object" || value === null || !("kind" in value) || !("name" in value)) return null;
  const [kind, name] = [text(value.kind), text(value.name)];
  return kind === null || name === null ? null : { kind, name };
}

/** Reads the facts of a warning event. They came from a cluster: whatever is not what it should be is left out. */
export const warningFacts = (facts: JsonObject): WarningFacts => ({
  reason: text(facts.reason),
  message: text(facts.message),
  count: typeof facts.count === "number" ? facts.count : null,
  lastSeenAt: instant(facts.lastSeenAt),
  regarding: regardingOf(facts.regarding),
});
