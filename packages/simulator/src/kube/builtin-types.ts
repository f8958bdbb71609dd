import facts from "./generated/kubernetes-facts.json" with { type: "json" };
import { apiVersionOf, type ResourceType, resourceKey } from "./resource-type";
import { builtinSchema } from "./schema/builtin-schema";
import { decodeBuiltin } from "./schema/decode-builtin";

interface ResourceFacts {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly string[];
}

const typeOf = (groupVersion: string, facts: ResourceFacts): ResourceType => {
  const [group, version] = groupVersion.includes("/") ? groupVersion.split("/") : ["", groupVersion];
  const schema = builtinSchema(facts.kind);
  if (schema.kind !== "struct" || group === undefined || version === undefined) throw new Error(`no schema of ${facts.kind} is known`);
  return {
    ...{ group, version, schema, kind: facts.kind, verbs: facts.verbs },
    ...{ plural: facts.name, singular: facts.singularName, listKind: `${facts.kind}List`, isNamespaced: facts.namespaced },
    ...{ shortNames: facts.shortNames, categories: facts.categories, subresources: facts.subresources },
    key: resourceKey(group, facts.name),
    apiVersion: apiVersionOf(group, version),
    isCustom: false,
    decode: (body) => decodeBuiltin(body, schema),
    violations: () => [],
    servedSince: 0,
  };
};

/** All built-in resources that the simulator serves, from the facts of a real 1.36 server. */
export const builtinTypes: readonly ResourceType[] = Object.entries(facts.resources).flatMap(([groupVersion, resources]) =>
  resources.map((resource) => typeOf(groupVersion, resource)),
);

/** Built-in resources that count generations; of the others the real server does not either. */
const GENERATIONAL: ReadonlySet<string> = new Set([
  ...["pods", "deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps", "jobs.batch", "cronjobs.batch"],
  ...["poddisruptionbudgets.policy", "ingresses.networking.k8s.io", "networkpolicies.networking.k8s.io"],
  ...["ingressclasses.networking.k8s.io", "endpointslices.discovery.k8s.io", "customresourcedefinitions.apiextensions.k8s.io"],
  "priorityclasses.scheduling.k8s.io",
  ...["validatingadmissionpolicies", "validatingadmissionpolicybindings", "validatingwebhookconfigurations"].map(
    (plural) => `${plural}.admissionregistration.k8s.io`,
  ),
  "mutatingwebhookconfigurations.admissionregistration.k8s.io",
]);

const builtinKeys = new Set(builtinTypes.map(({ key }) => key));

/** Whether a resource counts generations; custom ones always do. */
export const tracksGeneration = (key: string): boolean => GENERATIONAL.has(key) || !builtinKeys.has(key);
