import { DeletableResource } from "@holdfast/contracts/commands/object-delete";
import type { ObjectVerb } from "@holdfast/contracts/object";

const acting: Readonly<Record<string, readonly ObjectVerb[]>> = {
  "deployments.apps": ["scale", "restart"],
  "statefulsets.apps": ["scale", "restart"],
  "daemonsets.apps": ["restart"],
  nodes: ["cordon", "uncordon"],
};

/** What can be ordered for objects of a resource, from the mildest to the gravest. Empty for a kind that is only looked at. */
export const verbsOfKind = (resource: string): readonly ObjectVerb[] => [
  ...(acting[resource] ?? []),
  ...(DeletableResource.safeParse(resource).success ? (["delete"] as const) : []),
];
