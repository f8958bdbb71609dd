import type { FindingBook } from "../findings/finding-book";
import type { KubeHttp } from "../kube/http";
import { type ClusterFacts, readClusterFacts } from "./cluster-facts";

/** Keeps an eye on which cluster answers: a kubeconfig may be changed under a running agent. */
export interface ClusterGuard {
  /** Whether the API server is still that of the cluster that enrolled. Rejects when it cannot be asked. */
  isOurs(): Promise<boolean>;
  /** What it said last. */
  facts(): ClusterFacts | undefined;
  /** Asks once a minute, and tells when another cluster answers. Returns what ends it. */
  watch(findings: FindingBook, onOther: () => void): () => void;
}

const FRESH_MS = 10_000;
const LOOK_MS = 60_000;

/** A guard that asks again when its knowledge is older than ten seconds. */
export function clusterGuard(http: KubeHttp, clusterUid: string, monotonicMs: () => number): ClusterGuard {
  let known: ClusterFacts | undefined;
  let readAtMs = Number.NEGATIVE_INFINITY;
  const isOurs = async () => {
    if (!known || monotonicMs() - readAtMs > FRESH_MS) {
      known = await readClusterFacts(http);
      readAtMs = monotonicMs();
    }
    return known.clusterUid === clusterUid;
  };
  return {
    facts: () => known,
    isOurs,
    watch: (findings, onOther) => {
      const look = async () => {
        // An API server that cannot be asked is told by the inventory.
        const isOther = await isOurs().then(
          (ours) => !ours,
          () => undefined,
        );
        if (isOther === false) findings.resolve("WrongCluster", "agent");
        if (isOther !== true) return;
        const message = `The agent's kubeconfig leads to the cluster with uid ${known?.clusterUid}, but ${clusterUid} is the one that enrolled. Commands are refused.`;
        findings.raise({ code: "WrongCluster", object: "agent", severity: "critical", message });
        onOther();
      };
      const timer = setInterval(look, LOOK_MS);
      void look();
      return () => clearInterval(timer);
    },
  };
}
