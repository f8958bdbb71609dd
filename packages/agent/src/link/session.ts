// One connection to the hub, from its dial to its end. It is never reused: whoever wants another makes another, so nothing
// of an old connection (queued calls, timers, subscriptions) can leak into the next.
import type {
  AgentAnswer,
  AgentHello,
  AgentQuery,
  HubHello,
  IssuedIdentity,
  KnownPage,
  Report,
  ReportAck,
} from "@holdfast/contracts/agent-link";
import { AgentQuery as AgentQuerySchema } from "@holdfast/contracts/agent-link";
import type { AgentRouter } from "@holdfast/contracts/agent-router";
import { SignedCommand } from "@holdfast/contracts/command";
import { FaultView } from "@holdfast/contracts/fault";
import { createTRPCClient, createWSClient, TRPCClientError, wsLink } from "@trpc/client";
import { z } from "zod";
import { messageOf } from "../problem";
import { type DialReport, type HeldIdentity, hubSocket, type LostReason } from "./socket";

/** A call that the hub refused or that got no answer. `fault` is the hub's own word; without one nothing is known of the call. */
export class LinkError extends Error {
  readonly fault: FaultView | undefined;

  constructor(message: string, fault: FaultView | undefined, cause: unknown) {
    super(message, { cause });
    this.name = "LinkError";
    this.fault = fault;
  }
}

/** How a connection ended. */
export interface SessionEnd {
  readonly reason: LostReason;
  readonly message: string;
}

/** An open connection. Every call has a deadline and rejects with a LinkError. */
export interface HubSession {
  hello(hello: AgentHello): Promise<HubHello>;
  heartbeat(beat: { clock: string; rttMs: number | null }): Promise<{ clock: string }>;
  known(resource: string, after: string | null): Promise<z.infer<typeof KnownPage>>;
  report(report: Report): Promise<ReportAck>;
  answer(answer: AgentAnswer): Promise<void>;
  renew(csrPem: string): Promise<IssuedIdentity>;
  /** Commands after `lastSeq`, each with its number; ends with the connection. */
  commands(lastSeq: number, onCommand: (seq: number, command: SignedCommand) => void): void;
  queries(onQuery: (query: AgentQuery) => void): void;
  readonly ended: Promise<SessionEnd>;
  end(message: string): void;
}

const CALL_MS = 15_000;
/** The hub looks into its database and may wait for a lock of its own. */
const REPORT_MS = 60_000;
const CommandEvent = z.object({ id: z.string().regex(/^\d+$/), data: SignedCommand });
const ErrorData = z.object({ fault: FaultView.nullable() });

const asLinkError = (cause: unknown): LinkError => {
  if (cause instanceof TRPCClientError) {
    const data = ErrorData.safeParse(cause.data);
    return new LinkError(cause.message, data.success ? (data.data.fault ?? undefined) : undefined, cause);
  }
  return new LinkError(messageOf(cause), undefined, cause);
};

/** JSON of the hub, guarded: a frame that is not JSON must not end the process, and a request to reconnect is obeyed by ending. */
function guardedEncoder(end: (message: string) => void) {
  const nothing = { id: null, result: { type: "stopped" } };
  return {
    encode: (message: unknown) => JSON.stringify(message),
    decode: (frame: unknown): unknown => {
      try {
        const message: unknown = JSON.parse(String(frame));
        const isAsked = typeof message === "object" && message !== null && "method" in message;
        if (typeof message === "object" && message !== null && !isAsked) return message;
        end(isAsked ? "the hub asked to connect anew" : "the hub sent a frame that is no message");
      } catch {
        end("the hub sent a frame that is not JSON");
      }
      return nothing;
    },
  };
}

/** Lets calls out one a turn of the timers, so that each is a frame of its own and no frame outgrows the hub's limit. */
function oneAtATime(): <T>(start: () => T) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return async (start) => {
    const mine = turn;
    let pass: () => void = () => undefined;
    turn = new Promise<void>((resolve) => {
      pass = resolve;
    });
    await mine;
    // The client gathers what is said within one turn of the timers. Ours is set after its own, so it comes after the frame.
    try {
      return start();
    } finally {
      setTimeout(pass, 0);
    }
  };
}

