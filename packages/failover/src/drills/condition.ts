import type { DrillReading } from "@holdfast/contracts/drill";
import type { BlockingCondition, OutcomeCondition } from "@holdfast/contracts/drill-terms";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { comparisons } from "@holdfast/domain/gates/comparisons";

/** A condition of a plan, whichever kind. */
export type Condition = BlockingCondition | OutcomeCondition;

/** What one look at a condition gave: its figure, or why there is none. */
export interface Look {
  readonly value: number | null;
  readonly why: Worded | null;
}

const short = (value: number) => String(Number(value.toPrecision(6)));

/** What a condition asks, where, and what the answer is to be. */
function questionOf(condition: Condition) {
  if (condition.use === "probe.http") {
    const { url: asked, expectStatus } = condition.with;
    return { asked, expected: String(expectStatus), unit: "", isAsWanted: (value: number) => value === expectStatus };
  }
  const { query: asked, comparison, threshold, unit } = condition.with;
  return {
    asked,
    expected: `${comparison} ${short(threshold)}`,
    unit,
    isAsWanted: (value: number) => comparisons[comparison](value, threshold),
  };
}

/** A look at a condition as the drill keeps it. A figure that is no number says as little as none. */
export function readingOf(condition: Condition, look: Look, at: Date): DrillReading {
  const { isAsWanted, ...question } = questionOf(condition);
  const value = look.value === null || Number.isNaN(look.value) ? null : look.value;
  const inUnit = (text: string) => (question.unit === "" ? text : `${text} ${question.unit}`);
  const text =
    value === null
      ? worded("DrillValueBlank", { why: look.why ?? worded("QueryGivesNothing") })
      : worded("DrillValueToBe", { value: inUnit(short(value)), expected: inUnit(question.expected) });
  return {
    ...{ name: condition.name, when: "when" in condition ? condition.when : "before", use: condition.use },
    ...{ cluster: condition.with.cluster, ...question, value, held: value === null ? null : isAsWanted(value), ...text },
    ...{ at: at.toISOString(), looks: 1, blanks: value === null ? 1 : 0 },
  };
}
