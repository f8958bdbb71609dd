import type { ComponentEntry } from "../component-entry";

/** What connects pods, clusters and the world. */
export const network: readonly ComponentEntry[] = [
  { id: "coredns", name: "CoreDNS", domain: "network", detect: { images: ["coredns/coredns", "mirrored-coredns-coredns", "coredns"] } },
  { id: "kube-proxy", name: "kube-proxy", domain: "network", detect: { images: ["kube-proxy"] } },
  {
    id: "external-dns",
    name: "ExternalDNS",
    domain: "network",
    detect: { images: ["external-dns/external-dns", "bitnami/external-dns"], definitions: ["dnsendpoints.externaldns.k8s.io"] },
  },
  {
    id: "calico",
    name: "Calico",
    domain: "network",
    detect: {
      images: ["calico/node", "calico/kube-controllers", "calico/typha", "tigera/operator"],
      definitions: ["felixconfigurations.crd.projectcalico.org"],
    },
  },
  {
    id: "cilium",
    name: "Cilium",
    domain: "network",
    detect: { images: ["cilium/cilium", "cilium/operator", "cilium/operator-generic"], definitions: ["ciliumnetworkpolicies.cilium.io"] },
  },
  {
    id: "flannel",
    name: "Flannel",
    domain: "network",
    detect: { images: ["flannel/flannel", "flannel-io/flannel", "flannelcni/flannel"] },
  },
  {
    id: "antrea",
    name: "Antrea",
    domain: "network",
    detect: { images: ["antrea/antrea-agent-ubuntu", "antrea/antrea-controller-ubuntu", "antrea/antrea-ubuntu"] },
  },
  {
    id: "metallb",
    name: "MetalLB",
    domain: "network",
    detect: { images: ["metallb/controller", "metallb/speaker"], definitions: ["ipaddresspools.metallb.io"] },
  },
  { id: "kube-vip", name: "kube-vip", domain: "network", detect: { images: ["kube-vip/kube-vip"] } },
  {
    id: "wireguard",
    name: "WireGuard",
    domain: "network",
    detect: {
      images: ["linuxserver/wireguard", "masipcat/wireguard-go", "squat/kilo", "netbirdio/netbird"],
      definitions: ["peers.kilo.squat.ai"],
    },
  },
  {
    id: "submariner",
    name: "Submariner",
    domain: "network",
    detect: { images: ["submariner/submariner-gateway"], definitions: ["clusters.submariner.io"] },
  },
  {
    id: "skupper",
    name: "Skupper",
    domain: "network",
    detect: { images: ["skupper/service-controller", "skupper/skupper-router", "skupper/controller"] },
  },
  {
    id: "multus",
    name: "Multus",
    domain: "network",
    detect: { images: ["k8snetworkplumbingwg/multus-cni"], definitions: ["network-attachment-definitions.k8s.cni.cncf.io"] },
  },
];
