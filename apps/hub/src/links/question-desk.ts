import { randomUUID } from "node:crypto";
import type { AgentAnswer, AgentQuery } from "@holdfast/contracts/agent-link";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import { worded } from "@holdfast/contracts/worded";

const MAX_ANSWER_CHARS = 12_000_000;
const MAX_WAITING = 256;
/** What is kept free for the installation's own questions: a failover looks, whoever reads logs meanwhile. */
const KEPT_FREE = 64;
/** What one person or program may have open to one cluster: a screen with every panel that there is, a few times over. */
const MOST_OF_ONE = 32;

interface Pending {
  readonly asker: string | undefined;
  readonly chunks: string[];
  size: number;
  resolve(value: Json): void;
  reject(fault: Fault): void;
}

/** The live questions to one agent: asked here, fetched by its subscription, answered in pieces. */
export interface QuestionDesk {
  /** Rejects with `TooManyRequests` when too much is open: for this asker, or for all of them. Without an asker it is the installation's own. */
  ask(name: string, input: Json, deadlineMs: number, signal: AbortSignal, asker?: string): Promise<Json>;
  /** Yields questions as they come, until the signal. */
  fetch(signal: AbortSignal): AsyncIterable<AgentQuery>;
  answer(answer: AgentAnswer): void;
  /** Ends every open question: the link is gone. */
  close(): void;
}

/** A desk for one link. */
export function questionDesk(): QuestionDesk {
  const pending = new Map<string, Pending>();
  const waiting: AgentQuery[] = [];
  let wakeUp = () => {};
  const isFull = (asker: string | undefined): boolean => {
    if (asker === undefined) return pending.size >= MAX_WAITING;
    const own = [...pending.values()].filter((question) => question.asker === asker).length;
    return pending.size >= MAX_WAITING - KEPT_FREE || own >= MOST_OF_ONE;
  };

  return {
    ask: (name, input, deadlineMs, signal, asker) =>
      new Promise<Json>((resolve, reject) => {
        if (isFull(asker)) return reject(new Fault("TooManyRequests", worded("ClusterTooBusy"), { retry: "later" }));
        const id = randomUUID();
        const ended = deadlineSignal(deadlineMs, signal);
        const settle = (finish: () => void) => {
          pending.delete(id);
          ended.removeEventListener("abort", expire);
          finish();
        };
        const expire = () =>
          settle(() => reject(new Fault("DeadlineExceeded", worded("ClusterTooSlow", { deadlineMs }), { retry: "later" })));
        ended.addEventListener("abort", expire);
        pending.set(id, {
          asker,
          chunks: [],
          size: 0,
          resolve: (value) => settle(() => resolve(value)),
          reject: (fault) => settle(() => reject(fault)),
        });
        waiting.push({ id, name, input, deadlineMs });
        wakeUp();
      }),
    async *fetch(signal) {
      const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      while (!signal.aborted) {
        const next = waiting.shift();
        if (next) {
          if (pending.has(next.id)) yield next;
          continue;
        }
        await Promise.race([aborted, new Promise<void>((resolve) => (wakeUp = resolve))]);
      }
    },
    answer({ id, chunk, isLast, fault }) {
      const question = pending.get(id);
      if (!question) return;
      if (fault) return question.reject(new Fault(fault.code, fault, { retry: fault.retry }));
      question.size += chunk.length;
      if (question.size > MAX_ANSWER_CHARS) return question.reject(new Fault("TooLarge", worded("AnswerTooLarge")));
      question.chunks.push(chunk);
      if (!isLast) return;
      try {
        question.resolve(JSON.parse(question.chunks.join("")) as Json);
      } catch {
        question.reject(new Fault("AgentRefused", worded("AgentAnswerUnreadable")));
      }
    },
    close() {
      for (const question of [...pending.values()])
        question.reject(new Fault("AgentUnreachable", worded("AgentLinkLost"), { retry: "later" }));
      waiting.length = 0;
    },
  };
}
