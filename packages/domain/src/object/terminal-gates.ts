import type { Environment, LinkState } from "@holdfast/contracts/cluster";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "../gates/gate";

/** A person may have so many terminals open at once. */
export const MOST_TERMINALS = 4;

/** What is known when somebody wants to open a terminal. */
export interface TerminalFacts {
  readonly clusterName: string;
  readonly environment: Environment;
  readonly linkState: LinkState;
  /** Terminals that the person has open now. */
  readonly open: number;
  /** The namespace, when it is a protected one and the person holds no elevation that opens it; else null. */
  readonly shutNamespace: string | null;
}

/** Can a terminal be opened there now? The agent asks its owner's word again. */
export function canOpenTerminal({ clusterName, linkState, open, shutNamespace }: TerminalFacts): Gate {
  if (shutNamespace !== null)
    return refused("GateRefused", worded("TerminalNamespaceShut", { namespace: shutNamespace, cluster: clusterName }));
  if (linkState !== "connected") return refused("AgentUnreachable", worded("NotOrderable", { cluster: clusterName }));
  if (open >= MOST_TERMINALS) return refused("GateRefused", worded("TerminalsTooMany", { count: open }));
  return met;
}

/** Whether the pod's name and a reason are needed first: in production. */
export const isTerminalGuarded = ({ environment }: Pick<TerminalFacts, "environment">): boolean => environment === "production";

/** Was the name typed out, and a reason given, where that is needed? */
export function isTerminalConfirmed(
  facts: Pick<TerminalFacts, "environment" | "clusterName">,
  pod: string,
  said: { readonly confirmedName: string | null; readonly reason: string },
): Gate {
  if (!isTerminalGuarded(facts)) return met;
  if (said.confirmedName !== pod) return refused("GateRefused", worded("NameNotTyped", { name: pod }));
  return said.reason.trim().length < 3 ? refused("GateRefused", worded("TerminalReasonMissing", { cluster: facts.clusterName })) : met;
}
