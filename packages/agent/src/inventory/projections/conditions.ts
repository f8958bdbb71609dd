import type { Condition } from "@holdfast/domain/health/kube-object";
import { each, type Fact, facts, text } from "../facts";
import { scrub } from "../scrub";

/** Conditions without their heartbeat times, which change though nothing happened. */
export const conditionFacts = (conditions: readonly Condition[] | undefined): Fact =>
  each(conditions, ({ type, status, reason, message }) =>
    facts({ type: text(type, 63), status: text(status, 16), reason: text(reason, 128), message: text(scrub(message ?? ""), 512) }),
  );
