import { join } from "node:path";
import type { Program } from "./supervise";

/** The processes of a cluster, in the order of their start. They are stopped in the reverse order. */
export const COMPONENTS = ["etcd", "apiserver", "controllerManager", "scheduler", "kwok"] as const;
export type Component = (typeof COMPONENTS)[number];

/** How soon a cluster notices that a node is silent. */
export interface NodeTiming {
  readonly leaseSeconds: number;
  /** The controller manager looks at the nodes this often. */
  readonly monitorPeriodSeconds: number;
  readonly monitorGraceSeconds: number;
  /** How long pods stay on a node that is not ready. */
  readonly evictionSeconds: number;
}

/** `steady`: as Kubernetes comes. `drill`: a dead node costs about 12 s, its pods 5 s more. `scale`: for thousands of nodes. */
export const nodeTimings = {
  steady: { leaseSeconds: 40, monitorPeriodSeconds: 5, monitorGraceSeconds: 50, evictionSeconds: 300 },
  drill: { leaseSeconds: 8, monitorPeriodSeconds: 1, monitorGraceSeconds: 12, evictionSeconds: 5 },
  scale: { leaseSeconds: 200, monitorPeriodSeconds: 5, monitorGraceSeconds: 200, evictionSeconds: 300 },
} as const satisfies Record<string, NodeTiming>;

/** The loopback ports of a cluster. */
export type ClusterPorts = Record<Component | "etcdPeer", number>;

/** Everything that the command lines are made of. Files are named by what `prepareFiles` of start-cluster.ts wrote. */
export interface ControlPlane {
  readonly folder: string;
  readonly ports: ClusterPorts;
  readonly timing: NodeTiming;
  readonly extraArguments: Partial<Record<Component, readonly string[]>>;
  path(program: string): string;
}

const loopback = (port: number, scheme = "http") => `${scheme}://127.0.0.1:${port}`;

/** Shared by the two that follow the API server: defaults of 20 requests a second would make every test wait. */
const clientFlags = (folder: string, name: string) => [
  `--kubeconfig=${join(folder, `${name}.kubeconfig`)}`,
  `--authentication-kubeconfig=${join(folder, `${name}.kubeconfig`)}`,
  `--authorization-kubeconfig=${join(folder, `${name}.kubeconfig`)}`,
  "--bind-address=127.0.0.1",
  `--tls-cert-file=${join(folder, "apiserver.crt")}`,
  `--tls-private-key-file=${join(folder, "apiserver.key")}`,
  "--leader-elect=false",
  "--profiling=false",
  "--kube-api-qps=1000",
  "--kube-api-burst=2000",
];

function etcd({ folder, ports }: ControlPlane): string[] {
  return [
    "--name=default",
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=${loopback(ports.etcd)}`,
    `--advertise-client-urls=${loopback(ports.etcd)}`,
    `--listen-peer-urls=${loopback(ports.etcdPeer)}`,
    `--initial-advertise-peer-urls=${loopback(ports.etcdPeer)}`,
    `--initial-cluster=default=${loopback(ports.etcdPeer)}`,
    "--quota-backend-bytes=8589934592",
    "--auto-compaction-retention=5m",
    // A test bed needs no durability across a power cut.
    "--unsafe-no-fsync",
  ];
}

function apiserver({ folder, ports, timing }: ControlPlane): string[] {
  const file = (name: string) => join(folder, name);
  return [
    `--etcd-servers=${loopback(ports.etcd)}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${ports.apiserver}`,
    "--advertise-address=127.0.0.1",
    // A loopback address is refused as an endpoint of the `kubernetes` service.
    "--endpoint-reconciler-type=none",
    "--service-cluster-ip-range=10.0.0.0/16",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${file("sa.pub")}`,
    `--service-account-signing-key-file=${file("sa.key")}`,
    "--authorization-mode=Node,RBAC",
    `--client-ca-file=${file("ca.crt")}`,
    `--tls-cert-file=${file("apiserver.crt")}`,
    `--tls-private-key-file=${file("apiserver.key")}`,
    `--requestheader-client-ca-file=${file("ca.crt")}`,
    "--requestheader-allowed-names=front-proxy",
    "--requestheader-username-headers=X-Remote-User",
    "--requestheader-group-headers=X-Remote-Group",
    "--requestheader-extra-headers-prefix=X-Remote-Extra-",
    `--proxy-client-cert-file=${file("front-proxy.crt")}`,
    `--proxy-client-key-file=${file("front-proxy.key")}`,
    `--kubelet-client-certificate=${file("kubelet-client.crt")}`,
    `--kubelet-client-key=${file("kubelet-client.key")}`,
    `--kubelet-certificate-authority=${file("ca.crt")}`,
    "--kubelet-preferred-address-types=InternalIP",
    `--default-not-ready-toleration-seconds=${timing.evictionSeconds}`,
    `--default-unreachable-toleration-seconds=${timing.evictionSeconds}`,
    "--allow-privileged=true",
    "--profiling=false",
  ];
}

function controllerManager({ folder, ports, timing }: ControlPlane): string[] {
  return [
    ...clientFlags(folder, "controller-manager"),
    `--secure-port=${ports.controllerManager}`,
    `--service-account-private-key-file=${join(folder, "sa.key")}`,
    `--root-ca-file=${join(folder, "ca.crt")}`,
    `--cluster-signing-cert-file=${join(folder, "ca.crt")}`,
    `--cluster-signing-key-file=${join(folder, "ca.key")}`,
    "--use-service-account-credentials=true",
    `--node-monitor-period=${timing.monitorPeriodSeconds}s`,
    `--node-monitor-grace-period=${timing.monitorGraceSeconds}s`,
    "--concurrent-deployment-syncs=20",
    "--concurrent-replicaset-syncs=20",
  ];
}

/** The command line of one component. */
export function componentProgram(component: Component, plane: ControlPlane): Program {
  const { folder, ports } = plane;
  const commands: Record<Component, () => { program: string; args: string[] }> = {
    etcd: () => ({ program: "etcd", args: etcd(plane) }),
    apiserver: () => ({ program: "kube-apiserver", args: apiserver(plane) }),
    controllerManager: () => ({ program: "kube-controller-manager", args: controllerManager(plane) }),
    scheduler: () => ({ program: "kube-scheduler", args: [...clientFlags(folder, "scheduler"), `--secure-port=${ports.scheduler}`] }),
    kwok: () => ({
      program: "kwok",
      args: [`--kubeconfig=${join(folder, "kwok.kubeconfig")}`, `--config=${join(folder, "kwok.yaml")}`],
    }),
  };
  const { program, args } = commands[component]();
  return { name: component, command: plane.path(program), args: [...args, ...(plane.extraArguments[component] ?? [])] };
}
