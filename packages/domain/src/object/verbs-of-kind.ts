import { DeletableResource } from "@holdfast/contracts/commands/object-delete";
import type { ObjectVerb } from "@holdfast/contracts/object";

const acting: Readonly<Record<string, readonly ObjectVerb[]>> = {
  "deployments.apps": ["scale", "restart"],
  "statefulsets.apps": ["scale", "restart"],
  "daemonsets.apps": ["restart"],
  nodes: ["cordon", "uncordon", "drain"],
};

/** What is made by something else, and what goes through rollouts with approvals: their text is nobody's to edit. */
const MADE = new Set(["events", "pods", "replicasets.apps", "customresourcedefinitions.apiextensions.k8s.io"]);
const isEdited = (resource: string) => !MADE.has(resource) && !resource.endsWith(".admissionregistration.k8s.io");

/** What can be ordered for objects of a resource, from the mildest to the gravest. Empty for a kind that is only looked at. */
export const verbsOfKind = (resource: string): readonly ObjectVerb[] => [
  ...(acting[resource] ?? []),
  ...(isEdited(resource) ? (["edit"] as const) : []),
  ...(DeletableResource.safeParse(resource).success ? (["delete"] as const) : []),
];
