import { StreamMessage } from "@holdfast/contracts/event";
import { until } from "@holdfast/testkit/testbed/until";
import superjson, { type SuperJSONResult } from "superjson";

/** One message of the stream, with when it arrived, by `performance.now()`. */
export interface Arrived {
  readonly atMs: number;
  readonly message: StreamMessage;
}

/** A tab's open stream. */
export interface EventStream {
  /** Resolves with the first message from now on, or that came already, which `matches`; rejects after `timeoutMs`. */
  next(what: string, matches: (message: StreamMessage) => boolean, timeoutMs: number): Promise<Arrived>;
  close(): void;
}

/** The data of the server-sent events of a body, as they come. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const events = `${rest}${decoder.decode(chunk, { stream: true })}`.split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const lines = event.split("\n");
      // tRPC's own words, such as connected and ping, carry an event name; data carries none.
      if (lines.some((line) => line.startsWith("event:"))) continue;
      const data = lines.flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length).trim()] : []));
      if (data.length > 0) yield data.join("\n");
    }
  }
}

/** Opens the stream and resolves when it is ready: whatever happens from now on is told. */
export async function openEventStream(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
  const ended = new AbortController();
  const answer = await fetch(`${url}/api/trpc/stream.events`, {
    headers: { ...headers, accept: "text/event-stream" },
    signal: ended.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`the stream was answered ${answer.status}`);
  const arrived: Arrived[] = [];
  const { body } = answer;
  const reading = (async () => {
    for await (const data of eventsOf(body)) {
      const message = StreamMessage.parse(superjson.deserialize(JSON.parse(data) as SuperJSONResult));
      arrived.push({ atMs: performance.now(), message });
    }
  })();
  reading.catch((cause: unknown) => {
    if (!ended.signal.aborted) process.stderr.write(`the event stream broke: ${String(cause)}\n`);
  });
  const next: EventStream["next"] = (what, matches, timeoutMs) =>
    until(what, async () => arrived.find(({ message }) => matches(message)), { timeoutMs });
  await next("the stream's ready", (message) => message.type === "ready", 10_000);
  return { next, close: () => ended.abort() };
}
