// What the test bed is made of and how it is compiled. All of this file goes into the stamp: a change builds anew.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Cgo off everywhere, or half of Go's build cache is made twice; the go.mod files are never rewritten. */
export const buildEnvironment = { CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false -mod=readonly" };

// Without these the servers report v0.0.0, and clients warn about the skew.
function kubernetesVersionFlags(folder) {
  const [, version, major, minor] =
    /^\s*k8s\.io\/kubernetes v((\d+)\.(\d+)\.\d+)/m.exec(readFileSync(join(folder, "go.mod"), "utf8")) ?? [];
  if (!version) throw new Error("tooling/testbed/go.mod names no version of k8s.io/kubernetes");
  return ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((name) => [
    `-X ${name}.gitVersion=v${version}`,
    `-X ${name}.gitMajor=${major}`,
    `-X ${name}.gitMinor=${minor}`,
    `-X ${name}.gitTreeState=clean`,
  ]);
}

/** The arguments of `go` that compile `program` of the set to the file `output`. `folder` holds this file. */
export function buildArguments(folder, program, output) {
  const flags = ["-s", "-w", ...(program.isKubernetes ? kubernetesVersionFlags(folder) : [])];
  return ["build", "-ldflags", flags.join(" "), "-o", output, program.from];
}

/**
 * The two sets. `sources` are hashed, `gigabytes` is the free disk that a build from nothing needs, `module` is the folder
 * that holds the go.mod of a program.
 */
export const sets = {
  kube: {
    gigabytes: 6,
    sources: ["go.mod", "go.sum", "seed"],
    programs: [
      { name: "etcd", module: ".", from: "go.etcd.io/etcd/server/v3" },
      { name: "kube-apiserver", module: ".", from: "k8s.io/kubernetes/cmd/kube-apiserver", isKubernetes: true },
      { name: "kube-controller-manager", module: ".", from: "k8s.io/kubernetes/cmd/kube-controller-manager", isKubernetes: true },
      { name: "kube-scheduler", module: ".", from: "k8s.io/kubernetes/cmd/kube-scheduler", isKubernetes: true },
      { name: "kubectl", module: ".", from: "k8s.io/kubernetes/cmd/kubectl", isKubernetes: true },
      { name: "kwok", module: ".", from: "sigs.k8s.io/kwok/cmd/kwok", isKubernetes: true },
      { name: "seed", module: ".", from: "./seed" },
    ],
  },
  signals: {
    gigabytes: 12,
    sources: ["jaeger/go.mod", "jaeger/go.sum", "loki/go.mod", "loki/go.sum"],
    programs: [
      { name: "jaeger", module: "jaeger", from: "github.com/jaegertracing/jaeger/cmd/all-in-one" },
      { name: "loki", module: "loki", from: "github.com/grafana/loki/v3/cmd/loki" },
    ],
  },
};
