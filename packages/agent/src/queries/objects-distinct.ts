import type { JsonObject } from "@holdfast/contracts/json";
import { objectsDistinct } from "@holdfast/contracts/queries/objects-distinct";
import { observedResources } from "@holdfast/contracts/resources";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { z } from "zod";
import { canonicalJson } from "../inventory/digest";
import { hasStatus } from "../kube/kube-error";
import { findObject } from "../objects/find-object";
import { workloadOf } from "../objects/workload-of";
import { writtenObject } from "../objects/written-object";
import { defineQuery } from "./define-query";

/** As many as the API server reads at once for others too. */
const PAGE_OBJECTS = 500;

type Page = z.output<typeof objectsDistinct.output>;

const NOTHING = { served: null, templates: [], members: [], next: null };

/** The objects of a page, those that are equal but for their names as one. */
function gathered(
  objects: readonly KubeObject[],
  { kind, apiVersion }: { kind: string; apiVersion: string },
): Pick<Page, "templates" | "members"> {
  const known = new Map<string, number>();
  const templates: JsonObject[] = [];
  const members = objects.map((object) => {
    // The entries of a list don't say what they are: their list does.
    const template = writtenObject({ ...object, apiVersion, kind }, kind);
    const text = canonicalJson(template);
    const of = known.get(text) ?? templates.push(template) - 1;
    known.set(text, of);
    return { of, name: object.metadata?.name ?? "", workload: workloadOf(object) };
  });
  return { templates, members };
}

/** `objects.distinct`: a page of a resource to be judged elsewhere. What is observed may be listed: the right to read grows by nothing. */
export const readDistinctObjects = defineQuery({
  contract: objectsDistinct,
  rbac: observedResources.map(({ group, plural }) => ({ apiGroups: [group], resources: [plural], verbs: ["list"] })),
  async handle({ kube, signal }, { resource, after }): Promise<Page> {
    const refused = (refusal: NonNullable<Page["refusal"]>, message: string): Page => ({ ...NOTHING, refusal, message });
    try {
      const served = (await findObject(kube, { resource, namespace: null, name: "" }))?.resource;
      if (!served) return refused("KindAbsent", `This cluster does not serve ${resource}.`);
      const page = await kube.page<KubeObject>(served, { limit: PAGE_OBJECTS, after, signal });
      const apiVersion = served.group === "" ? served.version : `${served.group}/${served.version}`;
      return { refusal: null, message: "", served, ...gathered(page.items, { kind: served.kind, apiVersion }), next: page.next };
    } catch (cause) {
      if (hasStatus(cause, 410)) return refused("Expired", "The API server does not hold the rest of this list any more.");
      if (!hasStatus(cause, 403)) throw cause;
      const remedy = `Name it when the agent's role is made: holdfast-agent rbac --observe ${resource} | kubectl apply -f -`;
      return refused("KindForbidden", `The agent's account may not list ${resource}. ${remedy}`);
    }
  },
});
