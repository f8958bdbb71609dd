/** What is wrong with a ConstraintTemplate or a constraint. `field` is the way to it, as it is written in the manifest. */
export const gatekeeperPhrases = {
  GatekeeperKind: "{field}: this is a {found}, and {expected} is needed here",
  GatekeeperApiVersion: "{field}: {found} is not known; write one of {expected}",
  GatekeeperField: "{field}: {problem}",
  GatekeeperUnknownField: "{field}: there is no such field; the fields here are {known}",
  GatekeeperName: "{field} must be {expected}, the kind in small letters; it is {found}",
  GatekeeperTargets: "{field}: exactly one target is needed, and {found} were given",
  GatekeeperTarget: "{field}: {found} is not known; the target is {expected}",
  GatekeeperNoRego: "{field}: there is no Rego; write it in rego, or in code with the engine Rego",
  GatekeeperRegoTwice: "{field}: Rego stands in both rego and code; keep one of them",
  GatekeeperNoViolation: "{field}: there is no rule named violation; Gatekeeper asks for no other",
  GatekeeperLibPackage: "{field}: the package of a library must begin with lib; this one is {found}",
  GatekeeperImport: "{field}, line {line}: {found} can't be imported; only data.lib can, with what this template brings along",
  GatekeeperData:
    "{field}, line {line}: {found} can't be read; a template sees data.inventory and its own libraries, and nothing else of data",
  GatekeeperRego: "{field}, line {line}, column {column}: {problem} ({code})",
  GatekeeperSchema: "{field}: this is no schema that values can be checked with: {problem}",
  GatekeeperParameters: "{field}: {problem}",
  GatekeeperSelector: "{field}: {problem}",
} as const;
