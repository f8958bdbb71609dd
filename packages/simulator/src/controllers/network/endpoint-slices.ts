import type { KubeObject } from "../../kube/cluster-store";
import type { ServicePort } from "../../kube/kinds/service-rules";
import { equalJson } from "../../kube/store/equal-json";
import { nameSuffix } from "../../kube/store/new-identity";
import { keyOf } from "../../kube/store/object-identity";
import type { Node } from "../../kube/types/node";
import type { Pod } from "../../kube/types/pod";
import type { ClusterWorld } from "../cluster-world";
import { ObjectIndex } from "../object-index";
import { controlledBy } from "../workloads/create-pod";
import { isReady } from "../workloads/pod-state";

const SLICES = "endpointslices.discovery.k8s.io";
const SERVICE_LABEL = "kubernetes.io/service-name";
const MANAGED_LABEL = "endpointslice.kubernetes.io/managed-by";
const MANAGER = "endpointslice-controller.k8s.io";
const MAX_ENDPOINTS = 100;

interface Service extends KubeObject {
  readonly spec: { readonly selector?: Readonly<Record<string, string>>; readonly ports?: readonly ServicePort[]; readonly type?: string };
}

const isSelected = ({ spec }: Service, { metadata }: Pod) =>
  Object.entries(spec.selector ?? {}).every(([key, value]) => metadata.labels?.[key] === value);

const portOf = (pod: Pod | undefined, { targetPort, port }: ServicePort): number => {
  if (typeof targetPort !== "string") return targetPort ?? port;
  const ports = pod?.spec.containers.flatMap((container) => container.ports ?? []);
  return ports?.find(({ name }) => name === targetPort)?.containerPort ?? port;
};

class EndpointSliceController {
  private readonly slices: ObjectIndex<KubeObject>;

  constructor(private readonly world: ClusterWorld) {
    this.slices = new ObjectIndex(world.runtime, SLICES, ({ metadata }) => {
      const service = metadata.labels?.[MANAGED_LABEL] === MANAGER ? metadata.labels[SERVICE_LABEL] : undefined;
      return service && `${metadata.namespace}/${service}`;
    });
  }

  reconcile(service: Service): void {
    if (!service.spec.selector || service.spec.type === "ExternalName" || service.metadata.deletionTimestamp) return;
    const pods = this.world.podsByNamespace
      .of(service.metadata.namespace ?? "")
      .filter((pod) => isSelected(service, pod) && pod.status.podIP && pod.status.phase !== "Succeeded" && pod.status.phase !== "Failed")
      .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    const pages = Math.max(1, Math.ceil(pods.length / MAX_ENDPOINTS));
    const existing = this.slices.of(keyOf(service));
    for (let page = 0; page < pages; page += 1) {
      const content = this.contentOf(service, pods.slice(page * MAX_ENDPOINTS, (page + 1) * MAX_ENDPOINTS));
      this.write(service, existing[page], content);
    }
    for (const { metadata } of existing.slice(pages)) this.world.api.store.delete(SLICES, metadata.namespace ?? null, metadata.name);
  }

  private contentOf(service: Service, pods: readonly Pod[]) {
    const ports = (service.spec.ports ?? []).map((port) => ({
      name: port.name ?? "",
      port: portOf(pods[0], port),
      protocol: port.protocol ?? "TCP",
    }));
    return { addressType: "IPv4", endpoints: pods.map((pod) => this.endpointOf(pod)), ports };
  }

  private endpointOf(pod: Pod) {
    const isTerminating = pod.metadata.deletionTimestamp !== undefined;
    const ready = isReady(pod);
    const node = this.world.api.store.get("nodes", null, pod.spec.nodeName ?? "") as Node | undefined;
    const zone = node?.metadata.labels?.["topology.kubernetes.io/zone"];
    return {
      ...{ addresses: [pod.status.podIP], nodeName: pod.spec.nodeName, ...(zone ? { zone } : {}) },
      conditions: { ready: ready && !isTerminating, serving: ready, terminating: isTerminating },
      targetRef: { kind: "Pod", namespace: pod.metadata.namespace, name: pod.metadata.name, uid: pod.metadata.uid },
    };
  }

  private write(service: Service, existing: KubeObject | undefined, content: Readonly<Record<string, unknown>>): void {
    const { store, random } = this.world.api;
    const { namespace, name } = service.metadata;
    if (existing) {
      store.update(SLICES, namespace ?? null, existing.metadata.name, (slice) => {
        const next = { ...slice, ...content };
        return equalJson(next, slice) ? slice : next;
      });
      return;
    }
    store.create(SLICES, {
      ...{ apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", ...content },
      metadata: {
        ...{ name: `${name}-${nameSuffix(random)}`, namespace, generateName: `${name}-`, ownerReferences: [controlledBy(service)] },
        labels: { [SERVICE_LABEL]: name, [MANAGED_LABEL]: MANAGER },
      },
    });
  }
}

/** Keeps the EndpointSlices of Services: which pods they send to, and which of those are ready. */
export function runEndpointSlices(world: ClusterWorld): void {
  const { runtime, api } = world;
  const controller = new EndpointSliceController(world);
  const enqueue = runtime.controller<Service>("services", (service) => controller.reconcile(service));
  runtime.watch("pods", ({ object }) => {
    for (const service of api.store.list("services", object.metadata.namespace)) {
      if (isSelected(service as Service, object as Pod)) enqueue(keyOf(service));
    }
  });
}
