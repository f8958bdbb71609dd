import type { Json } from "@holdfast/contracts/json";
import { stringify } from "yaml";

/** A value as YAML that people read and edit: no line is folded, and nothing is written as an alias of something else. */
export const writeYaml = (value: Json): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
