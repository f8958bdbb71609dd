import { randomBytes } from "node:crypto";
import type { SignalServer } from "@holdfast/testkit/testbed/host-server";
import { startJaeger } from "@holdfast/testkit/testbed/start-jaeger";
import { startLoki } from "@holdfast/testkit/testbed/start-loki";
import { corpus, MARK } from "../../fixtures/hostile-corpus";

/** A Loki and a Jaeger whose every text is one that runs where it is taken for markup. */
export interface HostileSignals {
  readonly loki: SignalServer;
  readonly jaeger: SignalServer;
  /** The service that the trace begins at, hostile as well. */
  readonly service: string;
  readonly traceId: string;
  stop(): Promise<void>;
}

const said = (text: string) => `${MARK} ${text}`;

async function send(url: string, body: object): Promise<void> {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

/** A line of each text as it is, and one as a field of JSON; the names of the pods are hostile too. */
const lines = (now: number) => ({
  streams: corpus.map((text, i) => ({
    stream: { namespace: "hostile", pod: said(text), container: text },
    values: [
      [`${now - i}000000`, said(text)],
      [`${now - i}000001`, JSON.stringify({ level: text, msg: said(text), [text]: text })],
    ],
  })),
});

const attribute = (key: string, text: string) => ({ key, value: { stringValue: text } });

/** One trace with a span of each text: its name, its tags, what it logged and why it failed. */
function spans(traceId: string, service: string, now: number) {
  const root = randomBytes(8).toString("hex");
  const at = (ms: number) => String(BigInt(now + ms) * 1_000_000n);
  const span = (text: string, i: number) => ({
    traceId,
    spanId: i === 0 ? root : randomBytes(8).toString("hex"),
    ...(i === 0 ? {} : { parentSpanId: root }),
    name: said(text),
    kind: 2,
    startTimeUnixNano: at(-100 + i),
    endTimeUnixNano: at(-50),
    attributes: [attribute("http.url", text), attribute(text, said(text))],
    events: [{ timeUnixNano: at(-60), name: text, attributes: [attribute("message", said(text))] }],
    status: { code: 2, message: said(text) },
  });
  const resource = { attributes: [attribute("service.name", service), attribute("host.name", said(corpus[1] ?? ""))] };
  return { resourceSpans: [{ resource, scopeSpans: [{ spans: corpus.map(span) }] }] };
}

/** Starts both and fills them. */
export async function startHostileSignals(): Promise<HostileSignals> {
  const [loki, jaeger] = await Promise.all([startLoki(), startJaeger()]);
  const [traceId, service, now] = [randomBytes(16).toString("hex"), said(corpus[0] ?? ""), Date.now()];
  await send(`${loki.url}/loki/api/v1/push`, lines(now));
  await send(`${jaeger.otlpUrl}/v1/traces`, spans(traceId, service, now));
  return {
    ...{ loki, jaeger, service, traceId },
    stop: async () => {
      await Promise.all([loki.stop(), jaeger.stop()]);
    },
  };
}
