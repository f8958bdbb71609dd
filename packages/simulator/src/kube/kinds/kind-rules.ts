import type { FieldCause } from "../field-cause";
import type { NameRule } from "./name-rules";

/** An object on its way into the store: decoded, not yet checked. */
export type Candidate = Readonly<Record<string, unknown>>;

/** What a kind may look at when it is created. */
export interface CreationContext {
  readonly random: () => number;
  /** Whether a cluster IP is taken. */
  isAddressTaken(address: string): boolean;
}

/** What is special about one built-in kind. Whatever is left out is as for any object. */
export interface KindRules {
  readonly nameRule?: NameRule;
  /** Fills what may be left out, at every write. */
  defaults?(object: Candidate): Candidate;
  /** Fills what the server decides at creation. */
  onCreate?(object: Candidate, context: CreationContext): Candidate;
  /** The status of a new object; `{}` when nothing is said, and the given one for kinds that report themselves. */
  initialStatus?(object: Candidate): object | undefined;
  /** What is wrong with the object as it is. */
  faults?(object: Candidate): FieldCause[];
  /** What is wrong with the change; the object itself has been checked. */
  changeFaults?(object: Candidate, old: Candidate): FieldCause[];
}
