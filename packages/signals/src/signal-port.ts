import type { SignalSource } from "@holdfast/contracts/queries/signal-get";

/** A cluster that can be asked for its signals. */
export interface SignalCluster {
  readonly id: string;
  readonly name: string;
}

/** Why a source gave nothing. The reasons are those that a panel shows. */
export class SignalFault extends Error {
  readonly reason: "unreachable" | "notConfigured" | "timedOut" | "failed";

  constructor(reason: SignalFault["reason"], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = "SignalFault";
    this.reason = reason;
  }
}

/** The way to a cluster's own sources. Returns the body of a GET; throws `SignalFault`, never later than the deadline. */
export interface SignalPort {
  get(
    cluster: SignalCluster,
    source: SignalSource,
    path: string,
    params: readonly (readonly [string, string])[],
    options: { deadlineMs: number; signal?: AbortSignal },
  ): Promise<string>;
}
