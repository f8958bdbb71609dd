import { worded } from "@holdfast/contracts/worded";
import { selector } from "../promql-text";
import { broken, numberOf, replicating, unmeasured } from "../reading";
import { defineStore, type StoreAnswers, type StoreQuestion, type StoreReading } from "../store-kind";
import { walPosition } from "../wal-position";

/** The questions about the standby leader of a Patroni cluster: the one that takes over. */
export function patroniQuestions(labels: Readonly<Record<string, string>>): readonly StoreQuestion[] {
  const of = selector(labels);
  const leads = `on (scope, name) (patroni_standby_leader${of} == 1)`;
  const ask = (id: string, metric: string): StoreQuestion => ({
    id,
    at: "standby",
    ask: { promql: `max(${metric}${of} and ${leads})` },
  });
  return [
    { id: "primary", at: "standby", ask: { promql: `max(patroni_primary${of})` } },
    ask("streaming", "patroni_postgres_streaming"),
    ask("received", "patroni_xlog_received_location"),
    ask("replayed", "patroni_xlog_replayed_location"),
    ask("replayedAt", "patroni_xlog_replayed_timestamp"),
  ];
}

/** What Patroni's figures say: the last replayed transaction has an instant of its own, which holds whatever became of the primary. */
export function readPatroni(answers: StoreAnswers, now: Date): StoreReading {
  const [replayed, received, replayedAt] = [numberOf(answers, "replayed"), numberOf(answers, "received"), numberOf(answers, "replayedAt")];
  if (numberOf(answers, "primary") === 1) return broken(worded("StoreTakesWrites"));
  if (replayed === null) return unmeasured(worded("StoreMetricAbsent", { metric: "patroni_xlog_replayed_location" }));
  const position = walPosition(replayed);
  const durableAt = replayedAt ? new Date(replayedAt * 1000) : null;
  const behind = received === null ? null : ({ amount: Math.max(0, received - replayed), unit: "bytes" } as const);
  if (numberOf(answers, "streaming") !== 1) return broken(worded("WalReceiverDown"), { durableAt, position, behind });
  // A primary that is idle sends nothing to replay: then the last transaction is old, and nothing is missing.
  if (behind?.amount === 0) return replicating(0, { position, behind });
  return durableAt === null
    ? unmeasured(worded("StoreMetricAbsent", { metric: "patroni_xlog_replayed_timestamp" }))
    : replicating((now.getTime() - durableAt.getTime()) / 1000, { durableAt, position, behind });
}

/** A cluster of Patroni whose standby cluster follows it. */
export const patroni = defineStore({
  kind: "patroni",
  seesSource: true,
  questions: ({ scope, labels }) => patroniQuestions({ scope, ...labels }),
  read: (answers, now) => readPatroni(answers, now),
});
