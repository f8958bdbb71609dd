import type { KubeObject, OwnerReference } from "../cluster-store";

/** An instant as the API writes it: RFC 3339 in whole seconds. */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** `namespace/name`, or the name of a cluster-wide object: unique within a resource. */
export const keyOf = ({ metadata }: Pick<KubeObject, "metadata">): string =>
  metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;

/** The owner that controls an object, if one does. */
export const controllerOf = ({ metadata }: Pick<KubeObject, "metadata">): OwnerReference | undefined =>
  metadata.ownerReferences?.find((owner) => owner.controller);
