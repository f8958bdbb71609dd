import type { ImpactEffect } from "@holdfast/contracts/policy-impact";
import { z } from "zod";

const Source = z.looseObject({ rego: z.string().optional(), libs: z.array(z.string()).default([]) });
const Target = Source.extend({ code: z.array(z.looseObject({ engine: z.string(), source: Source })).default([]) });
const Template = z.looseObject({ targets: z.array(Target).default([]) });

/** The Rego of a ConstraintTemplate with its libraries; none where it is written in another language. Undefined: it is no template. */
export function regoOf(spec: unknown): readonly string[] | undefined {
  const template = Template.safeParse(spec);
  if (!template.success) return undefined;
  const sources = template.data.targets.flatMap((target) => [
    target,
    ...target.code.filter(({ engine }) => engine === "Rego").map(({ source }) => source),
  ]);
  return sources.flatMap(({ rego, libs }) => (rego === undefined ? [] : [rego, ...libs]));
}

const Kinds = z.looseObject({ apiGroups: z.array(z.string()).default([]), kinds: z.array(z.string()).default([]) });
const Scoped = z.looseObject({ action: z.string(), enforcementPoints: z.array(z.looseObject({ name: z.string() })).default([]) });
const Constraint = z.looseObject({
  match: z.looseObject({ kinds: z.array(Kinds).default([]), name: z.string().default("") }).prefault({}),
  enforcementAction: z.string().default("deny"),
  scopedEnforcementActions: z.array(Scoped).default([]),
});

/** The kinds that one entry of a constraint's match means. An empty list means all. */
export interface ConstrainedKinds {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/** What of a constraint decides whether and how it can be judged. */
export interface ConstraintReach {
  /** None means all kinds. */
  readonly kinds: readonly ConstrainedKinds[];
  readonly matchesNames: boolean;
  /** What its webhook does with an object that violates; null for nothing. */
  readonly effect: ImpactEffect | null;
}

const WEBHOOK = ["*", "validation.gatekeeper.sh"];
const effects: readonly [string, ImpactEffect][] = [
  ["deny", "deny"],
  ["warn", "warn"],
  ["dryrun", "audit"],
];

/** Reads the spec of a constraint as far as it is looked at here; undefined where it can't be read. */
export function reachOf(spec: unknown): ConstraintReach | undefined {
  const constraint = Constraint.safeParse(spec);
  if (!constraint.success) return undefined;
  const { match, enforcementAction, scopedEnforcementActions } = constraint.data;
  const scoped = scopedEnforcementActions.filter(({ enforcementPoints }) => enforcementPoints.some(({ name }) => WEBHOOK.includes(name)));
  const actions = enforcementAction === "scoped" ? scoped.map(({ action }) => action) : [enforcementAction];
  const effect = effects.find(([action]) => actions.includes(action))?.[1] ?? null;
  return { kinds: match.kinds, matchesNames: match.name !== "", effect };
}
