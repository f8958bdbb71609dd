import type { ObjectPage } from "@holdfast/contracts/inventory-list";
import { WATCHED_NAMESPACE } from "../large-cluster/large-cluster";
import type { BenchConsole } from "../stage/console";
import type { ChangeBook } from "./change-book";

/**
 * A client of the console's event stream, as a tab is one: at each message that rows moved it asks for the list of watched pods
 * again, one question at a time. Resolves when the stream is open, to the way to stop.
 */
export async function followEvents(console_: BenchConsole, book: ChangeBook): Promise<() => void> {
  const ended = new AbortController();
  const { origin, cookie } = console_;
  let isAsking = false;
  let isAskedAgain = false;
  const ask = async () => {
    isAskedAgain = true;
    if (isAsking) return;
    isAsking = true;
    while (isAskedAgain && !ended.signal.aborted) {
      isAskedAgain = false;
      const page = await console_.ask<ObjectPage>("inventory.list", { resources: ["pods"], namespace: WATCHED_NAMESPACE, limit: 200 });
      const atMs = Date.now();
      for (const { uid, restarts } of page.rows) book.see(uid, restarts ?? 0, atMs);
    }
    isAsking = false;
  };
  const response = await fetch(`${origin}/api/trpc/stream.events`, {
    headers: { origin, cookie, accept: "text/event-stream" },
    signal: ended.signal,
  });
  if (response.status !== 200 || !response.body) throw new Error(`the event stream answered ${response.status}`);
  const read = async (body: AsyncIterable<Uint8Array>) => {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const piece of body) {
      const lines = `${rest}${decoder.decode(piece, { stream: true })}`.split("\n");
      rest = lines.pop() ?? "";
      if (lines.some((line) => line.startsWith("data:") && line.includes('"inventory"')))
        void ask().catch((cause: unknown) => console.error(cause));
    }
  };
  read(response.body).catch((cause: unknown) => {
    if (!ended.signal.aborted) console.error(cause);
  });
  return () => ended.abort();
}
