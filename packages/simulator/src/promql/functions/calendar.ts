import { LabelSet } from "../label-set";
import type { PromqlFunction } from "./definition";

/** A part of the UTC calendar, of each value taken as epoch seconds, or of the query's own instant. */
function calendar(part: (date: Date) => number): PromqlFunction {
  const of = (seconds: number): number => part(new Date(Math.trunc(seconds) * 1_000));
  return {
    args: ["vector"],
    optional: 1,
    returns: "vector",
    evaluate(frame) {
      if (frame.args.length === 0) return [{ labels: LabelSet.EMPTY, value: of(frame.atMs / 1_000) }];
      return frame.vector(0).map(({ labels, value }) => ({ labels: labels.unnamed, value: of(value) }));
    },
  };
}

const startOfYear = (date: Date): number => Date.UTC(date.getUTCFullYear(), 0, 1);
const DAY_MS = 86_400_000;

/** Functions of time. All are in UTC. */
export const calendarFunctions: Readonly<Record<string, PromqlFunction>> = {
  time: { args: [], returns: "scalar", evaluate: (frame) => frame.atMs / 1_000 },
  timestamp: { args: ["vector"], returns: "vector", evaluate: (frame) => frame.sampleInstants(0) },
  minute: calendar((date) => date.getUTCMinutes()),
  hour: calendar((date) => date.getUTCHours()),
  day_of_week: calendar((date) => date.getUTCDay()),
  day_of_month: calendar((date) => date.getUTCDate()),
  day_of_year: calendar((date) => Math.floor((date.getTime() - startOfYear(date)) / DAY_MS) + 1),
  days_in_month: calendar((date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()),
  month: calendar((date) => date.getUTCMonth() + 1),
  year: calendar((date) => date.getUTCFullYear()),
};
