import type { ClusterApi } from "../kube/cluster-api";
import type { ExecQuery } from "../kube/exec-source";
import type { Pod } from "../kube/types/pod";
import type { ShellWorld } from "./shell-words";

type Env = NonNullable<Pod["spec"]["containers"][number]["env"]>[number];

/** A variable's value; of a Secret only that it is one: a terminal of the demo shows nobody's secrets, not even made-up ones. */
function shownValue(api: ClusterApi, namespace: string, entry: Env): string {
  if (typeof entry.value === "string") return entry.value;
  const from = entry.valueFrom as { configMapKeyRef?: { name?: string; key?: string }; secretKeyRef?: object } | undefined;
  if (from?.secretKeyRef) return "(from a Secret)";
  const { name = "", key = "" } = from?.configMapKeyRef ?? {};
  const map = api.store.get("configmaps", namespace, name) as { data?: Readonly<Record<string, string>> } | undefined;
  return map?.data?.[key] ?? "";
}

/** What a shell in a container of the simulation sees; undefined when the container is gone. */
export function containerWorld(api: ClusterApi, query: ExecQuery): ShellWorld | undefined {
  // What is stored as a pod has been checked as one.
  const pod = api.store.get("pods", query.namespace, query.pod) as Pod | undefined;
  const container = pod?.spec.containers.find(({ name }) => name === query.container);
  if (!pod || !container) return undefined;
  const env = Object.fromEntries((container.env ?? []).map((entry) => [entry.name, shownValue(api, query.namespace, entry)]));
  return {
    hostname: query.pod,
    env: { HOSTNAME: query.pod, PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/", TERM: "xterm", KUBERNETES_SERVICE_PORT: "443", ...env },
    files: {
      "/etc/hostname": `${query.pod}\n`,
      "/etc/os-release": 'NAME="simulated"\n',
      "/etc/resolv.conf": `search ${query.namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\n`,
      "/app/IMAGE": `${container.image ?? ""}\n`,
      "/app/README": "This container is simulated.\n",
    },
    processes: [`/app/${container.name}`, "sh"],
    now: () => api.now(),
    size: { columns: 80, rows: 24 },
    lastCode: 0,
  };
}
