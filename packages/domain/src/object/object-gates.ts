import type { Environment, LinkState } from "@holdfast/contracts/cluster";
import type { Gate } from "@holdfast/contracts/gate";
import type { ObjectVerb } from "@holdfast/contracts/object";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "../gates/gate";
import { verbsOfKind } from "./verbs-of-kind";

/** What is known when somebody wants to order something for an object. */
export interface ActFacts {
  readonly verb: ObjectVerb;
  readonly resource: string;
  readonly kind: string;
  readonly name: string;
  /** Of a node, as it was observed last. */
  readonly isCordoned: boolean;
  readonly clusterName: string;
  readonly environment: Environment;
  readonly linkState: LinkState;
  /** The plan whose failover changes the object right now; null for none. */
  readonly changedBy: string | null;
}

/** Can this be ordered now? The agent itself compares again, with what the cluster has by then. */
export function canAct({ verb, resource, kind, name, isCordoned, clusterName, linkState, changedBy }: ActFacts): Gate {
  if (!verbsOfKind(resource).includes(verb)) return refused("GateRefused", worded("VerbNotOfKind", { kind, verb }));
  if (verb === "cordon" && isCordoned) return refused("GateRefused", worded("CordonedAlready", { name }));
  if (verb === "uncordon" && !isCordoned) return refused("GateRefused", worded("NotCordoned", { name }));
  if (linkState !== "connected") return refused("AgentUnreachable", worded("NotOrderable", { cluster: clusterName }));
  if (changedBy !== null) return refused("WrongPhase", worded("FailoverChangesIt", { plan: changedBy, kind, name }));
  return met;
}

/** Whether the object's name has to be typed out: for what cannot be taken back, what moves everything on a node, and everything in production. */
export const needsName = ({ verb, environment }: Pick<ActFacts, "verb" | "environment">): boolean =>
  verb === "delete" || verb === "drain" || environment === "production";

/** Was the name typed out where it has to be? */
export const isConfirmed = (facts: Pick<ActFacts, "verb" | "environment" | "name">, confirmedName: string | null): Gate =>
  !needsName(facts) || confirmedName === facts.name ? met : refused("GateRefused", worded("NameNotTyped", { name: facts.name }));
