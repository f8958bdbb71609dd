import { type CelEnvironment, functionTable } from "../environment";
import { AUTHORIZER_FUNCTIONS } from "./authorizer";
import { CONVERSIONS } from "./convert";
import { LISTS } from "./lists";
import { NAMED_FORMATS } from "./named-format";
import { NET } from "./net";
import { OPERATORS } from "./operators";
import { OPTIONALS } from "./optionals";
import { QUANTITY } from "./quantity";
import { REGEX } from "./regex";
import { SEMVER } from "./semver";
import { STRING_FORMAT } from "./string-format";
import { STRINGS } from "./strings";
import { TIME } from "./time";
import { URLS } from "./url";

const DECLARATIONS = [
  ...[...OPERATORS, ...CONVERSIONS, ...STRINGS, ...STRING_FORMAT, ...REGEX, ...LISTS, ...TIME, ...OPTIONALS],
  ...[...QUANTITY, ...NET, ...URLS, ...SEMVER, ...NAMED_FORMATS, ...AUTHORIZER_FUNCTIONS],
];

/** CEL with the library of Kubernetes 1.36: all that an expression of a policy may call, and nothing else. */
export const kubernetesLibrary: CelEnvironment = { variables: {}, structs: {}, functions: functionTable(DECLARATIONS) };
