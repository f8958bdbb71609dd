import { type FieldCause, fieldCause } from "../field-cause";

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED_NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const LABEL_VALUE = `(${QUALIFIED_NAME})?`;
const ALPHANUMERIC_ENDS = "and must start and end with an alphanumeric character";

const matches = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`).test(value);
const asRule = (text: string, examples: readonly string[], pattern: string) => {
  const shown = examples.map((example) => `'${example}'`).join(",  or ");
  return `${text} (e.g. ${shown}, regex used for validation is '${pattern}')`;
};

const SUBDOMAIN_RULE = asRule(
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', ${ALPHANUMERIC_ENDS}`,
  ["example.com"],
  SUBDOMAIN,
);
const LABEL_RULE = asRule(
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', ${ALPHANUMERIC_ENDS}`,
  ["my-name", "123-abc"],
  LABEL,
);
const DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const DNS_1035_RULE = asRule(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  ["my-name", "abc-123"],
  DNS_1035,
);
const NAME_PART_RULE = asRule(
  `name part must consist of alphanumeric characters, '-', '_' or '.', ${ALPHANUMERIC_ENDS}`,
  ["MyName", "my.name", "123-abc"],
  QUALIFIED_NAME,
);
const LABEL_VALUE_RULE = asRule(
  `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', ${ALPHANUMERIC_ENDS}`,
  ["MyValue", "my_value", "12345"],
  LABEL_VALUE,
);

/** A name check: what is wrong with a value, or null. */
export type NameRule = (value: string) => string | null;

const bounded = (limit: number, pattern: string, rule: string): NameRule => {
  return (value) => {
    if (value.length > limit) return `must be no more than ${limit} characters`;
    return matches(pattern, value) ? null : rule;
  };
};

/** A DNS subdomain, as most objects are named. */
export const subdomainRule: NameRule = bounded(253, SUBDOMAIN, SUBDOMAIN_RULE);
/** A DNS label, as containers are named. */
export const labelRule: NameRule = bounded(63, LABEL, LABEL_RULE);
/** A DNS label that starts with a letter, as services are named. */
export const dns1035Rule: NameRule = bounded(63, DNS_1035, DNS_1035_RULE);
/** A namespace's name, which cannot have dots. */
export const namespaceRule: NameRule = (value) => (value.includes(".") ? "must not contain dots" : labelRule(value));
/** A name that only must fit into a path, as roles are named. */
export const pathSegmentRule: NameRule = (value) => {
  if (value === "." || value === "..") return `may not be '${value}'`;
  const bad = ["/", "%"].find((letter) => value.includes(letter));
  return bad ? `may not contain '${bad}'` : null;
};

/** A key of labels, annotations or taints: an optional domain and a name. */
export function qualifiedNameFault(value: string): string | null {
  const [first = "", second, ...more] = value.split("/");
  if (more.length > 0) return `a qualified name ${NAME_PART_RULE.replace("name part ", "")}`;
  const name = second ?? first;
  if (second !== undefined && first === "") return "prefix part must be non-empty";
  if (second !== undefined && !matches(SUBDOMAIN, first)) return `prefix part ${SUBDOMAIN_RULE}`;
  if (name === "") return "name part must be non-empty";
  if (name.length > 63) return "name part must be no more than 63 characters";
  return matches(QUALIFIED_NAME, name) ? null : NAME_PART_RULE;
}

/** What is wrong with labels. */
export function labelFaults(labels: Readonly<Record<string, string>> | undefined, path: string): FieldCause[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const [badKey, badValue] = [qualifiedNameFault(key), bounded(63, LABEL_VALUE, LABEL_VALUE_RULE)(value)];
    return [...(badKey ? [fieldCause.invalid(path, key, badKey)] : []), ...(badValue ? [fieldCause.invalid(path, value, badValue)] : [])];
  });
}

const STANDARD_FINALIZERS = ["kubernetes", "orphan", "foregroundDeletion"];

/** What is wrong with finalizers: they need a domain, so that they do not meet. */
export function finalizerFaults(finalizers: readonly string[] | undefined): FieldCause[] {
  return (finalizers ?? []).flatMap((finalizer, i) => {
    const path = `metadata.finalizers[${i}]`;
    const fault = qualifiedNameFault(finalizer);
    if (fault) return [fieldCause.invalid(path, finalizer, fault)];
    if (finalizer.includes("/") || STANDARD_FINALIZERS.includes(finalizer)) return [];
    return [fieldCause.invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified")];
  });
}
