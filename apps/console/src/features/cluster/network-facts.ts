import type { JsonObject } from "@holdfast/contracts/json";
import { number, record, records, text, texts } from "./told";

/** Of an object that has to do with traffic: how it is reached, and where it leads. Empty where it tells nothing. */
export interface NetworkFacts {
  readonly reachedBy: readonly string[];
  readonly leadsTo: readonly string[];
}

const named = (parts: readonly (string | null)[], between: string) => parts.filter((part) => part !== null).join(between);

/** `http 80/TCP`: a port as people know it. */
const port = (of: Record<string, unknown>): string => {
  const place = [number(of.port), text(of.protocol)].filter((part) => part !== null).join("/");
  return named([text(of.name), place === "" ? null : place], " ");
};

/** `core:8080 90`: a backend, with its weight where there is one. */
const backend = (of: Record<string, unknown>): string => {
  const name = named([text(of.name) ?? text(of.host), text(of.subset)], "/");
  const at = number(of.port);
  const weight = number(of.weight);
  return `${name}${at === null ? "" : `:${at}`}${weight === null ? "" : ` ${weight}`}`;
};

const selector = (of: Record<string, unknown>): string[] => Object.entries(of).map(([key, value]) => `${key}=${text(value) ?? ""}`);

/** Reads how an object of the network is reached and where it leads. */
export function networkFacts(facts: JsonObject): NetworkFacts {
  const hosts = [...texts(facts.hosts), ...[text(facts.host) ?? []].flat()];
  const clusterIp = text(facts.clusterIp);
  const reachedBy = [
    ...hosts,
    ...texts(facts.addresses),
    ...(clusterIp === null || clusterIp === "None" ? [] : [clusterIp]),
    ...records(facts.ports).map(port),
    ...records(facts.listeners).map(port),
  ];
  const leadsTo = [
    ...records(facts.paths).map((path) => backend({ name: path.service, port: path.port })),
    ...records(facts.rules).flatMap((rule) => records(rule.backends).map(backend)),
    ...records(facts.http).flatMap((route) => records(route.route).map(backend)),
    ...records(facts.backends).map(backend),
    ...texts(facts.subsets),
    ...selector(record(facts.selector)),
    ...[text(facts.externalName) ?? []].flat(),
  ];
  return { reachedBy: [...new Set(reachedBy)].filter(Boolean), leadsTo: [...new Set(leadsTo)].filter(Boolean) };
}
