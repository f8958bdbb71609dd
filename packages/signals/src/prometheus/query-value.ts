import type { SignalCluster, SignalPort } from "../signal-port";
import { SignalFault } from "../signal-port";
import { prometheusAnswer, sampleValue } from "./prometheus-answer";

/**
 * The one number that a query returns now; null when it returns nothing. Throws when it returns several: then it is not
 * clear which one is meant, and guessing would be a wrong verdict.
 */
export async function queryValue(
  port: SignalPort,
  cluster: SignalCluster,
  query: string,
  options: { deadlineMs: number; signal?: AbortSignal },
): Promise<number | null> {
  const answer = prometheusAnswer(await port.get(cluster, "prometheus", "/api/v1/query", [["query", query]], options));
  if (answer.resultType === "scalar") return sampleValue(answer.result[1]);
  if (answer.resultType !== "vector") throw new SignalFault("failed", "The query must return one value, not a range or a string.");
  if (answer.result.length > 1)
    throw new SignalFault(
      "failed",
      `The query returns ${answer.result.length} values. Aggregate it to one, for example with sum() or max().`,
    );
  const [only] = answer.result;
  return only ? sampleValue(only.value[1]) : null;
}
