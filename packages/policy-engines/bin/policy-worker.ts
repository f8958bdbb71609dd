// Runs in a thread of its own, so that a policy can be stopped whatever it does. It has no network and no cluster: it is
// given plain data, and answers with plain data.
import { parentPort } from "node:worker_threads";
import { judgeRequest } from "../src/admission/judge-request";
import type { PolicyAnswer, PolicyQuestion } from "../src/admission/policy-thread";
import { isPrepared, type PolicyFaults, type PreparedPolicy, preparePolicy } from "../src/admission/prepare-policy";

const MAX_KNOWN = 50;
const known = new Map<string, PreparedPolicy | PolicyFaults>();

const prepared = (text: string): PreparedPolicy | PolicyFaults => {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const result = preparePolicy(JSON.parse(text));
  known.set(text, result);
  return result;
};

const answerTo = ({ policy, binding, requests, params }: PolicyQuestion): Omit<PolicyAnswer, "id"> => {
  const result = prepared(policy);
  if (!isPrepared(result)) return { faults: result.faults, verdicts: [] };
  return { faults: [], verdicts: binding ? requests.map((request) => judgeRequest(result, binding, request, { params })) : [] };
};

parentPort?.on("message", (question: PolicyQuestion) => {
  try {
    parentPort?.postMessage({ id: question.id, ...answerTo(question) } satisfies PolicyAnswer);
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause);
    parentPort?.postMessage({ id: question.id, faults: [], verdicts: [], error } satisfies PolicyAnswer);
  }
});

parentPort?.postMessage("ready");
