import { readFileSync } from "node:fs";
import { observedResources } from "@holdfast/contracts/resources";
import { parse } from "yaml";

/** What a bare read came to. */
export interface BareRead {
  readonly seconds: number;
  readonly megabytes: number;
  /** Objects by resource; resources that the server does not serve or that are empty are left out. */
  readonly counts: ReadonlyMap<string, number>;
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string } }];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}
interface List {
  readonly items: readonly unknown[];
  readonly metadata: { readonly continue?: string };
}

/** The page of kubectl and of client-go. */
const PAGE = 500;

/** Reads every resource that agents observe, page by page, one after the other, and keeps nothing: the least that any reader needs. */
export async function bareRead(kubeconfigFile: string): Promise<BareRead> {
  const config = parse(readFileSync(kubeconfigFile, "utf8")) as Kubeconfig;
  const { server } = config.clusters[0].cluster;
  const headers = { authorization: `Bearer ${config.users[0].user.token}` };
  const counts = new Map<string, number>();
  let bytes = 0;
  const startedAt = performance.now();
  for (const { key, group, plural, versions, fieldSelector } of observedResources) {
    const path = group === "" ? `/api/${versions[0]}/${plural}` : `/apis/${group}/${versions[0]}/${plural}`;
    for (let token: string | undefined = ""; token !== undefined; ) {
      const query = new URLSearchParams({
        limit: String(PAGE),
        ...(token ? { continue: token } : {}),
        ...(fieldSelector ? { fieldSelector } : {}),
      });
      const response = await fetch(`${server}${path}?${query}`, { headers });
      const text = await response.text();
      if (response.status === 404) break;
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`);
      // The API server's word for a list.
      const { items, metadata } = JSON.parse(text) as List;
      bytes += text.length;
      if (items.length > 0) counts.set(key, (counts.get(key) ?? 0) + items.length);
      token = metadata.continue || undefined;
    }
  }
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: bytes / 1e6, counts };
}
