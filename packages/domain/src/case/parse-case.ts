import { CaseSpec } from "@holdfast/contracts/scenario-case";
import { type ReadYaml, readYaml } from "../yaml/read-yaml";

/** Reads a case from YAML. Every problem names its place and a remedy; none is thrown. */
export const parseCase = (yaml: string): ReadYaml<CaseSpec> => readYaml(CaseSpec, yaml);
