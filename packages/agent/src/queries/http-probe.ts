import { BlockList, isIP } from "node:net";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import type { z } from "zod";
import { messageOf } from "../problem";
import { defineQuery } from "./define-query";
import { hostOf, plainGet } from "./http-get";

type Answer = z.output<typeof httpProbe.output>;

/** This machine itself and the link-local services of a cloud: a name that leads there was not meant by whoever allowed it. */
const surprising = new BlockList();
surprising.addSubnet("127.0.0.0", 8, "ipv4");
surprising.addSubnet("169.254.0.0", 16, "ipv4");
surprising.addAddress("0.0.0.0", "ipv4");
surprising.addAddress("::1", "ipv6");
surprising.addAddress("::", "ipv6");
surprising.addSubnet("fe80::", 10, "ipv6");
surprising.addSubnet("::ffff:7f00:0", 104, "ipv6");
surprising.addSubnet("::ffff:a9fe:0", 112, "ipv6");

/** A name may not turn into this machine behind its owner's back. An address, or `localhost`, was allowed as what it is. */
const isSurprise = (name: string, address: string) =>
  !isIP(name) && name !== "localhost" && surprising.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

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
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const name = hostOf(url);
      const address = await resolve(name);
      if (isSurprise(name, address))
        return answer({
          refusal: "OriginNotAllowed",
          message: `${name} leads to ${address}, which is this machine or a service of its network.`,
        });
      const response = await plainGet({ url, accept: "*/*", signal: deadline, address });
      response.destroy();
      return answer({ status: response.statusCode ?? 0 });
    } catch (cause) {
      if (deadline.aborted) return answer({ refusal: "TimedOut", message: `No answer within ${timeoutMs} ms.` });
      return answer({ refusal: "Unreachable", message: messageOf(cause) });
    }
  },
});
