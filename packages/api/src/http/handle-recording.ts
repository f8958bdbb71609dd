import { TerminalId } from "@holdfast/contracts/commands/pod-exec";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { type Recording, readRecording } from "@holdfast/services/terminal/read-recording";
import { visibleTerminal } from "@holdfast/services/terminal/visible-terminals";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { failedFile, fileResponse, refusedFile } from "./file-response";
import { guardRequest } from "./guard-request";

/** Where the recording of a terminal is fetched; `id` says of which session, `as=file` that it is kept. */
export const RECORDING_ENDPOINT = "/api/terminals/recording";

/** Says whether the recording is what was recorded: `intact`, `altered`, or `open` while its session is. */
export const INTEGRITY_HEADER = "x-recording-integrity";

/** The parts of a recording, each handed out only to who may still have it; it breaks off, so that nobody takes it for the whole. */
async function* stillVisible(platform: Platform, headers: Headers, id: TerminalId, parts: AsyncGenerator<string>): AsyncGenerator<string> {
  for await (const part of parts) {
    const as = callerContext(await requestContext(platform, headers));
    if (!as) throw new Fault("Unauthenticated", worded("SessionEnded"));
    await visibleTerminal(as, id);
    yield part;
  }
}

const withIntegrity = (response: Response, { integrity }: Recording): Response => {
  response.headers.set(INTEGRITY_HEADER, integrity);
  return response;
};

/** Serves a recording as asciicast v2. Each fetch is in the audit trail before the first line, as a view or as a download. */
export async function handleRecording(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, RECORDING_ENDPOINT);
  if (refusal) return refusal;
  const ctx = await requestContext(platform, request.headers);
  const as = callerContext(ctx);
  if (!as) return refusedFile(401, "Sign in first.");
  const query = new URL(request.url).searchParams;
  const id = TerminalId.safeParse(query.get("id"));
  if (!id.success) return refusedFile(400, "id: must be the id of a terminal session, as its page's address has it.");
  try {
    await requireSomewhere(as, "self:read", "recording.view");
    const recording = await readRecording(as, platform.recordings, id.data, query.get("as") === "file" ? "download" : "view");
    const lines = stillVisible(platform, request.headers, id.data, recording.lines);
    return withIntegrity(fileResponse(recording.name, "application/x-asciicast", lines), recording);
  } catch (cause) {
    return failedFile(ctx, cause);
  }
}
