import type { KubeHttp } from "./http";
import { hasStatus } from "./kube-error";

/** One resource that the API server serves now. */
export interface ServedResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

/** The path of a served resource, of all namespaces or of one. */
export function resourcePath(resource: Pick<ServedResource, "group" | "version" | "plural">, namespace?: string): string {
  const root = resource.group === "" ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
  return namespace === undefined ? `${root}/${resource.plural}` : `${root}/namespaces/${encodeURIComponent(namespace)}/${resource.plural}`;
}

/** What the API server serves. */
export interface Discovery {
  /** The resource in the first of the wanted versions that is served, or undefined when none is. */
  find(group: string, plural: string, versions: readonly string[]): Promise<ServedResource | undefined>;
  /** Forgets what was read: something was installed or removed. */
  forget(): void;
}

interface AggregatedResource {
  readonly resource?: string;
  readonly scope?: string;
  readonly responseKind?: { readonly kind?: string };
}
interface AggregatedList {
  readonly kind?: string;
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly { readonly version?: string; readonly resources?: readonly AggregatedResource[] }[];
  }[];
}
interface PlainList {
  readonly resources?: readonly { readonly name?: string; readonly kind?: string; readonly namespaced?: boolean }[];
}

const AGGREGATED = ["v2", "v2beta1"].map((v) => `application/json;g=apidiscovery.k8s.io;v=${v};as=APIGroupDiscoveryList`).join(",");
const DEADLINE_MS = 15_000;
const FRESH_MS = 5 * 60_000;

const keyOf = (group: string, version: string, plural: string) => `${group}/${version}/${plural}`;

function fromAggregated(list: AggregatedList): Map<string, ServedResource> {
  const served = new Map<string, ServedResource>();
  for (const item of list.items ?? [])
    for (const { version = "", resources } of item.versions ?? [])
      for (const { resource: plural = "", scope, responseKind } of resources ?? []) {
        const group = item.metadata?.name ?? "";
        served.set(keyOf(group, version, plural), {
          group,
          version,
          plural,
          kind: responseKind?.kind ?? "",
          isNamespaced: scope === "Namespaced",
        });
      }
  return served;
}

/** Reads all groups in two calls; undefined when the server is too old to put them together. */
async function readAggregated(http: KubeHttp): Promise<Map<string, ServedResource> | undefined> {
  const served = new Map<string, ServedResource>();
  for (const path of ["/api", "/apis"]) {
    const { body } = await http.json<AggregatedList>({ path, accept: `${AGGREGATED},application/json`, deadlineMs: DEADLINE_MS });
    if (body.kind !== "APIGroupDiscoveryList") return undefined;
    for (const [key, resource] of fromAggregated(body)) served.set(key, resource);
  }
  return served;
}

async function readPlain(http: KubeHttp, group: string, version: string): Promise<ServedResource[]> {
  try {
    const path = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    const { body } = await http.json<PlainList>({ path, deadlineMs: DEADLINE_MS });
    return (body.resources ?? []).map(({ name = "", kind = "", namespaced }) => ({
      group,
      version,
      plural: name,
      kind,
      isNamespaced: namespaced === true,
    }));
  } catch (cause) {
    if (hasStatus(cause, 404)) return [];
    throw cause;
  }
}

/** Discovery with a memory of five minutes: aggregated where the server can, group by group where it cannot. */
export function discovery(http: KubeHttp, monotonicMs: () => number): Discovery {
  let aggregated: Promise<Map<string, ServedResource> | undefined> | undefined;
  let plain = new Map<string, Promise<ServedResource[]>>();
  let readAtMs = 0;

  const forget = () => {
    aggregated = undefined;
    plain = new Map();
  };
  const remember = <T>(reading: Promise<T>): Promise<T> => {
    reading.catch(forget);
    return reading;
  };
  async function at(group: string, version: string, plural: string): Promise<ServedResource | undefined> {
    if (!aggregated) {
      aggregated = remember(readAggregated(http));
      readAtMs = monotonicMs();
    }
    const all = await aggregated;
    if (all) return all.get(keyOf(group, version, plural));
    const key = `${group}/${version}`;
    const reading = plain.get(key) ?? remember(readPlain(http, group, version));
    plain.set(key, reading);
    return (await reading).find((each) => each.plural === plural);
  }

  return {
    forget,
    find: async (group, plural, versions) => {
      if (monotonicMs() - readAtMs > FRESH_MS) forget();
      for (const version of versions) {
        const found = await at(group, version, plural);
        if (found) return found;
      }
      return undefined;
    },
  };
}
