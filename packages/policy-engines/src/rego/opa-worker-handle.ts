import { Worker } from "node:worker_threads";
import { opaFile, opaModule } from "./opa-module";

// Go's own words, V8's, and those of a buffer of Go that can't grow.
const OUT_OF_MEMORY = /out of memory|memory limit|cannot allocate memory|bytes\.Buffer: too large/i;

/** Why a worker is there no more. `output` is what Go wrote last, for the log. */
export class WorkerEnded extends Error {
  readonly isOutOfMemory: boolean;

  constructor(readonly output: string) {
    super("the worker of the Rego engine has ended");
    this.isOutOfMemory = OUT_OF_MEMORY.test(output);
  }
}

/** One thread with OPA in it. It does one call after the other; the caller waits for an answer before the next. */
export interface OpaWorker {
  /** The answer of OPA to a call of opa-wasm/main.go. Rejects with `WorkerEnded` when the thread ends first. */
  call(name: string, request: string): Promise<{ readonly answer: unknown; readonly memoryBytes: number }>;
  /** Ends the thread, whatever it is doing. */
  end(): Promise<void>;
  /** Keeps the process alive, or lets it end. */
  hold(isBusy: boolean): void;
}

const HEAP_MIB = 256;
// Go's stacks are WebAssembly's too: what is nested deeply takes the stack of the thread.
const STACK_MIB = 32;

const reply = (text: string): unknown => {
  const { answer, error } = JSON.parse(text) as { answer?: unknown; error?: string };
  if (error !== undefined) throw OUT_OF_MEMORY.test(error) ? new WorkerEnded(error) : new Error(error);
  return answer;
};

/** Starts a worker and waits until OPA is ready in it. */
export async function startOpaWorker(onEnded: () => void): Promise<OpaWorker> {
  const worker = new Worker(opaFile("opa-worker.mjs"), {
    workerData: { module: await opaModule() },
    // Nothing of the process' surroundings is for a policy.
    env: {},
    argv: [],
    execArgv: [],
    // Never read: reading would keep the process alive. What Go says comes as a message.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, stackSizeMb: STACK_MIB },
  });
  let output = "";
  let waiting: { resolve: (message: unknown) => void; reject: (cause: Error) => void } | undefined;
  let ended: WorkerEnded | undefined;
  const end = (cause: string) => {
    ended ??= new WorkerEnded(`${output}${cause}`);
    waiting?.reject(ended);
    waiting = undefined;
    onEnded();
  };
  worker.on("message", (message: { output?: string }) => {
    if (message.output !== undefined) {
      output = message.output;
      return;
    }
    waiting?.resolve(message);
    waiting = undefined;
  });
  worker.on("error", (cause) => end(String(cause)));
  worker.once("exit", (code) => end(`\nexit code ${code}`));
  const answered = () =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) reject(ended);
      else waiting = { resolve, reject };
    });
  await answered();
  return {
    async call(name, request) {
      const answer = answered();
      worker.postMessage({ name, request: Buffer.from(request) });
      const given = (await answer) as { answer: Uint8Array; memoryBytes: number };
      return { answer: reply(Buffer.from(given.answer.buffer).toString("utf8")), memoryBytes: given.memoryBytes };
    },
    end: async () => {
      await worker.terminate();
    },
    hold: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
  };
}
