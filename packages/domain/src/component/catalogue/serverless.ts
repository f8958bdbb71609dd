import type { ComponentEntry } from "../component-entry";

/** Functions and events. */
export const serverless: readonly ComponentEntry[] = [
  {
    id: "knative-serving",
    name: "Knative Serving",
    domain: "serverless",
    detect: { images: ["knative/serving/cmd/controller", "serving/cmd/controller"], definitions: ["services.serving.knative.dev"] },
  },
  {
    id: "knative-eventing",
    name: "Knative Eventing",
    domain: "serverless",
    detect: { images: ["eventing/cmd/controller"], definitions: ["brokers.eventing.knative.dev"] },
  },
  {
    id: "openfaas",
    name: "OpenFaaS",
    domain: "serverless",
    detect: { images: ["openfaas/gateway", "openfaas/faas-netes", "openfaasltd/gateway"], definitions: ["functions.openfaas.com"] },
  },
  { id: "openwhisk", name: "Apache OpenWhisk", domain: "serverless", detect: { images: ["openwhisk/controller", "openwhisk/invoker"] } },
  {
    id: "argo-events",
    name: "Argo Events",
    domain: "serverless",
    detect: { images: ["argoproj/argo-events"], definitions: ["eventsources.argoproj.io"] },
  },
];
