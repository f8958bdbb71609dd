import type { ObjectRef } from "@holdfast/contracts/object";
import type { TerminalOffer } from "@holdfast/contracts/terminal";
import { canOpenTerminal, isTerminalGuarded } from "@holdfast/domain/object/terminal-gates";
import type { ServiceContext } from "../context/service-context";
import { gateForCaller } from "../failover/failover-rights";
import { containersOf, podsBelow } from "../logs/log-sources";
import { visibleObject } from "../objects/visible-object";
import { IDLE_SECONDS, MOST_SECONDS } from "./open-terminal";
import { USUAL_PROTECTED } from "./protected-namespaces";
import { terminalFacts } from "./terminal-facts";

const MOST_PODS = 60;

/** In which pods of an object a terminal can be opened, and why not now. Answered from the store. */
export async function offerTerminal(ctx: ServiceContext, input: ObjectRef, protectedNamespaces = USUAL_PROTECTED): Promise<TerminalOffer> {
  const { cluster, object } = await visibleObject(ctx, input);
  const [facts, found] = await Promise.all([
    terminalFacts(ctx, cluster, object.namespace, protectedNamespaces),
    podsBelow(ctx, cluster.id, object),
  ]);
  const pods = found.slice(0, MOST_PODS).map(({ uid, namespace, name, facts: podFacts }) => ({
    ...{ uid, namespace: namespace ?? "", pod: name, containers: containersOf(podFacts) },
  }));
  return {
    pods,
    isCut: found.length > pods.length,
    gate: await gateForCaller(ctx, canOpenTerminal(facts), "pods:exec", [cluster]),
    isGuarded: isTerminalGuarded(facts),
    idleMinutes: IDLE_SECONDS / 60,
    mostMinutes: MOST_SECONDS / 60,
  };
}
