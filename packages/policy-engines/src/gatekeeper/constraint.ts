import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { z } from "zod";
import type { ConstraintTemplate } from "./constraint-template";
import { findingsOf, type Read } from "./manifest-findings";
import { checkParameters, withDefaults } from "./parameter-schema";

const GROUP = "constraints.gatekeeper.sh/";

const Expression = z.strictObject({
  key: z.string().min(1),
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
  values: z.array(z.string()).optional(),
});
const Selector = z.strictObject({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z.array(Expression).optional(),
});
// One star, at either end or at both, as Gatekeeper's own schema has it.
const Glob = z.string().regex(/^\*?[-:a-z0-9]*\*?$/, "write a name in small letters, with a star at its beginning or end at most");
const Match = z.strictObject({
  kinds: z.array(z.strictObject({ apiGroups: z.array(z.string()).optional(), kinds: z.array(z.string()).optional() })).optional(),
  scope: z.enum(["*", "Cluster", "Namespaced"]).optional(),
  namespaces: z.array(Glob).optional(),
  excludedNamespaces: z.array(Glob).optional(),
  labelSelector: Selector.optional(),
  namespaceSelector: Selector.optional(),
  name: z.string().optional(),
  source: z.enum(["All", "Generated", "Original"]).optional(),
});
const Action = z.enum(["deny", "dryrun", "warn"]);
const Spec = z.strictObject({
  match: Match.optional(),
  parameters: z.unknown().optional(),
  enforcementAction: z.enum([...Action.options, "scoped"]).optional(),
  scopedEnforcementActions: z
    .array(z.strictObject({ action: Action, enforcementPoints: z.array(z.strictObject({ name: z.string() })).min(1) }))
    .optional(),
});
const Manifest = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().min(1) }),
  spec: Spec.optional(),
  status: z.unknown().optional(),
});
const manifestSchema = z.toJSONSchema(Manifest, { unrepresentable: "any" });

/** Labels as Kubernetes selects by them. */
export type LabelSelector = z.infer<typeof Selector>;

/** Which objects a constraint is about. */
export type ConstraintMatch = z.infer<typeof Match>;

/** What Gatekeeper does with an object that violates, at its webhook and in its audit. */
export type EnforcementAction = z.infer<typeof Action>;

/** A constraint as the API server stores it: with its defaults. */
export interface Constraint {
  readonly name: string;
  readonly kind: string;
  readonly match: ConstraintMatch;
  readonly parameters: unknown;
  /** What is done at a point of enforcement; empty where the constraint does nothing there. */
  readonly actions: Readonly<Record<"webhook" | "audit", readonly EnforcementAction[]>>;
}

const POINTS = { webhook: "validation.gatekeeper.sh", audit: "audit.gatekeeper.sh" } as const;

function actionsAt(spec: z.infer<typeof Spec>, point: keyof typeof POINTS): EnforcementAction[] {
  const { enforcementAction = "deny", scopedEnforcementActions = [] } = spec;
  if (enforcementAction !== "scoped") return [enforcementAction];
  const isHere = (name: string) => name === "*" || name === POINTS[point];
  const here = scopedEnforcementActions.filter(({ enforcementPoints }) => enforcementPoints.some(({ name }) => isHere(name)));
  return [...new Set(here.map(({ action }) => action))];
}

function selectorFindings(selector: LabelSelector | undefined, field: string): Worded[] {
  return (selector?.matchExpressions ?? []).flatMap(({ operator, values = [] }, i) => {
    const takesValues = operator === "In" || operator === "NotIn";
    if (takesValues === values.length > 0) return [];
    const problem = takesValues ? `${operator} needs values` : `${operator} takes no values`;
    return [worded("GatekeeperSelector", { field: `${field}.matchExpressions[${i}].values`, problem })];
  });
}

function findingsIn(manifest: z.infer<typeof Manifest>, template: ConstraintTemplate): Worded[] {
  const { apiVersion, kind, spec } = manifest;
  const findings: Worded[] = [];
  if (kind !== template.kind) findings.push(worded("GatekeeperKind", { field: "kind", found: kind, expected: template.kind }));
  if (!/^v1(alpha1|beta1)?$/.test(apiVersion.replace(GROUP, "")) || !apiVersion.startsWith(GROUP))
    findings.push(worded("GatekeeperApiVersion", { field: "apiVersion", found: apiVersion, expected: `${GROUP}v1beta1` }));
  findings.push(...selectorFindings(spec?.match?.labelSelector, "spec.match.labelSelector"));
  findings.push(...selectorFindings(spec?.match?.namespaceSelector, "spec.match.namespaceSelector"));
  return findings;
}

/** Reads a constraint of this template, with the template's defaults for its parameters. */
export function readConstraint(manifest: unknown, template: ConstraintTemplate): Read<Constraint> {
  const parsed = Manifest.safeParse(manifest);
  if (!parsed.success) return { isGood: false, findings: findingsOf(parsed.error.issues, manifestSchema) };
  const { metadata, kind, spec = {} } = parsed.data;
  const findings = findingsIn(parsed.data, template);
  const schema = template.parameters;
  const parameters = schema && template.isStructural ? withDefaults(schema, spec.parameters) : spec.parameters;
  if (schema && parameters !== undefined) findings.push(...checkParameters(schema, parameters, "spec.parameters", template.isStructural));
  if (findings.length > 0) return { isGood: false, findings };
  return {
    isGood: true,
    value: {
      name: metadata.name,
      kind,
      match: spec.match ?? {},
      parameters: parameters ?? {},
      actions: { webhook: actionsAt(spec, "webhook"), audit: actionsAt(spec, "audit") },
    },
  };
}
