import { PlanSpec } from "@holdfast/contracts/plan";
import { readYaml } from "../yaml/read-yaml";
import type { YamlProblem } from "../yaml/yaml-problem";

/** A plan that was read and its hash, or everything that is wrong with its text. */
export type ParsedPlan =
  | { readonly isValid: true; readonly plan: PlanSpec; readonly contentHash: string }
  | { readonly isValid: false; readonly problems: readonly YamlProblem[] };

/** Reads a plan from YAML. Every problem names its line, its column, its field and a remedy; none is thrown. */
export function parsePlan(yaml: string): ParsedPlan {
  const read = readYaml(PlanSpec, yaml);
  return read.isValid ? { isValid: true, plan: read.value, contentHash: read.contentHash } : read;
}
