// Evaluates Rego with OPA itself. Owns which policy is prepared in which worker; callers see a policy that stays prepared
// while workers come and go. It never reaches a network, a file or the store.
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { batchesOf, dataWithinLimits, regoLimits, requireInputsWithinLimits, requireSourceWithinLimits } from "./rego-limits";
import { createPool } from "./rego-pool";
import type { RegoSlot } from "./rego-slot";
import type {
  PreparedRego,
  RegoCall,
  RegoOutline,
  RegoPreparation,
  RegoProblem,
  RegoQuestion,
  RegoSource,
  RegoVerdict,
} from "./rego-types";

/** OPA in a few worker threads. */
export interface RegoEngine {
  /** Compiles a policy. What is wrong with it is an answer; a policy beyond the limits is a fault. */
  prepare(source: RegoSource, call?: RegoCall): Promise<RegoPreparation>;
  /** A verdict for each input, in their order. Rejects with a fault as a whole: late, too large, or stopped. */
  evaluate(policy: PreparedRego, question: RegoQuestion, call?: RegoCall): Promise<readonly RegoVerdict[]>;
  /** Lets go of a policy that will not be evaluated again. */
  release(policy: PreparedRego): void;
  /** Ends all workers. Calls under way are refused. */
  dispose(): Promise<void>;
}

/** How an engine holds its workers; each part has a default. */
export interface RegoEngineOptions {
  readonly workers?: number;
  /** A worker that was not needed for so long is ended; the next call starts one in half a second. */
  readonly idleMs?: number;
  /** How long a call may wait for a worker. */
  readonly waitMs?: number;
  /** How long a call may be evaluated that says nothing of it. */
  readonly deadlineMs?: number;
}

// What bin/go-build.mjs has written into the module.
const MEMORY_MIB = 1_024;

interface CompileAnswer {
  readonly problems: readonly RegoProblem[];
  readonly outlines: readonly RegoOutline[];
}

interface RawVerdict {
  readonly value?: unknown;
  readonly error?: RegoProblem;
}

const verdictOf = ({ value, error }: RawVerdict): RegoVerdict => {
  if (error) return { state: "failed", problem: error };
  return value === undefined ? { state: "undefined" } : { state: "defined", value };
};

async function compileIn(slot: RegoSlot, id: number, source: RegoSource): Promise<CompileAnswer> {
  // The worker's answer is what opa-wasm/compile.go writes.
  const answer = (await slot.ask("compile", JSON.stringify({ policy: id, ...source }))) as CompileAnswer;
  if (answer.problems.length > 0) return answer;
  const forgotten = slot.remember(id);
  if (forgotten !== undefined) await slot.ask("release", String(forgotten));
  return answer;
}

async function haveIn(slot: RegoSlot, { id, source }: PreparedRego): Promise<void> {
  if (slot.has(id)) return;
  const { problems } = await compileIn(slot, id, source);
  if (problems[0]) throw new Fault("Internal", worded("RegoEngineFailed"), { detail: `compiled once, not again: ${problems[0].message}` });
}

// OPA goes through the modules of a policy in no order.
const byPlace = (a: RegoProblem, b: RegoProblem) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;

const NO_DATA: object = {};

/** An engine without a worker yet: the first call starts one. */
export function createRegoEngine(options: RegoEngineOptions = {}): RegoEngine {
  const { workers = 2, idleMs = 300_000, waitMs = 30_000, deadlineMs = 10_000 } = options;
  const pool = createPool({ workers, idleMs, waitMs, deadlineMs, memoryMiB: MEMORY_MIB });
  const released = new WeakSet<PreparedRego>();
  let lastId = 0;

  async function holdData(slot: RegoSlot, data: object, text: () => string): Promise<void> {
    // A new worker's own is as empty as this.
    if ((slot.data ?? NO_DATA) === data) return;
    await slot.ask("data", text());
    slot.holds(data);
  }

  return {
    async prepare(source, call = {}) {
      requireSourceWithinLimits(source);
      const id = ++lastId;
      let answer: CompileAnswer = { problems: [], outlines: [] };
      const compile = async (slot: RegoSlot) => {
        answer = await compileIn(slot, id, source);
      };
      const pieces = [compile];
      await pool.run(() => pieces.pop(), call);
      const { problems, outlines } = answer;
      if (problems.length > 0) return { isPrepared: false, problems: [...problems].sort(byPlace), outlines };
      return { isPrepared: true, policy: { id, source, outlines } };
    },

    async evaluate(policy, question, call = {}) {
      requireInputsWithinLimits(question);
      if (released.has(policy)) throw new Error(`policy ${policy.id} was released`);
      const { data = NO_DATA, inputs, shared = {} } = question;
      const dataText = dataWithinLimits(data as Record<string, unknown>);
      const sharedText = JSON.stringify(shared);
      const batches = batchesOf(inputs);
      const answers: RawVerdict[][] = [];
      let count = 0;
      const take = () => {
        const batch = batches.next();
        if (batch.done) return undefined;
        const place = count++;
        const request = `{"policy":${policy.id},"shared":${sharedText},"maxAnswerBytes":${regoLimits.answerBytes},"inputs":[${batch.value.texts.join()}]}`;
        return async (slot: RegoSlot) => {
          await haveIn(slot, policy);
          await holdData(slot, data, () => dataText);
          // The worker's answer is what opa-wasm/evaluate.go writes.
          answers[place] = (await slot.ask("evaluate", request)) as RawVerdict[];
        };
      };
      await pool.run(take, call);
      return answers.flat().map(verdictOf);
    },

    release(policy) {
      // A worker lets go of it when it is the one that was not asked for longest.
      released.add(policy);
    },

    dispose: () => pool.close(),
  };
}
