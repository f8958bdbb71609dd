import { get as httpGet } from "node:http";
import { get as httpsGet } from "node:https";

const TIMEOUT_MS = 2_000;

/** Whether `url` answers with status 200 now; rejects when nothing listens. `caPem` verifies the other side of https. */
export function answersOk(url: string, caPem?: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const onAnswer = (answer: import("node:http").IncomingMessage) => {
      answer.resume();
      answer.on("error", reject);
      answer.on("end", () => resolve(answer.statusCode === 200));
    };
    const sent = url.startsWith("https:") ? httpsGet(url, { ca: caPem, signal }, onAnswer) : httpGet(url, { signal }, onAnswer);
    sent.on("error", reject);
  });
}
