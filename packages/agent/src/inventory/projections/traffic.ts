import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { each, facts, number, text, texts, yes } from "../facts";
import { gitOpsOwner } from "./git-ops";
import type { Projection } from "./projection";

interface Reference {
  readonly name?: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}
interface Gateway extends KubeObject {
  readonly spec?: {
    readonly gatewayClassName?: string;
    readonly listeners?: readonly {
      readonly name?: string;
      readonly port?: number;
      readonly protocol?: string;
      readonly hostname?: string;
    }[];
  };
  readonly status?: { readonly addresses?: readonly { readonly value?: string }[] };
}
interface HttpRoute extends KubeObject {
  readonly spec?: {
    readonly hostnames?: readonly string[];
    readonly parentRefs?: readonly Reference[];
    readonly rules?: readonly {
      readonly matches?: readonly { readonly path?: { readonly value?: string } }[];
      readonly backendRefs?: readonly Reference[];
    }[];
  };
}
interface Destination {
  readonly host?: string;
  readonly subset?: string;
}
interface VirtualService extends KubeObject {
  readonly spec?: {
    readonly hosts?: readonly string[];
    readonly gateways?: readonly string[];
    readonly http?: readonly {
      readonly name?: string;
      readonly route?: readonly { readonly destination?: Destination; readonly weight?: number }[];
      readonly mirror?: Destination;
      readonly mirrorPercentage?: { readonly value?: number };
      readonly timeout?: string;
      readonly retries?: { readonly attempts?: number; readonly perTryTimeout?: string; readonly retryOn?: string };
    }[];
  };
}
interface DestinationRule extends KubeObject {
  readonly spec?: {
    readonly host?: string;
    readonly subsets?: readonly { readonly name?: string }[];
    readonly trafficPolicy?: { readonly outlierDetection?: object; readonly tls?: { readonly mode?: string } };
  };
}
interface OpenshiftRoute extends KubeObject {
  readonly spec?: {
    readonly host?: string;
    readonly path?: string;
    readonly to?: Reference;
    readonly alternateBackends?: readonly Reference[];
    readonly tls?: { readonly termination?: string };
  };
}

const reference = ({ name, namespace, port, weight }: Reference) =>
  facts({ name: text(name, 253), namespace: text(namespace, 63), port: number(port), weight: number(weight) });
const destination = (to: Destination | undefined) => ({ host: text(to?.host, 253), subset: text(to?.subset, 63) });

/** A Gateway: its class, listeners and addresses. */
export const projectGateway = ({ spec, status }: Gateway): Projection => ({
  facts: facts({
    gatewayClass: text(spec?.gatewayClassName, 253),
    addresses: texts(status?.addresses?.map((entry) => entry.value)),
    listeners: each(spec?.listeners, (listener) =>
      facts({
        name: text(listener.name, 253),
        port: number(listener.port),
        protocol: text(listener.protocol, 32),
        hostname: text(listener.hostname, 253),
      }),
    ),
  }),
});

/** An HTTPRoute: which hosts lead to which backends, with which weights. Gateway API takes 1 where none is given. */
export const projectHttpRoute = (route: HttpRoute): Projection => ({
  facts: facts({
    hosts: texts(route.spec?.hostnames),
    parents: each(route.spec?.parentRefs, reference),
    rules: each(route.spec?.rules, (rule) =>
      facts({
        paths: texts(rule.matches?.map((match) => match.path?.value)),
        backends: each(rule.backendRefs, (backend) => reference({ weight: 1, ...backend })),
      }),
    ),
    gitOps: gitOpsOwner(route) ?? undefined,
  }),
});

/** A VirtualService: hosts, and for each HTTP route its destinations with weights, its mirror and its retries. */
export const projectVirtualService = (service: VirtualService): Projection => ({
  facts: facts({
    hosts: texts(service.spec?.hosts),
    gateways: texts(service.spec?.gateways),
    http: each(service.spec?.http, (route) =>
      facts({
        name: text(route.name, 253),
        route: each(route.route, (each) =>
          facts({ ...destination(each.destination), weight: number(each.weight) ?? (route.route?.length === 1 ? 100 : 0) }),
        ),
        mirror: route.mirror ? facts({ ...destination(route.mirror), percent: number(route.mirrorPercentage?.value) ?? 100 }) : undefined,
        timeout: text(route.timeout, 32),
        retries: facts({
          attempts: number(route.retries?.attempts),
          perTryTimeout: text(route.retries?.perTryTimeout, 32),
          retryOn: text(route.retries?.retryOn, 253),
        }),
      }),
    ),
    gitOps: gitOpsOwner(service) ?? undefined,
  }),
});

/** A DestinationRule: the subsets of a host, and whether a circuit breaker guards it. */
export const projectDestinationRule = ({ spec }: DestinationRule): Projection => ({
  facts: facts({
    host: text(spec?.host, 253),
    subsets: texts(spec?.subsets?.map((subset) => subset.name)),
    hasOutlierDetection: yes(spec?.trafficPolicy?.outlierDetection !== undefined),
    tlsMode: text(spec?.trafficPolicy?.tls?.mode, 32),
  }),
});

/** An OpenShift Route: its host and the services behind it with their weights. */
export const projectOpenshiftRoute = ({ spec }: OpenshiftRoute): Projection => ({
  facts: facts({
    host: text(spec?.host, 253),
    path: text(spec?.path),
    backends: each([...(spec?.to ? [spec.to] : []), ...(spec?.alternateBackends ?? [])], reference),
    termination: text(spec?.tls?.termination, 32),
  }),
});
