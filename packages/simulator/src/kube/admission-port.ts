import type { ApiError } from "./api-error";
import type { FieldCause } from "./field-cause";
import type { ResourceType } from "./resource-type";

/** A write that is about to happen, as admission sees it. */
export interface AdmissionRequest {
  readonly operation: "CREATE" | "UPDATE" | "DELETE";
  readonly type: ResourceType;
  readonly subresource: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Absent when the operation deletes. */
  readonly object: Readonly<Record<string, unknown>> | undefined;
  readonly oldObject: Readonly<Record<string, unknown>> | undefined;
  readonly isDryRun: boolean;
  readonly user: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What admission says of a write. */
export interface AdmissionAnswer {
  readonly denial: ApiError | null;
  /** For the caller, whether denied or not. */
  readonly warnings: readonly string[];
}

/** Who decides about writes beyond the schema and the rules of the kind. */
export interface Admission {
  decide(request: AdmissionRequest): AdmissionAnswer;
  /** What is wrong with an object that itself takes part in admission, such as a policy that does not compile. */
  faults(type: ResourceType, object: Readonly<Record<string, unknown>>): readonly FieldCause[];
}
