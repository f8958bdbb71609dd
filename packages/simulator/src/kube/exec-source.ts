/** Which program is started where. */
export interface ExecQuery {
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
}

/** The terminal that a program runs in. */
export interface ExecTerminal {
  write(text: string): void;
  /** Ends the program: 0 to 255. */
  exit(code: number): void;
  readonly signal: AbortSignal;
}

/** A program that runs: what is typed reaches it. */
export interface ExecProgram {
  type(text: string): void;
  resize(columns: number, rows: number): void;
}

/** What runs programs in containers. Throws with a text when there is no such program. */
export interface ExecSource {
  start(query: ExecQuery, terminal: ExecTerminal): ExecProgram;
}
