import type { JsonObject } from "@holdfast/contracts/json";
import { number, record, text } from "./told";

/** What the list of nodes shows beyond a name and a health; null for what the agent did not tell. */
export interface NodeFacts {
  readonly roles: readonly string[];
  readonly version: string | null;
  readonly zone: string | null;
  readonly instanceType: string | null;
  readonly isCordoned: boolean;
  readonly cores: number | null;
  readonly memoryBytes: number | null;
  readonly pods: number | null;
}

/** Reads the facts of a node. They came from a cluster: whatever is not what it should be is left out. */
export function nodeFacts(facts: JsonObject): NodeFacts {
  const allocatable = record(facts.allocatable);
  const cpuMillis = number(allocatable.cpuMillis);
  return {
    roles: Array.isArray(facts.roles) ? facts.roles.filter((role) => typeof role === "string") : [],
    version: text(facts.kubeletVersion),
    zone: text(facts.zone),
    instanceType: text(facts.instanceType),
    isCordoned: facts.isCordoned === true,
    cores: cpuMillis === null ? null : cpuMillis / 1000,
    memoryBytes: number(allocatable.memoryBytes),
    pods: number(allocatable.pods),
  };
}
