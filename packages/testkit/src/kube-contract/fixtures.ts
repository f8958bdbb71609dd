import type { KubeBody } from "./kube-client";

/** A ConfigMap. */
export const configMap = (name: string, data: Readonly<Record<string, string>> = { a: "1" }, metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, ...metadata },
  data,
});

/** A Deployment of no pods, unless `spec` says otherwise, so that no controller gets in the way. */
export const deployment = (name: string, spec: object = {}, metadata: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, ...metadata },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: podTemplate(name),
    ...spec,
  },
});

/** The template of a Deployment's pods. */
export const podTemplate = (app: string, containers: readonly object[] = [container("main")]) => ({
  metadata: { labels: { app } },
  spec: { containers },
});

/** A container. */
export const container = (name: string, more: object = {}) => ({ name, image: "registry.example/app:1", ...more });

/** A pod on a node that does not exist, so that nothing ever runs or changes it. */
export const strandedPod = (name: string, labels: Readonly<Record<string, string>>) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, labels },
  spec: { nodeName: "nowhere", terminationGracePeriodSeconds: 30, containers: [container("main")] },
});

/** A definition of namespaced Widgets, in a group of its own. */
export const widgetDefinition = (group: string, more: object = {}) => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: `widgets.${group}` },
  spec: {
    group,
    scope: "Namespaced",
    names: { plural: "widgets", kind: "Widget", shortNames: ["wd"] },
    versions: [widgetVersion("v1", true), { ...widgetVersion("v1beta1", false), subresources: undefined }],
    ...more,
  },
});

const widgetVersion = (name: string, storage: boolean) => ({
  ...{ name, served: true, storage, subresources: { status: {} } },
  additionalPrinterColumns: [{ name: "Size", type: "integer", jsonPath: ".spec.size" }],
  schema: {
    openAPIV3Schema: {
      type: "object",
      properties: {
        spec: {
          type: "object",
          required: ["size"],
          properties: {
            size: { type: "integer", minimum: 1 },
            colour: { type: "string", enum: ["red", "blue"], default: "red" },
            extra: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
          },
        },
        status: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
      },
    },
  },
});

/** The containers of a workload's template, as an answer shows them. */
export const containersOf = ({ spec }: KubeBody): readonly Readonly<Record<string, unknown>>[] => {
  const { template } = (spec ?? {}) as { template?: { spec: { containers: readonly Readonly<Record<string, unknown>>[] } } };
  return template?.spec.containers ?? [];
};
