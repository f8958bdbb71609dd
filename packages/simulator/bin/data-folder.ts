import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./arguments";

/** One cluster, as its users find it: what to register it as, and where to reach it. */
export interface PublishedCluster {
  readonly name: string;
  readonly environment: string;
  readonly region: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The path of a file. */
  readonly kubeconfig: string;
  readonly prometheus: string;
  readonly loki: string;
  readonly jaeger: string;
  /** Where HTTP probes may be sent. */
  readonly probeOrigin: string;
  /** The site's Vault and the path of a file with its DR operation token; null where there is none. */
  readonly vault: { readonly url: string; readonly tokenFile: string } | null;
}

/** Whoever reads the file sees the old one or the new one, never a part. */
function writeWhole(path: string, content: string, mode: number): void {
  const partial = `${path}.partial-${process.pid}`;
  writeFileSync(partial, content, { mode });
  renameSync(partial, path);
}

/** Makes the folder, and withdraws what an earlier run told there; throws with the remedy when it can't be written. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(join(folder, "kubeconfigs"), { recursive: true, mode: 0o700 });
    writeWhole(join(folder, "simulator.pid"), `${process.pid}\n`, 0o600);
    // What an earlier run published leads nowhere until this one is ready.
    rmSync(join(folder, "clusters.json"), { force: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`The data folder ${folder} can't be written (${code}). Choose another with --data, or change its owner.`);
  }
}

/** Writes a kubeconfig for its owner's eyes alone, and returns its path. */
export function writeKubeconfig(folder: string, cluster: string, content: string): string {
  const path = join(folder, "kubeconfigs", `${cluster}.yaml`);
  writeWhole(path, content, 0o600);
  return path;
}

/** The token of the control API: the one given, or a new one that is left in the folder. */
export function controlToken(folder: string, given: string | undefined): string {
  if (given !== undefined && given !== "") return given;
  const token = randomBytes(24).toString("base64url");
  writeWhole(join(folder, "control-token"), `${token}\n`, 0o600);
  return token;
}

/** The file in the folder with the DR operation token of the simulated Vaults. */
export const VAULT_TOKEN = "vault-dr-token";

/** Makes the DR operation token that the simulated Vaults know, leaves it in the folder, and returns it. */
export function vaultToken(folder: string): string {
  const token = `hvb.${randomBytes(24).toString("base64url")}`;
  writeWhole(join(folder, VAULT_TOKEN), `${token}\n`, 0o600);
  return token;
}

/** Tells everybody where the clusters are. It is the last thing written before the simulator is ready. */
export function publishClusters(folder: string, clusters: readonly PublishedCluster[]): string {
  const path = join(folder, "clusters.json");
  writeWhole(path, `${JSON.stringify(clusters, null, 2)}\n`, 0o600);
  return path;
}
