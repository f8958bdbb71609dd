import { request } from "node:https";
import { type FaultCode, FaultView } from "@holdfast/contracts/fault";
import { z } from "zod";
import { messageOf } from "../problem";
import { expectHub, type PinnedHub } from "./hub-identity";

/** Why the enrolment door gave no identity. `code` is the hub's own refusal; without one it could not be asked. */
export class DoorError extends Error {
  readonly code: FaultCode | undefined;
  readonly isTransient: boolean;

  constructor(message: string, options: { code?: FaultCode; isTransient: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "DoorError";
    this.code = options.code;
    this.isTransient = options.isTransient;
  }
}

const DEADLINE_MS = 20_000;
const LARGEST_ANSWER = 1 << 20;

const errorText = z.object({ error: FaultView }).or(FaultView.transform((error) => ({ error })));

function refusal(status: number, body: string): DoorError {
  let parsed: z.infer<typeof errorText> | undefined;
  try {
    parsed = errorText.parse(JSON.parse(body));
  } catch {
    // A proxy in between answers with anything; the status alone is then what is known.
  }
  const isTransient = parsed ? parsed.error.retry === "later" : status >= 500 || status === 429 || status === 404;
  return new DoorError(parsed?.error.message ?? `the enrolment door answered ${status}`, {
    ...(parsed ? { code: parsed.error.code } : {}),
    isTransient,
  });
}

/** One call at the hub's enrolment door, over TLS 1.3 with the pinned CA and the hub's own id. Throws a DoorError. */
export function callDoor<T>(hubUrl: string, hub: PinnedHub, path: string, body: object, answer: z.ZodType<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const url = new URL(`${hubUrl.replace(/\/$/, "")}${path}`);
    const fail = (cause: unknown) =>
      reject(
        cause instanceof DoorError
          ? cause
          : new DoorError(`the hub at ${url.host} cannot be reached: ${messageOf(cause)}`, { isTransient: true, cause }),
      );
    const call = request(
      url,
      {
        method: "POST",
        ca: hub.caPem,
        minVersion: "TLSv1.3",
        checkServerIdentity: expectHub(hub.trustDomain),
        headers: { "content-type": "application/json" },
        agent: false,
        signal: AbortSignal.timeout(DEADLINE_MS),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > LARGEST_ANSWER) call.destroy(new Error("the answer is too large"));
          else chunks.push(chunk);
        });
        response.on("error", fail);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const status = response.statusCode ?? 0;
          if (status !== 200) return fail(refusal(status, text));
          try {
            resolve(answer.parse(JSON.parse(text)));
          } catch (cause) {
            fail(new DoorError("the enrolment door answered with something else than an identity", { isTransient: true, cause }));
          }
        });
      },
    );
    call.on("error", fail);
    call.end(JSON.stringify(body));
  });
}
