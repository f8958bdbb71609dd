import { setTimeout as delay } from "node:timers/promises";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { isBehind, type KubeObject } from "@holdfast/domain/health/kube-object";
import { templateKind } from "@holdfast/domain/policy/template-kind";
import type { KubePort } from "./kube-port";
import { findPolicyKind, policyRef, rememberedKind } from "./policies";

/** What Gatekeeper's pods say of a template or of a constraint. */
export interface GatekeeperObject extends KubeObject {
  readonly status?: {
    readonly byPod?: readonly {
      readonly id?: string;
      readonly observedGeneration?: number;
      readonly errors?: readonly { readonly code?: string; readonly message?: string; readonly location?: string }[];
    }[];
  };
}

/** Whether every pod of Gatekeeper has taken up this generation, and what they find wrong with it, each once. */
export function takenUp(object: GatekeeperObject): { readonly isObserved: boolean; readonly problems: readonly string[] } {
  const current = (object.status?.byPod ?? []).filter((pod) => !isBehind(object, pod.observedGeneration));
  const problems = current.flatMap(({ errors = [] }) =>
    errors.map(({ code, message, location }) => [code, location, message].filter(Boolean).join(": ")),
  );
  return { isObserved: current.length > 0 && current.length === object.status?.byPod?.length, problems: [...new Set(problems)] };
}

/** What became of a template within the time that was given to Gatekeeper. */
export type TemplateOutcome =
  | { readonly state: "served" }
  | { readonly state: "faulty"; readonly problems: readonly string[] }
  | { readonly state: "late" };

/** How long is waited for Gatekeeper, and how often it is looked. */
export interface Patience {
  readonly withinMs: number;
  readonly everyMs: number;
}

/** Gatekeeper may have to start its watches first; on a busy machine that was measured to take most of a minute. */
export const gatekeeperPatience: Patience = { withinMs: 90_000, everyMs: 250 };

async function look(kube: KubePort, template: PolicyObject): Promise<TemplateOutcome> {
  const resource = await findPolicyKind(kube, template.kind);
  const live = resource && (await kube.read<GatekeeperObject>(policyRef(resource, template.metadata)));
  if (!live) return { state: "late" };
  const { isObserved, problems } = takenUp(live);
  if (problems.length > 0) return { state: "faulty", problems };
  const kind = templateKind(template);
  const isServed = isObserved && kind !== undefined && (await rememberedKind(kube, kind, true)) !== undefined;
  return { state: isServed ? "served" : "late" };
}

/** Waits until Gatekeeper has taken a template up and the API server serves its kind; no longer than `patience` says. */
export async function awaitTemplate(kube: KubePort, template: PolicyObject, patience = gatekeeperPatience): Promise<TemplateOutcome> {
  const deadline = performance.now() + patience.withinMs;
  for (;;) {
    const outcome = await look(kube, template);
    if (outcome.state !== "late" || performance.now() >= deadline) return outcome;
    await delay(patience.everyMs);
  }
}
