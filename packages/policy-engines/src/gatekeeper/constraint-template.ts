import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { z } from "zod";
import { findingsOf, type Read } from "./manifest-findings";
import { checkParameterSchema, ParameterSchema } from "./parameter-schema";

const TARGET = "admission.k8s.gatekeeper.sh";
const API_VERSIONS = ["templates.gatekeeper.sh/v1", "templates.gatekeeper.sh/v1beta1"];

const Code = z.strictObject({ engine: z.string(), source: z.record(z.string(), z.unknown()) });
const RegoCode = z.strictObject({ version: z.enum(["v0", "v1"]).optional(), rego: z.string(), libs: z.array(z.string()).optional() });
const Target = z.strictObject({
  target: z.string(),
  rego: z.string().optional(),
  libs: z.array(z.string()).optional(),
  code: z.array(Code).optional(),
  operations: z.array(z.string()).optional(),
});
const Manifest = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.strictObject({
    crd: z.strictObject({
      spec: z.strictObject({
        names: z.strictObject({ kind: z.string().min(1), shortNames: z.array(z.string()).optional() }),
        validation: z.strictObject({ legacySchema: z.boolean().optional(), openAPIV3Schema: ParameterSchema.optional() }).optional(),
      }),
    }),
    targets: z.array(Target),
  }),
  status: z.unknown().optional(),
});
type Manifest = z.infer<typeof Manifest>;
const manifestSchema = z.toJSONSchema(Manifest, { unrepresentable: "any" });

/** Rego with the field that it stands in. */
export interface TemplateRego {
  readonly field: string;
  readonly text: string;
}

/** What a ConstraintTemplate says, in whichever of its forms it is written. */
export interface ConstraintTemplate {
  readonly name: string;
  /** The kind of its constraints. */
  readonly kind: string;
  readonly version: "v0" | "v1";
  readonly rego: TemplateRego;
  readonly libs: readonly TemplateRego[];
  /** What `spec.parameters` of a constraint may be; undefined where the template says nothing. */
  readonly parameters: ParameterSchema | undefined;
  /** Whether the API server drops and defaults fields by it: it does not for a legacy schema. */
  readonly isStructural: boolean;
}

interface Written {
  readonly version: "v0" | "v1";
  readonly rego: TemplateRego;
  readonly libs: readonly TemplateRego[];
}

const libsAt = (field: string, libs: readonly string[] = []): TemplateRego[] => libs.map((text, i) => ({ field: `${field}[${i}]`, text }));

function regoOf(target: Manifest["spec"]["targets"][number], field: string): Written | Worded[] {
  const index = target.code?.findIndex(({ engine }) => engine === "Rego") ?? -1;
  const code = target.code?.[index];
  if (code && target.rego !== undefined) return [worded("GatekeeperRegoTwice", { field })];
  if (code) {
    const at = `${field}.code[${index}].source`;
    const source = RegoCode.safeParse(code.source);
    if (!source.success) {
      const path = ["spec", "targets", 0, "code", index, "source"];
      const issues = source.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
      return findingsOf(issues, manifestSchema);
    }
    const { version = "v0", rego, libs } = source.data;
    return { version, rego: { field: `${at}.rego`, text: rego }, libs: libsAt(`${at}.libs`, libs) };
  }
  if (target.rego === undefined) return [worded("GatekeeperNoRego", { field })];
  return { version: "v0", rego: { field: `${field}.rego`, text: target.rego }, libs: libsAt(`${field}.libs`, target.libs) };
}

function findingsInHeader({ apiVersion, kind, metadata, spec }: Manifest): Worded[] {
  const findings: Worded[] = [];
  if (kind !== "ConstraintTemplate")
    findings.push(worded("GatekeeperKind", { field: "kind", found: kind, expected: "ConstraintTemplate" }));
  if (!API_VERSIONS.includes(apiVersion))
    findings.push(worded("GatekeeperApiVersion", { field: "apiVersion", found: apiVersion, expected: API_VERSIONS.join(", ") }));
  const expected = spec.crd.spec.names.kind.toLowerCase();
  if (metadata.name !== expected) findings.push(worded("GatekeeperName", { field: "metadata.name", found: metadata.name, expected }));
  const [target] = spec.targets;
  if (!target || spec.targets.length !== 1)
    findings.push(worded("GatekeeperTargets", { field: "spec.targets", found: spec.targets.length }));
  else if (target.target !== TARGET)
    findings.push(worded("GatekeeperTarget", { field: "spec.targets[0].target", found: target.target, expected: TARGET }));
  return findings;
}

/** Reads a ConstraintTemplate, v1 or v1beta1. Its Rego is not looked into: `prepareTemplate` does that. */
export function readConstraintTemplate(manifest: unknown): Read<ConstraintTemplate> {
  const parsed = Manifest.safeParse(manifest);
  if (!parsed.success) return { isGood: false, findings: findingsOf(parsed.error.issues, manifestSchema) };
  const { apiVersion, metadata, spec } = parsed.data;
  const { names, validation } = spec.crd.spec;
  const findings = findingsInHeader(parsed.data);
  const [target] = spec.targets;
  const written = target ? regoOf(target, "spec.targets[0]") : [];
  if (validation?.openAPIV3Schema)
    findings.push(...checkParameterSchema(validation.openAPIV3Schema, "spec.crd.spec.validation.openAPIV3Schema"));
  if (Array.isArray(written)) return { isGood: false, findings: [...findings, ...written] };
  if (findings.length > 0) return { isGood: false, findings };
  const isLegacy = validation?.legacySchema ?? apiVersion.endsWith("v1beta1");
  return {
    isGood: true,
    value: {
      name: metadata.name,
      kind: names.kind,
      ...(written as Written),
      parameters: validation?.openAPIV3Schema,
      isStructural: !isLegacy,
    },
  };
}
