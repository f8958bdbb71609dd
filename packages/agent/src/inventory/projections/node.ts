import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import { cpuMillis, each, facts, sizeBytes, text, textMap, yes } from "../facts";
import { conditionFacts } from "./conditions";
import type { Projection } from "./projection";

type Quantities = Readonly<Record<string, string>>;
interface Node extends KubeObject {
  readonly spec?: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { readonly key?: string; readonly value?: string; readonly effect?: string }[];
  };
  readonly status?: {
    readonly capacity?: Quantities;
    readonly allocatable?: Quantities;
    readonly conditions?: readonly Condition[];
    readonly addresses?: readonly { readonly type?: string; readonly address?: string }[];
    readonly nodeInfo?: Readonly<Record<string, string>>;
  };
}

const PLAIN = new Set(["cpu", "memory", "pods", "ephemeral-storage"]);
const ROLE = "node-role.kubernetes.io/";

/** CPU, memory, pods and disk as numbers; devices (GPU, SGX) and huge pages as the kubelet spells them. */
function amounts(quantities: Quantities | undefined) {
  const devices = Object.entries(quantities ?? {}).filter(([name, amount]) => !PLAIN.has(name) && amount !== "0");
  return facts({
    cpuMillis: cpuMillis(quantities?.cpu),
    memoryBytes: sizeBytes(quantities?.memory),
    pods: sizeBytes(quantities?.pods),
    storageBytes: sizeBytes(quantities?.["ephemeral-storage"]),
    devices: textMap(Object.fromEntries(devices)),
  });
}

/** A node: what it can hold, what it runs, where it stands. */
export function projectNode(node: Node): Projection {
  const { spec, status } = node;
  const labels = node.metadata?.labels ?? {};
  const info = status?.nodeInfo;
  const address = (type: string) => text(status?.addresses?.find((each) => each.type === type)?.address, 253);
  return {
    facts: facts({
      roles: Object.keys(labels)
        .filter((label) => label.startsWith(ROLE))
        .map((label) => label.slice(ROLE.length))
        .sort(),
      kubeletVersion: text(info?.kubeletVersion, 63),
      containerRuntime: text(info?.containerRuntimeVersion, 63),
      osImage: text(info?.osImage, 128),
      kernel: text(info?.kernelVersion, 128),
      os: text(info?.operatingSystem, 32),
      architecture: text(info?.architecture, 32),
      zone: text(labels["topology.kubernetes.io/zone"], 63),
      region: text(labels["topology.kubernetes.io/region"], 63),
      instanceType: text(labels["node.kubernetes.io/instance-type"], 63),
      internalIp: address("InternalIP"),
      hostname: address("Hostname"),
      isCordoned: yes(spec?.unschedulable),
      taints: each(spec?.taints, ({ key, value, effect }) =>
        facts({ key: text(key, 317), value: text(value, 63), effect: text(effect, 32) }),
      ),
      capacity: amounts(status?.capacity),
      allocatable: amounts(status?.allocatable),
      conditions: conditionFacts(status?.conditions),
    }),
  };
}
