import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { each, facts, intOrText, number, text, textMap, texts } from "../facts";
import type { Projection } from "./projection";
import { type LabelSelector, selectorFacts } from "./selector";

interface LoadBalancer {
  readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
}
interface Service extends KubeObject {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly {
      readonly name?: string;
      readonly port?: number;
      readonly targetPort?: string | number;
      readonly nodePort?: number;
      readonly protocol?: string;
    }[];
  };
  readonly status?: { readonly loadBalancer?: LoadBalancer };
}
interface Ingress extends KubeObject {
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths?: readonly {
          readonly path?: string;
          readonly backend?: {
            readonly service?: { readonly name?: string; readonly port?: { readonly number?: number; readonly name?: string } };
          };
        }[];
      };
    }[];
    readonly tls?: readonly { readonly hosts?: readonly string[] }[];
  };
  readonly status?: { readonly loadBalancer?: LoadBalancer };
}
interface NetworkPolicy extends KubeObject {
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly object[];
    readonly egress?: readonly object[];
  };
}

const addresses = (balancer: LoadBalancer | undefined) => texts(balancer?.ingress?.map((entry) => entry.ip ?? entry.hostname));

/** A Service: how it is reached and whom it selects. */
export const projectService = ({ spec, status }: Service): Projection => ({
  facts: facts({
    type: text(spec?.type, 32),
    clusterIp: text(spec?.clusterIP, 64),
    externalName: text(spec?.externalName, 253),
    addresses: addresses(status?.loadBalancer),
    selector: textMap(spec?.selector),
    ports: each(spec?.ports, (port) =>
      facts({
        name: text(port.name, 63),
        port: number(port.port),
        targetPort: intOrText(port.targetPort),
        nodePort: number(port.nodePort),
        protocol: text(port.protocol, 8),
      }),
    ),
  }),
});

/** An Ingress: which host and path leads to which service. */
export const projectIngress = ({ spec, status }: Ingress): Projection => ({
  facts: facts({
    ingressClass: text(spec?.ingressClassName, 253),
    addresses: addresses(status?.loadBalancer),
    hosts: texts([...new Set(spec?.rules?.map((rule) => rule.host))]),
    tlsHosts: texts(spec?.tls?.flatMap((entry) => entry.hosts ?? [])),
    paths: each(
      spec?.rules?.flatMap((rule) => (rule.http?.paths ?? []).map((path) => ({ host: rule.host, ...path }))),
      ({ host, path, backend }) =>
        facts({
          host: text(host, 253),
          path: text(path),
          service: text(backend?.service?.name, 253),
          port: number(backend?.service?.port?.number) ?? text(backend?.service?.port?.name, 63),
        }),
    ),
  }),
});

/** A NetworkPolicy: whom it guards, in which direction, by how many rules. */
export const projectNetworkPolicy = ({ spec }: NetworkPolicy): Projection => ({
  facts: facts({
    podSelector: selectorFacts(spec?.podSelector),
    policyTypes: texts(spec?.policyTypes, 16),
    ingressRules: spec?.ingress?.length,
    egressRules: spec?.egress?.length,
  }),
});
