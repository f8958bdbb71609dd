import type { ComponentEntry } from "../component-entry";

/** What carries requests to, and between, services. */
export const mesh: readonly ComponentEntry[] = [
  {
    id: "istio",
    name: "Istio",
    domain: "mesh",
    detect: {
      images: ["istio/pilot", "istio-release/pilot", "istio/ztunnel", { image: "istio/proxyv2", besides: true }],
      definitions: ["virtualservices.networking.istio.io"],
    },
    uses: { run: ["istio.shift-weights"], push: ["PeerAuthentication", "AuthorizationPolicy"] },
  },
  {
    id: "envoy-gateway",
    name: "Envoy Gateway",
    domain: "mesh",
    detect: { images: ["envoyproxy/gateway"], definitions: ["envoyproxies.gateway.envoyproxy.io"] },
  },
  { id: "envoy", name: "Envoy", domain: "mesh", detect: { images: ["envoyproxy/envoy", "bitnami/envoy"] } },
  {
    id: "linkerd",
    name: "Linkerd",
    domain: "mesh",
    detect: {
      images: ["linkerd/controller", "linkerd/policy-controller", { image: "linkerd/proxy", besides: true }],
      definitions: ["serviceprofiles.linkerd.io", "servers.policy.linkerd.io"],
    },
  },
  {
    id: "kong",
    name: "Kong",
    domain: "mesh",
    detect: {
      images: ["kong/kong-gateway", "library/kong", "kong", "kong/kubernetes-ingress-controller"],
      definitions: ["kongplugins.configuration.konghq.com"],
    },
  },
  {
    id: "consul",
    name: "Consul",
    domain: "mesh",
    detect: {
      images: ["hashicorp/consul", "hashicorp/consul-enterprise", { image: "hashicorp/consul-k8s-control-plane", besides: true }],
      definitions: ["servicedefaults.consul.hashicorp.com"],
    },
  },
  {
    id: "gateway-api",
    name: "Gateway API",
    domain: "mesh",
    detect: { definitions: ["gateways.gateway.networking.k8s.io", "httproutes.gateway.networking.k8s.io"] },
    uses: { run: ["gateway.shift-weights"] },
  },
  {
    id: "ingress-nginx",
    name: "Ingress NGINX",
    domain: "mesh",
    detect: { images: ["ingress-nginx/controller", "nginx-ingress-controller"] },
  },
  {
    id: "traefik",
    name: "Traefik",
    domain: "mesh",
    detect: {
      images: ["library/traefik", "traefik/traefik", "mirrored-library-traefik", "traefik"],
      definitions: ["ingressroutes.traefik.io"],
    },
  },
  { id: "apisix", name: "Apache APISIX", domain: "mesh", detect: { images: ["apache/apisix"], definitions: ["*.apisix.apache.org"] } },
];
