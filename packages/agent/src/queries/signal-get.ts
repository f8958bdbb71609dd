import { signalGet, signalPaths } from "@holdfast/contracts/queries/signal-get";
import type { z } from "zod";
import { messageOf } from "../problem";
import { defineQuery } from "./define-query";
import { hostOf, plainGet } from "./http-get";

const LARGEST_BODY = 8 * 2 ** 20;

type Answer = z.output<typeof signalGet.output>;
type Refusal = NonNullable<Answer["refusal"]>;

class TooLarge extends Error {}

const refused = (refusal: Refusal, message: string): Answer => ({ refusal, message, status: null, body: "" });

async function readBounded(response: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** `signal.get`: one of the paths that the contract names, of a source that the agent's owner named. Nothing of the question but path and parameters is used. */
export const getSignal = defineQuery({
  contract: signalGet,
  rbac: [],
  async handle({ sources, resolve, signal }, { source, path, params }) {
    const base = sources[source];
    if (!base) return refused("NotConfigured", `The agent of this cluster was not told where its ${source} is.`);
    if (!signalPaths[source].some((allowed) => allowed === path))
      return refused("PathNotAllowed", `${path} of ${source} may not be asked.`);
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/$/, "")}${path}`;
    url.search = new URLSearchParams(params).toString();
    try {
      const response = await plainGet({ url, accept: "application/json", signal, address: await resolve(hostOf(url)) });
      return { refusal: null, message: null, status: response.statusCode ?? 0, body: await readBounded(response) };
    } catch (cause) {
      if (cause instanceof TooLarge)
        return refused("TooLarge", `The answer of ${source} is larger than ${LARGEST_BODY >> 20} MB. Narrow the question.`);
      if (signal.aborted) return refused("TimedOut", `${source} did not answer in time.`);
      return refused("Unreachable", `${source} cannot be reached: ${messageOf(cause)}`);
    }
  },
});
