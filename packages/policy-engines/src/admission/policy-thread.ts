import { Worker } from "node:worker_threads";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { AdmissionRequest, ClusterObject } from "./admission-request";
import type { Verdict } from "./judge-request";
import type { PolicyFault } from "./policy-expressions";
import type { AdmissionBinding, AdmissionPolicy } from "./policy-spec";

/** What crosses to the thread. The policy is text, by which the thread knows it again. */
export interface PolicyQuestion {
  readonly id: number;
  readonly policy: string;
  readonly binding: AdmissionBinding | null;
  readonly requests: readonly AdmissionRequest[];
  readonly params: readonly ClusterObject[];
}

/** What comes back. */
export interface PolicyAnswer {
  readonly id: number;
  readonly faults: readonly PolicyFault[];
  readonly verdicts: readonly Verdict[];
  readonly error?: string;
}

const late = (ms: number) => new Fault("DeadlineExceeded", worded("CelRanTooLong", { seconds: ms / 1000 }));
const ended = (cause: string) => new Fault("Unavailable", worded("CelThreadEnded", { cause }), { retry: "later" });

const MEGABYTES = 512;

/**
 * Judges by policies in a thread that is stopped when it takes too long: a `Fault` with the code `DeadlineExceeded`. One question is asked at a time; after a stop the
 * next one starts a new thread. `program` is bin/policy-worker.ts as JavaScript: who bundles this puts it beside.
 */
export class PolicyThread {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private nextId = 0;

  constructor(
    private readonly deadlineMs: number,
    private readonly program: URL,
  ) {}

  /** What the API server would not take of a policy; empty when it would take it. */
  async faults(policy: AdmissionPolicy): Promise<readonly PolicyFault[]> {
    return (await this.ask(policy, null, [], [])).faults;
  }

  /** One verdict for each request, in their order. A policy with faults throws; `faults` says which. */
  async judge(
    policy: AdmissionPolicy,
    binding: AdmissionBinding,
    requests: readonly AdmissionRequest[],
    params: readonly ClusterObject[] = [],
  ): Promise<readonly Verdict[]> {
    const { faults, verdicts } = await this.ask(policy, binding, requests, params);
    const [fault] = faults;
    if (fault) throw new Fault("InvalidInput", worded("CelPolicyRefused", { field: fault.path, problem: fault.message }));
    return verdicts;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.last.catch(() => undefined);
    await this.worker?.terminate();
    this.worker = null;
  }

  private ask(
    policy: AdmissionPolicy,
    binding: AdmissionBinding | null,
    requests: readonly AdmissionRequest[],
    params: readonly ClusterObject[],
  ): Promise<PolicyAnswer> {
    const question = { id: this.nextId++, policy: JSON.stringify(policy), binding, requests, params };
    const asked = this.last.catch(() => undefined).then(() => this.answer(question));
    this.last = asked;
    return asked;
  }

  private async answer(question: PolicyQuestion): Promise<PolicyAnswer> {
    // The start of the thread is not the policy's fault, and is not counted.
    const worker = await this.running();
    const answer = await answered(worker, question, this.deadlineMs).catch(async (cause: unknown) => {
      this.worker = null;
      await worker.terminate();
      throw cause;
    });
    if (answer.error !== undefined) throw ended(answer.error);
    return answer;
  }

  private async running(): Promise<Worker> {
    if (this.worker) return this.worker;
    const worker = new Worker(this.program, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } });
    await new Promise<void>((resolve, reject) => {
      // It says once that it is ready.
      worker.once("message", () => resolve());
      worker.once("error", (cause) => reject(ended(cause.message)));
    });
    this.worker = worker;
    return worker;
  }
}

const answered = (worker: Worker, question: PolicyQuestion, deadlineMs: number): Promise<PolicyAnswer> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(late(deadlineMs))), deadlineMs);
    const onMessage = (answer: PolicyAnswer) => settle(() => resolve(answer));
    const onError = (cause: Error) => settle(() => reject(ended(cause.message)));
    const onExit = () => settle(() => reject(ended("its thread ended")));
    const settle = (done: () => void) => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      done();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(question);
  });
