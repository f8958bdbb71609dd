import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import type { z } from "zod";
import { messageOf } from "../problem";
import { defineQuery } from "./define-query";
import { hostOf, plainGet } from "./http-get";
import { isSurprise } from "./surprising-address";

type Answer = z.output<typeof httpProbe.output>;

/** `http.probe`: one GET to an origin that the agent's owner allowed, at an address that was looked up once. */
export const probeHttp = defineQuery({
  contract: httpProbe,
  rbac: [],
  async handle({ probeOrigins, resolve, signal }, { url: text, timeoutMs }) {
    const url = new URL(text);
    const startedAt = performance.now();
    const answer = (part: Partial<Answer>): Answer => ({
      refusal: null,
      message: null,
      status: null,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      ...part,
    });
    if (!probeOrigins.includes(url.origin) || url.username)
      return answer({ refusal: "OriginNotAllowed", message: `The agent's owner did not allow ${url.origin} (--probe-origin).` });
    const deadline = deadlineSignal(timeoutMs, signal);
    let unnamed: Partial<Answer> = { isNameUnknown: true };
    try {
      const name = hostOf(url);
      const address = await resolve(name);
      // A name that took all of the time was no time to ask in.
      deadline.throwIfAborted();
      unnamed = {};
      if (isSurprise(name, address))
        return answer({
          refusal: "OriginNotAllowed",
          message: `${name} leads to ${address}, which is this machine or a service of its network.`,
        });
      const response = await plainGet({ url, accept: "*/*", signal: deadline, address });
      response.destroy();
      return answer({ status: response.statusCode ?? 0 });
    } catch (cause) {
      if (deadline.aborted) return answer({ refusal: "TimedOut", message: `No answer within ${timeoutMs} ms.`, ...unnamed });
      return answer({ refusal: "Unreachable", message: messageOf(cause), ...unnamed });
    }
  },
});
