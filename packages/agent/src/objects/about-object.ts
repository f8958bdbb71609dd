import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { ObjectRef } from "../kube/kube-port";

/** How a change names its object. */
export const aboutObject = ({
  resource,
  namespace,
  name,
}: ObjectRef): Pick<ObjectChange, "apiVersion" | "kind" | "namespace" | "name"> => ({
  apiVersion: resource.group === "" ? resource.version : `${resource.group}/${resource.version}`,
  kind: resource.kind,
  namespace: namespace ?? null,
  name,
});
