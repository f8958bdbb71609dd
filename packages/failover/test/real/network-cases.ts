import type { JsonObject } from "@holdfast/contracts/json";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { custom, type OperatedCase, type RealObject } from "./operated-case";

const http = (object: RealObject, part: string) => (object.spec[part] as JsonObject[] | undefined)?.[0] as JsonObject;
const weightsOf = (entries: unknown) => (entries as { weight?: number }[]).map(({ weight }) => weight ?? 1);
const toSubset = (subset: string, weight: number) => ({ destination: { host: "core", subset }, weight });
const failover = [{ from: "hangzhou", to: "shanghai" }];
const other = { dnsName: "other.bank.example", recordType: "CNAME", targets: ["lb.bank.example"] };
const pay = (targets: string[]) => ({ dnsName: "pay.bank.example", recordType: "A", targets, recordTTL: 5 });

/** The steps that send traffic elsewhere. */
export const networkCases: readonly OperatedCase[] = [
  {
    use: "istio.shift-weights",
    with: {
      weights: [
        { host: "core", subset: "v1", weight: 0 },
        { host: "core", subset: "v2", weight: 100 },
      ],
    },
    ...{ path: custom("networking.istio.io", "v1", "virtualservices"), definitions: [vendorCrd("virtualservices.networking.istio.io")] },
    object: {
      ...{ apiVersion: "networking.istio.io/v1", kind: "VirtualService" },
      spec: { hosts: ["core"], http: [{ timeout: "2s", route: [toSubset("v1", 100), toSubset("v2", 0)] }] },
    },
    read: (object) => weightsOf(http(object, "http").route),
    ...{ before: [100, 0], after: [0, 100] },
    strange: { spec: { http: [{ timeout: "2s", route: [toSubset("v1", 50), toSubset("v2", 50)] }] } },
  },
  {
    use: "gateway.shift-weights",
    with: {
      weights: [
        { name: "core", port: 80, weight: 0 },
        { name: "core-next", port: 80, weight: 10 },
      ],
    },
    path: custom("gateway.networking.k8s.io", "v1", "httproutes"),
    definitions: [vendorCrd("httproutes.gateway.networking.k8s.io")],
    object: {
      ...{ apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute" },
      spec: {
        parentRefs: [{ name: "gateway" }],
        rules: [
          {
            backendRefs: [
              { name: "core", port: 80, weight: 10 },
              { name: "core-next", port: 80, weight: 0 },
            ],
          },
        ],
      },
    },
    operate: ({ metadata }) => {
      const condition = (type: string) => ({
        ...{ type, status: "True", reason: type, message: "", observedGeneration: metadata.generation },
        lastTransitionTime: "2026-11-22T00:00:00Z",
      });
      const parent = { parentRef: { name: "gateway" }, controllerName: "example.com/gateway" };
      return { status: { parents: [{ ...parent, conditions: [condition("Accepted"), condition("ResolvedRefs")] }] } };
    },
    read: (object) => weightsOf(http(object, "rules").backendRefs),
    ...{ before: [10, 0], after: [0, 10] },
    strange: {
      spec: {
        rules: [
          {
            backendRefs: [
              { name: "core", port: 80, weight: 5 },
              { name: "core-next", port: 80, weight: 5 },
            ],
          },
        ],
      },
    },
  },
  {
    ...{ use: "istio.set-locality-failover", with: { failover } },
    path: custom("networking.istio.io", "v1", "destinationrules"),
    definitions: [vendorCrd("destinationrules.networking.istio.io")],
    object: {
      ...{ apiVersion: "networking.istio.io/v1", kind: "DestinationRule" },
      spec: { host: "core", trafficPolicy: { loadBalancer: { simple: "LEAST_REQUEST" } } },
    },
    read: (object) => (object.spec.trafficPolicy as { loadBalancer: { localityLbSetting?: object } }).loadBalancer.localityLbSetting,
    ...{ before: undefined, after: { enabled: true, failover } },
    strange: { spec: { trafficPolicy: { loadBalancer: { localityLbSetting: { enabled: false } } } } },
  },
  {
    ...{ use: "dns.set-record", with: { dnsName: "pay.bank.example", targets: ["198.51.100.1"] } },
    path: custom("externaldns.k8s.io", "v1alpha1", "dnsendpoints"),
    definitions: [vendorCrd("dnsendpoints.externaldns.k8s.io")],
    object: {
      ...{ apiVersion: "externaldns.k8s.io/v1alpha1", kind: "DNSEndpoint", spec: { endpoints: [other, pay(["192.0.2.1"])] } },
    },
    operate: ({ metadata }) => ({ status: { observedGeneration: metadata.generation } }),
    read: ({ spec }) => spec.endpoints,
    ...{ before: [other, pay(["192.0.2.1"])], after: [other, pay(["198.51.100.1"])] },
    strange: { spec: { endpoints: [other, pay(["203.0.113.1"])] } },
  },
];
