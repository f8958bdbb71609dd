import { healthyConditions } from "../controllers/nodes/node-conditions";
import type { ClusterSpec } from "./fleet-spec";

/** What a node of a fleet is made from. */
export interface NodeBlueprint {
  readonly name: string;
  readonly zone: string;
  readonly region: string;
  readonly address: string;
  readonly cpu: string;
  readonly memory: string;
  readonly isControlPlane: boolean;
  readonly now: Date;
}

const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
/** What the system of a node keeps for itself. */
const RESERVED_CPU_MILLIS = 500;

const allocatableCpu = (cpu: string) => `${(cpu.endsWith("m") ? Number(cpu.slice(0, -1)) : Number(cpu) * 1000) - RESERVED_CPU_MILLIS}m`;

/** A healthy node as its kubelet registers it. */
export function nodeObject({ name, zone, region, address, cpu, memory, isControlPlane, now }: NodeBlueprint): Record<string, unknown> {
  const capacity = { cpu, memory, pods: "110", "ephemeral-storage": "200Gi" };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        ...{ "kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" },
        ...{ "topology.kubernetes.io/region": region, "topology.kubernetes.io/zone": zone },
        "node.kubernetes.io/instance-type": `general.${cpu}c`,
        ...(isControlPlane ? { [CONTROL_PLANE]: "" } : { "node-role.kubernetes.io/worker": "" }),
      },
    },
    spec: {
      ...{ providerID: `simulated://${region}/${name}` },
      ...(isControlPlane ? { taints: [{ key: CONTROL_PLANE, effect: "NoSchedule" }] } : {}),
    },
    status: {
      capacity,
      allocatable: { ...capacity, cpu: allocatableCpu(cpu) },
      addresses: [
        { type: "InternalIP", address },
        { type: "Hostname", address: name },
      ],
      conditions: healthyConditions(undefined, now),
      nodeInfo: {
        ...{ kubeletVersion: "v1.36.3", kubeProxyVersion: "v1.36.3", containerRuntimeVersion: "containerd://2.0.5" },
        ...{ osImage: "Ubuntu 24.04.3 LTS", kernelVersion: "6.8.0-79-generic", operatingSystem: "linux", architecture: "amd64" },
        ...{ machineID: "", systemUUID: "", bootID: "" },
      },
    },
  };
}

/** All nodes of a cluster: the control plane first, each zone in turn. */
export function nodesOf({ name, region, nodes }: Pick<ClusterSpec, "name" | "region" | "nodes">, now: Date): Record<string, unknown>[] {
  return Array.from({ length: nodes.count }, (_, i) => {
    const isControlPlane = i < nodes.controlPlane;
    const index = isControlPlane ? i + 1 : i - nodes.controlPlane + 1;
    const width = String(nodes.count).length;
    const number = String(index).padStart(Math.max(2, width), "0");
    return nodeObject({
      ...{ name: `${name}-${isControlPlane ? "control" : "worker"}-${number}`, region, isControlPlane, now },
      ...{ zone: nodes.zones[i % nodes.zones.length] ?? region, cpu: nodes.cpu, memory: nodes.memory },
      address: `172.${16 + ((i >> 16) & 15)}.${(i >> 8) & 255}.${i & 255}`,
    });
  });
}
