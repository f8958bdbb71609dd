import { AlertCondition, type SearchAlertView } from "@holdfast/contracts/search-alert";
import type { SearchAlert } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";

/** An alert as its owner sees it. */
export function alertView(row: SearchAlert): SearchAlertView {
  const phrase = phraseOfRow(row.phrase);
  return {
    condition: AlertCondition.parse(row.condition),
    ...{ threshold: row.threshold, holdSeconds: row.holdSeconds, channelIds: row.channelIds },
    state: row.problem !== "" ? "unknown" : row.isFiring ? "firing" : "ok",
    ...{ since: row.since, found: row.found, isCapped: row.isCapped, evaluatedAt: row.evaluatedAt },
    problem: row.problem === "" ? null : { message: row.problem, ...(phrase ? { phrase } : {}) },
  };
}
