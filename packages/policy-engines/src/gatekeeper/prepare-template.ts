import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { RegoEngine } from "../rego/rego-engine";
import type { PreparedRego, RegoCall, RegoOutline, RegoProblem } from "../rego/rego-types";
import type { ConstraintTemplate } from "./constraint-template";
import type { Read } from "./manifest-findings";

/** A template whose Rego compiles and keeps Gatekeeper's rules. */
export interface PreparedTemplate {
  readonly template: ConstraintTemplate;
  readonly policy: PreparedRego;
}

const ASKED = "gatekeeper.rego";
const ANSWERS = "holdfast.gatekeeper.answers";
const PACKAGE = /^\s*package\s+([^\s#;]+)/m;

/**
 * What Gatekeeper asks a template: messages with their details, each once. A violation without a message says nothing there.
 * In Rego, as it is there, so that a rule of any shape answers the same.
 */
const question = (packagePath: string) => `package holdfast.gatekeeper
import rego.v1
answers contains {"msg": found.msg, "details": object.get(found, "details", {})} if data.${packagePath}.violation[found]
`;

const inRego = ({ file, line, column, code, message }: RegoProblem): Worded =>
  worded("GatekeeperRego", { field: file, line, column, problem: message, code });

const isLibrary = (name: string) => /^data\.lib[.[]/.test(name);
const isReadable = (name: string) => isLibrary(name) || /^data\.inventory($|[.[])/.test(name);
const isImportable = (name: string) => isLibrary(name) || /^(rego\.v1|future\.keywords)($|\.)/.test(name);

function findingsIn({ file, package: name, rules, imports, data }: RegoOutline, entry: string): Worded[] {
  const findings: Worded[] = [];
  if (file === entry && !rules.some((rule) => rule.name === "violation")) findings.push(worded("GatekeeperNoViolation", { field: file }));
  if (file !== entry && !isLibrary(name))
    findings.push(worded("GatekeeperLibPackage", { field: file, found: name.replace(/^data\./, "") }));
  for (const each of imports)
    if (!isImportable(each.name)) findings.push(worded("GatekeeperImport", { field: file, line: each.line, found: each.name }));
  for (const each of data)
    if (!isReadable(each.name)) findings.push(worded("GatekeeperData", { field: file, line: each.line, found: each.name }));
  return findings;
}

/** Compiles a template and holds it to what Gatekeeper takes. Faults of the engine are thrown; what is wrong with the template is the answer. */
export async function prepareTemplate(engine: RegoEngine, template: ConstraintTemplate, call?: RegoCall): Promise<Read<PreparedTemplate>> {
  const { rego, libs, version } = template;
  const modules = [rego, ...libs].map(({ field, text }) => ({ file: field, text }));
  // Only where the text has a package clause can it be asked for; without one OPA says so below.
  const packagePath = PACKAGE.exec(rego.text)?.[1];
  const asked = packagePath ? [{ file: ASKED, text: question(packagePath) }] : [];
  const preparation = await engine.prepare({ modules: [...modules, ...asked], version, query: `data.${ANSWERS}` }, call);
  const { outlines } = preparation.isPrepared ? preparation.policy : preparation;
  const findings = outlines.filter(({ file }) => file !== ASKED).flatMap((outline) => findingsIn(outline, rego.field));
  // What reads all of data reads the question too, and OPA says that in words that help nobody.
  if (!preparation.isPrepared) return { isGood: false, findings: findings.length > 0 ? findings : preparation.problems.map(inRego) };
  const { policy } = preparation;
  if (findings.length === 0) return { isGood: true, value: { template, policy } };
  engine.release(policy);
  return { isGood: false, findings };
}