/** Where and as whom to dial. */
export interface DialOptions {
  readonly linkUrl: string;
  readonly held: HeldIdentity;
  /** How long the handshakes may take, in milliseconds. */
  readonly dialMs: number;
  /** Gives up the dial, or ends the connection. */
  readonly signal: AbortSignal;
}

/** Opens a connection to the hub. Rejects with a LinkError; `report` then holds the reason. */
export function openSession({ linkUrl, held, dialMs, signal }: DialOptions, report: DialReport): Promise<HubSession> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    let finish: (end: SessionEnd) => void = () => undefined;
    const ended = new Promise<SessionEnd>((settle) => {
      finish = settle;
    });
    const end = (message: string) => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener("abort", stop);
      const text = report.message || message;
      finish({ reason: report.reason, message: text });
      reject(new LinkError(text, undefined, undefined));
      client.close().catch(() => undefined);
      // The client would wait for its open calls, which a dead peer never answers.
      report.socket?.terminate();
    };
    const stop = () => end("the agent stops");
    signal.addEventListener("abort", stop, { once: true });
    const client = createWSClient({
      url: linkUrl,
      // The class is the ws library's, which has what the client uses of the browser's.
      WebSocket: hubSocket(held, dialMs, report) as unknown as typeof WebSocket,
      // The client's own reconnecting stays off: it would reuse what belongs to this connection.
      retryDelayMs: () => 1000,
      keepAlive: { enabled: true, intervalMs: 20_000, pongTimeoutMs: 5000 },
      onOpen: () => resolve(session),
      experimental_encoder: guardedEncoder(end) as never,
    });
    // Whatever goes wrong, a certificate that cannot be read included, shows here as a wish to connect again.
    client.connectionState.subscribe({ next: ({ error }) => error && end("the connection was lost") });
    const session = sessionOver({ trpc: createTRPCClient<AgentRouter>({ links: [wsLink({ client })] }), ended, end, isOver: () => isOver });
  });
}

interface Connection {
  readonly trpc: ReturnType<typeof createTRPCClient<AgentRouter>>;
  readonly ended: Promise<SessionEnd>;
  readonly end: (message: string) => void;
  readonly isOver: () => boolean;
}

function sessionOver({ trpc, ended, end, isOver }: Connection): HubSession {
  const inTurn = oneAtATime();
  async function call<T>(deadlineMs: number, start: (options: { signal: AbortSignal }) => Promise<T>): Promise<T> {
    try {
      return await inTurn(() => {
        // The client would open another connection for it, of which nobody knows.
        if (isOver()) throw new Error("the connection is over");
        return start({ signal: AbortSignal.timeout(deadlineMs) });
      });
    } catch (cause) {
      throw asLinkError(cause);
    }
  }
  const lost = (cause: unknown) => end(`a subscription ended: ${messageOf(cause)}`);
  return {
    hello: (hello) => call(CALL_MS, (options) => trpc.hello.mutate(hello, options)),
    heartbeat: (beat) => call(CALL_MS, (options) => trpc.heartbeat.mutate(beat, options)),
    known: (resource, after) => call(REPORT_MS, (options) => trpc.known.query({ resource, after }, options)),
    report: (report) => call(REPORT_MS, (options) => trpc.report.mutate(report, options)),
    answer: (answer) => call(CALL_MS, (options) => trpc.answer.mutate(answer, options)),
    renew: (csrPem) => call(CALL_MS, (options) => trpc.renew.mutate({ csrPem }, options)),
    commands: (lastSeq, onCommand) => {
      trpc.commands.subscribe(lastSeq > 0 ? { lastEventId: String(lastSeq) } : {}, {
        onData: (event) => {
          const parsed = CommandEvent.safeParse(event);
          if (parsed.success) onCommand(Number(parsed.data.id), parsed.data.data);
          else end("the hub sent something that is no command");
        },
        onError: lost,
        onComplete: () => end("the hub ended the commands"),
      });
    },
    queries: (onQuery) => {
      trpc.queries.subscribe(undefined, {
        onData: (query) => {
          const parsed = AgentQuerySchema.safeParse(query);
          if (parsed.success) onQuery(parsed.data);
        },
        onError: lost,
        onComplete: () => end("the hub ended the questions"),
      });
    },
    ended,
    end,
  };
}
