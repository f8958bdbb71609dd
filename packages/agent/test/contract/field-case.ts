import type { AgentContract } from "@holdfast/contracts/command";
import type { JsonObject } from "@holdfast/contracts/json";
import type { z } from "zod";
import { NAMESPACE } from "./fixtures";

/** An object as its controllers have written it, and what is said of it. */
interface Told {
  readonly metadata?: object;
  readonly status: object;
  readonly says: unknown;
  /** Its status counts no generations. */
  readonly counts?: false;
  /** What else is read for it, made for an object of that name. */
  readonly beside?: (name: string) => readonly { readonly path: string; readonly object: Named; readonly status?: object }[];
}

interface Named {
  readonly metadata: { readonly name: string };
}

/** One command that sets declared fields, as the shared cases try it. */
export interface FieldCase {
  readonly command: AgentContract<z.ZodType, z.ZodType>;
  readonly query: AgentContract<z.ZodType, z.ZodType>;
  /** Where its objects are, and one of them. */
  readonly path: string;
  readonly object: object;
  /** The definition that brings the kind; null for one that Kubernetes has. */
  readonly definition: Named | null;
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** The changes that the receipt tells. */
  readonly changes: readonly { path: string; before: unknown; after: unknown }[];
  /** How somebody else changes the fields, as a merge patch. */
  readonly strange: object;
  /** Nothing of the object is nearer to the field than the object itself, so that it is written by its version. */
  readonly isByVersion?: boolean;
  /** The fields stand in the status, and so does what somebody else changes. */
  readonly isInStatus?: boolean;
  /** The kind is of the whole cluster. */
  readonly isClusterWide?: boolean;
  /** What else has to be served for its question. */
  readonly alsoServed?: readonly Named[];
  /** The metadata and the status as its controller writes them, and what the question says of it. */
  readonly tells?: Told;
}

/** Where the objects of an added kind are. */
export const custom = (group: string, version: string, plural: string) => `/apis/${group}/${version}/namespaces/${NAMESPACE}/${plural}`;
