import { Fault } from "@holdfast/contracts/fault";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { faultCodes } from "../fault-codes";
import type { RequestContext } from "../request-context";

/** A refusal that a person reads in place of the file. */
export const refusedFile = (status: number, message: string): Response =>
  new Response(`${message}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });

/** What a person reads when a file could not be made: the fault in words, or a reference for the log. */
export function failedFile({ platform, requestId }: Pick<RequestContext, "platform" | "requestId">, cause: unknown): Response {
  if (cause instanceof Fault)
    return refusedFile(getHTTPStatusCodeFromError(new TRPCError({ code: faultCodes[cause.code] })), cause.message);
  platform.log.error({ err: cause, "request.id": requestId }, "export failed");
  return refusedFile(500, `Something failed here. The reference for the log is ${requestId}.`);
}

/** The texts as a body, each made when the reader has room for it; a reader that leaves ends the reading of the store. */
function bodyOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}

const headersOf = (name: string, type: string) => ({
  "content-type": type,
  "content-disposition": `attachment; filename="${name}"`,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
});

/** A file that is saved under a name, whole, byte for byte. */
export const wholeFile = (
  name: string,
  type: "application/json" | "application/pdf" | "application/x-pem-file",
  bytes: Uint8Array,
): Response => new Response(Buffer.from(bytes), { headers: headersOf(name, type) });

/** A file that is saved under a name, as it is read. */
export const fileResponse = (
  name: string,
  type: "text/csv" | "application/json" | "application/jsonl" | "application/x-pem-file" | "application/x-asciicast",
  texts: AsyncGenerator<string>,
): Response => new Response(bodyOf(texts), { headers: headersOf(name, `${type}; charset=utf-8`) });
