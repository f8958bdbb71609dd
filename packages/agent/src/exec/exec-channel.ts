import type { TerminalSize } from "@holdfast/contracts/commands/pod-exec";

/** How a program in a container ended: its exit code where there is one, else in the API server's words. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly message: string;
}

/** Which program to start where. */
export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  /** The account that the pod's programs have. */
  readonly account: string;
}

/** A program with a terminal in a container. Its output comes from the moment that `onOutput` is set. */
export interface ExecChannel {
  onOutput(take: (bytes: Buffer) => void): void;
  write(text: string): void;
  /** Bytes that were written and that the other side has not taken yet. */
  waiting(): number;
  resize(size: TerminalSize): void;
  /** Lets no more output come until `resume`. */
  pause(): void;
  resume(): void;
  readonly ended: Promise<ProgramEnd>;
  /** Hangs up. */
  close(): void;
}

/** Starts a program. Rejects with a KubeError when the API server refuses, with Refused where no terminal may be. */
export type OpenExec = (target: ExecTarget, deadlineMs: number) => Promise<ExecChannel>;
