import type { Admission } from "./admission-port";
import type { ClusterStore } from "./cluster-store";
import type { ResourceRegistry } from "./resource-registry";

/** What the verbs of one cluster's API work on. */
export interface ClusterApi {
  readonly store: ClusterStore;
  readonly types: ResourceRegistry;
  readonly admission: Admission;
  readonly now: () => Date;
  readonly random: () => number;
}

/** The options that every write takes. */
export interface WriteOptions {
  readonly isDryRun: boolean;
  readonly fieldManager: string;
  /** What to do about fields that the type does not have: `Strict` refuses, `Warn` tells, `Ignore` drops them silently. */
  readonly fieldValidation: "Ignore" | "Warn" | "Strict";
  readonly user: string;
}

/** What a write gives back. `isNew` tells a creation from a change. */
export interface WriteResult<T = Readonly<Record<string, unknown>>> {
  readonly object: T;
  readonly warnings: readonly string[];
  readonly isNew: boolean;
}
