import type { IncomingMessage } from "node:http";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { ByteLines } from "./byte-lines";
import type { KubeHttp } from "./http";
import { KubeError, type KubeStatus } from "./kube-error";
import { LARGEST_OBJECT } from "./list";

/** One change of one object. */
export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubeObject;
}

/** How long a watch may last and stay silent, in milliseconds. Bookmarks come about once a minute. */
export interface WatchTiming {
  readonly lastsMs: number;
  readonly stallMs: number;
}

/** A watch to open, and who is told what comes of it. */
export interface WatchRequest {
  readonly path: string;
  readonly fieldSelector?: string | undefined;
  readonly accept?: string | undefined;
  readonly signal: AbortSignal;
  readonly timing: WatchTiming;
  /** The API server took the watch. */
  readonly onOpen: () => void;
  readonly onEvent: (event: WatchEvent) => void;
  /** A line was too long to be an object; its change is not known. */
  readonly onOversized: () => void;
  readonly room: () => Promise<void>;
}

/** Where a watch stands; it goes on from here after it was cut. */
export interface WatchCursor {
  resourceVersion: string;
}

interface WatchLine {
  readonly type?: string;
  readonly object?: KubeObject & KubeStatus;
}

const FIRST_BYTE_MS = 30_000;

function asError(status: KubeStatus | undefined): KubeError {
  const seconds = status?.details?.retryAfterSeconds;
  return new KubeError("status", status?.message ?? "the API server ended the watch", {
    code: status?.code ?? 500,
    reason: status?.reason ?? "",
    ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }),
  });
}

function applyLine(bytes: Buffer, cursor: WatchCursor, onEvent: WatchRequest["onEvent"]): void {
  let line: WatchLine;
  try {
    line = JSON.parse(bytes.toString("utf8")) as WatchLine;
  } catch (cause) {
    throw new KubeError("malformed", "the watch carried a line that is not JSON", { cause });
  }
  const { type, object } = line;
  if (type === "ERROR") throw asError(object);
  if (!object) throw new KubeError("malformed", "the watch carried an event without an object");
  if (type === "ADDED" || type === "MODIFIED" || type === "DELETED") onEvent({ type, object });
  const version = object.metadata?.resourceVersion;
  if (version) cursor.resourceVersion = version;
}

async function consume(response: IncomingMessage, request: WatchRequest, cursor: WatchCursor): Promise<void> {
  const lines = new ByteLines(LARGEST_OBJECT);
  const stalled = () => response.destroy(new KubeError("deadline", `the watch was silent for ${request.timing.stallMs} ms`));
  let timer = setTimeout(stalled, request.timing.stallMs);
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      // Not running while we work or wait for room: then it is we who are slow.
      clearTimeout(timer);
      const before = lines.oversized;
      for (const line of lines.push(chunk)) applyLine(line, cursor, request.onEvent);
      if (lines.oversized > before) request.onOversized();
      await request.room();
      timer = setTimeout(stalled, request.timing.stallMs);
    }
  } catch (cause) {
    throw cause instanceof KubeError ? cause : new KubeError("network", `the watch was cut: ${String(cause)}`, { cause });
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}

/**
 * Watches from the cursor on, and moves it with every event and bookmark. Returns when the API server ended the watch in
 * its time; every other end is a KubeError, 410 among them. An unfinished last line is dropped: it comes again.
 */
export async function watchOnce(http: KubeHttp, request: WatchRequest, cursor: WatchCursor): Promise<void> {
  const response = await http.open({
    path: request.path,
    query: {
      watch: "1",
      allowWatchBookmarks: "true",
      resourceVersion: cursor.resourceVersion,
      timeoutSeconds: String(Math.ceil(request.timing.lastsMs / 1000)),
      fieldSelector: request.fieldSelector,
    },
    ...(request.accept ? { accept: request.accept } : {}),
    deadlineMs: FIRST_BYTE_MS,
    signal: request.signal,
  });
  request.onOpen();
  // A half-open connection shows itself sooner by the kernel's probes than by the silence.
  response.socket.setKeepAlive(true, 15_000);
  const abort = () => response.destroy(new KubeError("deadline", "the watch was given up"));
  if (request.signal.aborted) abort();
  request.signal.addEventListener("abort", abort, { once: true });
  try {
    await consume(response, request, cursor);
  } finally {
    request.signal.removeEventListener("abort", abort);
  }
}
