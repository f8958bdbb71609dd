import type { Condition } from "@holdfast/domain/health/kube-object";
import { scrub } from "@holdfast/domain/secret/scrub";
import { each, type Fact, facts, text } from "../facts";

/** Conditions without their heartbeat times, which change though nothing happened. */
export const conditionFacts = (conditions: readonly Condition[] | undefined): Fact =>
  each(conditions, ({ type, status, reason, message }) =>
    facts({ type: text(type, 63), status: text(status, 16), reason: text(reason, 128), message: text(scrub(message ?? ""), 512) }),
  );
