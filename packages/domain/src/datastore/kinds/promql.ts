import { worded } from "@holdfast/contracts/worded";
import { behindOf, numberOf, replicating, unmeasured } from "../reading";
import { defineStore, type StoreQuestion } from "../store-kind";

/** Any store, by the queries that its owner wrote. */
export const promql = defineStore({
  kind: "promql",
  seesSource: false,
  questions({ lag, durableAt, behind }) {
    const asked = { lag, durableAt, behind: behind?.query };
    return Object.entries(asked).flatMap(([id, query]): StoreQuestion[] =>
      query === undefined ? [] : [{ id, at: "standby", ask: { promql: query } }],
    );
  },
  read(answers, now, parameters) {
    const [lag, at] = [numberOf(answers, "lag"), numberOf(answers, "durableAt")];
    const durableAt = at === null || at <= 0 ? null : new Date(at * 1000);
    const behind = parameters.behind ? behindOf(numberOf(answers, "behind"), parameters.behind.unit) : null;
    const seconds = lag ?? (durableAt && (now.getTime() - durableAt.getTime()) / 1000);
    return seconds === null ? unmeasured(worded("QueryGivesNothing")) : replicating(seconds, { durableAt, behind });
  },
});
