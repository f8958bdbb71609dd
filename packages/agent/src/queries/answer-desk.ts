// Answers the hub's questions: so many at once, each with its deadline, in pieces of bounded size. A question whose link
// is gone is forgotten.

import type { AgentAnswer, AgentQuery } from "@holdfast/contracts/agent-link";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import { Fault, type FaultView } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import type { Log } from "@holdfast/contracts/log-fields";
import { worded } from "@holdfast/contracts/worded";
import { scrub } from "@holdfast/domain/secret/scrub";
import { ZodError } from "zod";
import { type Turnstile, turnstile } from "../inventory/turnstile";
import { KubeError } from "../kube/kube-error";
import { messageOf } from "../problem";
import type { Query, QueryContext } from "./define-query";

/** What answering questions of the hub needs. */
export interface DeskPorts {
  readonly queries: readonly Query[];
  readonly context: Omit<QueryContext, "deadlineMs" | "signal">;
  readonly log: Log;
}

/** The other end: where pieces of answers go, and when nobody waits any more. */
export interface Asker {
  answer(answer: AgentAnswer): Promise<void>;
  readonly signal: AbortSignal;
}

const AT_ONCE = 16;
const MOST_WAITING = 64;
const OWN_DEADLINE_MS = 5000;
/** What one piece may take on the wire, with the quotes and escapes that JSON adds to it. */
const PIECE_BYTES = 600_000;

function viewOf(cause: unknown): FaultView {
  if (cause instanceof Fault) return { code: cause.code, message: cause.message, retry: cause.retry };
  if (cause instanceof ZodError) {
    const issues = cause.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`);
    return { code: "InvalidInput", message: issues.join("; ").slice(0, 1000), retry: "never" };
  }
  const message = scrub(messageOf(cause)).slice(0, 1000);
  if (cause instanceof KubeError && cause.code === 403) return { code: "Forbidden", message, retry: "never" };
  if (cause instanceof KubeError) return { code: "Unavailable", message, retry: "later" };
  return { code: "Internal", message: "The agent could not answer. Its log says why.", retry: "later" };
}

/** Cuts a text into pieces that fit, never between the halves of one character. */
export function pieces(text: string): string[] {
  const cut: string[] = [];
  for (let from = 0; from < text.length; ) {
    let length = PIECE_BYTES;
    while (Buffer.byteLength(JSON.stringify(text.slice(from, from + length))) > PIECE_BYTES) length = Math.floor(length / 2);
    const isHalf = /[\ud800-\udbff]/.test(text.charAt(from + length - 1)) && from + length < text.length;
    cut.push(text.slice(from, from + length - (isHalf ? 1 : 0)));
    from += cut.at(-1)?.length ?? length;
  }
  return cut.length === 0 ? [""] : cut;
}

/** Rejects when the signal is aborted, whatever the work does. */
function within<T>(work: Promise<T>, signal: AbortSignal, deadlineMs: number): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener(
      "abort",
      () => reject(new Fault("DeadlineExceeded", worded("AgentTooSlow", { deadlineMs }), { retry: "later" })),
      { once: true },
    ),
  );
  return Promise.race([work, late]);
}

/** Answers questions for as long as it is used. */
export class AnswerDesk {
  private readonly slots: Turnstile = turnstile(AT_ONCE);
  private open = 0;

  constructor(private readonly ports: DeskPorts) {}

  /** Takes a question; its answer goes to the asker. Never rejects. */
  async take(query: AgentQuery, asker: Asker): Promise<void> {
    const refuse = (fault: FaultView) => asker.answer({ id: query.id, chunk: "", isLast: true, fault }).catch(() => undefined);
    if (this.open >= AT_ONCE + MOST_WAITING) {
      await refuse({ code: "TooManyRequests", message: "Too many questions to this cluster are open.", retry: "later" });
      return;
    }
    this.open++;
    // The deadline runs while a question waits for its turn, for whoever asked waits as well.
    const signal = deadlineSignal(query.deadlineMs, asker.signal);
    try {
      const answer = await this.slots(() => within(this.find(query, signal), signal, query.deadlineMs));
      const texts = pieces(JSON.stringify(answer));
      for (const [i, chunk] of texts.entries()) await asker.answer({ id: query.id, chunk, isLast: i === texts.length - 1, fault: null });
    } catch (cause) {
      const fault = viewOf(cause);
      if (fault.code === "Internal") this.ports.log.error({ err: cause, reason: query.name }, "question not answered");
      if (!asker.signal.aborted) await refuse(fault);
    } finally {
      this.open--;
    }
  }

  /** Asks what the hub would ask, for the agent itself. Throws what the answer would have told. */
  ask(name: string, input: Json, stopping: AbortSignal): Promise<Json> {
    const signal = deadlineSignal(OWN_DEADLINE_MS, stopping);
    return within(this.find({ id: "", name, input, deadlineMs: OWN_DEADLINE_MS }, signal), signal, OWN_DEADLINE_MS);
  }

  private find({ name, input, deadlineMs }: AgentQuery, signal: AbortSignal): Promise<Json> {
    const query = this.ports.queries.find((each) => each.name === name);
    if (!query) throw new Fault("NotFound", worded("AgentTooOld", { question: name }));
    signal.throwIfAborted();
    return query.answer({ ...this.ports.context, deadlineMs, signal }, input);
  }
}
