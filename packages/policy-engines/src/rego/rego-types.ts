/** A file of Rego. Its name stands in the problems that are found in it. */
export interface RegoModule {
  readonly file: string;
  readonly text: string;
}

/** What a policy consists of: its modules, the Rego that they are written in, and what is asked of them, such as `data.pods.violation`. */
export interface RegoSource {
  readonly modules: readonly RegoModule[];
  readonly version: "v0" | "v1";
  readonly query: string;
}

/** What OPA says is wrong, and where. Line and column count from 1, and are 0 where OPA names no place. */
export interface RegoProblem {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A name in a module and where it stands. */
export interface RegoPlace {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** What a module says of itself: its package, the rules that it has a body for, its imports, and what of `data` it reads. */
export interface RegoOutline {
  readonly file: string;
  readonly package: string;
  readonly rules: readonly RegoPlace[];
  readonly imports: readonly RegoPlace[];
  readonly data: readonly RegoPlace[];
}

/** A policy that compiles. Good for as long as its engine is; a worker that was ended in between is not noticed. */
export interface PreparedRego {
  readonly id: number;
  readonly source: RegoSource;
  readonly outlines: readonly RegoOutline[];
}

/** Whether a policy compiles; what is wrong with it where it does not, and the outlines of the modules that could be read at least. */
export type RegoPreparation =
  | { readonly isPrepared: true; readonly policy: PreparedRego }
  | { readonly isPrepared: false; readonly problems: readonly RegoProblem[]; readonly outlines: readonly RegoOutline[] };

/** What a policy says of one input: a value, `undefined` as Rego knows it, or what went wrong in this one evaluation. */
export type RegoVerdict =
  | { readonly state: "defined"; readonly value: unknown }
  | { readonly state: "undefined" }
  | { readonly state: "failed"; readonly problem: RegoProblem };

/** What is evaluated: inputs as objects, what stands in each of them, and the document `data`. */
export interface RegoQuestion {
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly shared?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How long a call may take. `deadlineMs` counts from when OPA begins with it. */
export interface RegoCall {
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
}
