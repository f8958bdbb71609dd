import type { ClusterApi } from "../cluster-api";
import type { ExecSource } from "../exec-source";
import type { LogSource } from "../log-source";
import type { WatchHub } from "../read/watch-hub";
import type { TokenIdentity } from "./access";

/** One cluster as a server serves it, below `/clusters/<name>`. */
export interface ServedCluster {
  readonly name: string;
  readonly api: ClusterApi;
  readonly hub: WatchHub;
  readonly logs: LogSource;
  readonly programs: ExecSource;
  /** Bearer tokens, and who they stand for. */
  readonly tokens: ReadonlyMap<string, TokenIdentity>;
  /** False while the region is lost: connections are cut, and nothing is answered. */
  isReachable: boolean;
}
