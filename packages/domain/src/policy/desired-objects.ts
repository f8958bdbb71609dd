import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { contentHash } from "../plan/content-hash";

/** What makes one cluster's object differ from the version's. An object that it does not concern is handed back as it is. */
export type Adjustment = (object: PolicyObject) => PolicyObject;

/** The objects of a version, and the hash by which they are known again in a cluster. */
export interface DesiredObjects {
  readonly objects: readonly PolicyObject[];
  readonly contentHash: string;
}

/**
 * What one cluster is to have of a version: its objects after every adjustment, in the order of the adjustments. The hash is the
 * version's own while nothing is adjusted, and another as soon as anything is.
 */
export function desiredObjects(version: DesiredObjects, adjustments: readonly Adjustment[]): DesiredObjects {
  const objects = version.objects.map((object) => adjustments.reduce((adjusted, adjust) => adjust(adjusted), object));
  const isAsWritten = contentHash(objects) === contentHash(version.objects);
  return isAsWritten ? version : { objects, contentHash: contentHash(objects) };
}
