import type { IncomingMessage } from "node:http";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { KubeHttp } from "./http";
import { JsonItems } from "./json-items";
import { KubeError } from "./kube-error";

/** What is listed, and where what was read goes. */
export interface ListRequest {
  readonly path: string;
  readonly fieldSelector?: string | undefined;
  readonly accept?: string | undefined;
  /** False reads the list in one piece: for a server that lets continue tokens expire faster than pages can be read. */
  readonly isPaged: boolean;
  readonly signal: AbortSignal;
  /** Called for each object as it is parsed; the object is not kept here. */
  readonly onObject: (object: KubeObject) => void;
  /** Waited for after each piece of the body: back-pressure down to the API server's socket. */
  readonly room: () => Promise<void>;
}

/** What a list came to. `oversized` objects were left out. */
export interface ListResult {
  readonly resourceVersion: string;
  readonly oversized: number;
}

interface ListMeta {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
}

/** An object larger than this cannot come out of etcd, whose own limit is 1.5 MB, not even as JSON with its managed fields. */
export const LARGEST_OBJECT = 16 * 2 ** 20;
const PAGE_BYTES = 4 * 2 ** 20;
const MOST_ITEMS = 500;
const FEWEST_ITEMS = 10;
const FIRST_BYTE_MS = 60_000;
const STALL_MS = 60_000;

/** How many objects of that size fill a page of the byte budget. */
export const pageLimit = (bytesPerItem: number) =>
  Math.max(FEWEST_ITEMS, Math.min(MOST_ITEMS, Math.floor(PAGE_BYTES / Math.max(1, bytesPerItem))));

/** The continue token of a page, as soon as its head is known; undefined while it is not. */
function tokenIn(items: JsonItems): string | undefined {
  if (!items.hasHeader) return undefined;
  return (items.envelopeSoFar() as ListMeta).metadata?.continue ?? "";
}

/** Waits for each chunk under a deadline of its own, that does not run while the chunk is being worked on. */
async function* chunksOf(response: IncomingMessage, stallMs: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stalled = () => response.destroy(new KubeError("deadline", `the API server sent nothing for ${stallMs} ms`));
  const abort = () => response.destroy(new KubeError("deadline", "the call was given up"));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  let timer = setTimeout(stalled, stallMs);
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      yield chunk;
      timer = setTimeout(stalled, stallMs);
    }
  } catch (cause) {
    throw cause instanceof KubeError ? cause : new KubeError("network", `the answer broke off: ${String(cause)}`, { cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    response.destroy();
  }
}

interface Page {
  readonly meta: NonNullable<ListMeta["metadata"]>;
  readonly next: Promise<IncomingMessage> | undefined;
  readonly oversized: number;
}

function parsedItem(bytes: Buffer): KubeObject {
  // Every field of KubeObject is optional, so anything that is an object has its shape.
  return JSON.parse(bytes.toString("utf8")) as KubeObject;
}

async function readPage(
  response: IncomingMessage,
  request: ListRequest,
  fetch: (limit: number, token: string) => Promise<IncomingMessage>,
): Promise<Page> {
  const items = new JsonItems(LARGEST_OBJECT);
  let next: Promise<IncomingMessage> | undefined;
  let count = 0;
  let hasAsked = false;
  const askNext = () => {
    // A few objects are enough to choose the next page's size; asking now lets the server work while we do.
    if (hasAsked || count < FEWEST_ITEMS) return;
    const token = tokenIn(items);
    if (token === undefined) return;
    hasAsked = true;
    if (token !== "") next = fetch(pageLimit(items.itemBytes / count), token);
    next?.catch(() => undefined);
  };
  try {
    for await (const chunk of chunksOf(response, STALL_MS, request.signal)) {
      for (const bytes of items.push(chunk)) {
        request.onObject(parsedItem(bytes));
        count++;
      }
      askNext();
      await request.room();
    }
    const { metadata = {} } = items.envelopeSoFar() as ListMeta;
    if (metadata.continue && !next) next = fetch(count === 0 ? MOST_ITEMS : pageLimit(items.itemBytes / count), metadata.continue);
    return { meta: metadata, next, oversized: items.oversized };
  } catch (cause) {
    next?.then(
      (late) => late.destroy(),
      () => undefined,
    );
    throw cause instanceof KubeError ? cause : new KubeError("malformed", "the list is not the JSON that was asked for", { cause });
  }
}

/**
 * Reads a whole list in pages of bounded size and hands on each object as it is parsed. The next page is asked for while
 * this one is still being read. Throws a KubeError; with 410 the caller starts over, for what it was given is of two times.
 */
export async function listAll(http: KubeHttp, request: ListRequest): Promise<ListResult> {
  const fetch = (limit: number, token?: string) =>
    http.open({
      path: request.path,
      query: { limit: request.isPaged ? String(limit) : undefined, continue: token, fieldSelector: request.fieldSelector },
      ...(request.accept ? { accept: request.accept } : {}),
      deadlineMs: FIRST_BYTE_MS,
      signal: request.signal,
    });
  let response: Promise<IncomingMessage> | undefined = fetch(MOST_ITEMS);
  let resourceVersion: string | undefined;
  let oversized = 0;
  while (response) {
    const page: Page = await readPage(await response, request, fetch);
    resourceVersion ??= page.meta.resourceVersion;
    oversized += page.oversized;
    response = page.next;
  }
  if (!resourceVersion) throw new KubeError("malformed", "the list carries no resource version to watch from");
  return { resourceVersion, oversized };
}
