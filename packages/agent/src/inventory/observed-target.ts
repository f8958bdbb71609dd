import { type ObservedResource, observedResources } from "@holdfast/contracts/resources";

/** What is observed, and how: `isMetadataOnly` for kinds of which the agent knows nothing else. */
export interface ObservedTarget extends ObservedResource {
  readonly isMetadataOnly: boolean;
}

/** What every agent reads whole and projects. */
export const wholeTargets: readonly ObservedTarget[] = observedResources.map((resource) => ({ ...resource, isMetadataOnly: false }));

const known = new Set(observedResources.map((resource) => resource.key));

/** Whether a resource is one of those that are read whole. */
export const isWhole = (key: string) => known.has(key);
