import type { ObjectTarget } from "@holdfast/contracts/object-target";
import { observedResources } from "@holdfast/contracts/resources";
import { customTarget, type DefinitionObject } from "../inventory/custom-target";
import type { KubePort, ObjectRef } from "../kube/kube-port";

/** Where a kind lives: known beforehand, or told by the definition that added it. */
async function placeOf(
  kube: KubePort,
  resource: string,
): Promise<{ group: string; plural: string; versions: readonly string[] } | undefined> {
  const known = observedResources.find(({ key }) => key === resource);
  if (known) return known;
  const definitions = await kube.find("apiextensions.k8s.io", "customresourcedefinitions", ["v1"]);
  const definition = definitions && (await kube.read<DefinitionObject>({ resource: definitions, name: resource }));
  return definition && customTarget(definition);
}

/** The way to an object of an observed or an added kind; undefined when this cluster does not serve its kind. */
export async function findObject(kube: KubePort, { resource, namespace, name }: ObjectTarget): Promise<ObjectRef | undefined> {
  const place = await placeOf(kube, resource);
  const served = place && (await kube.find(place.group, place.plural, place.versions));
  return served && { resource: served, namespace: namespace ?? undefined, name };
}
