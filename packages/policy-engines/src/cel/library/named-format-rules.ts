import { compiledPattern } from "./regex";
import { parseUrl } from "./url-value";

type Rule = (text: string) => readonly string[];

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const LABEL_VALUE = `(${QUALIFIED})?`;

const bytesIn = (text: string) => new TextEncoder().encode(text).length;
const matches = (pattern: string, text: string) => compiledPattern(`^${pattern}$`).matcher(text).find();
const tooLong = (text: string, most: number) => (bytesIn(text) > most ? [`must be no more than ${most} characters`] : []);

const explained = (what: string, pattern: string, examples: readonly string[]): string => {
  const shown = examples.map((example) => `'${example}'`).join(",  or ");
  return `${what} (e.g. ${shown}, regex used for validation is '${pattern}')`;
};

const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const LABEL_1035_TEXT =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const NAME_TEXT = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

const label: Rule = (text) => [
  ...tooLong(text, 63),
  ...(matches(LABEL, text) ? [] : [explained(LABEL_TEXT, LABEL, ["my-name", "123-abc"])]),
];
const subdomain: Rule = (text) => [
  ...tooLong(text, 253),
  ...(matches(SUBDOMAIN, text) ? [] : [explained(SUBDOMAIN_TEXT, SUBDOMAIN, ["example.com"])]),
];
const label1035: Rule = (text) => [
  ...tooLong(text, 63),
  ...(matches(LABEL_1035, text) ? [] : [explained(LABEL_1035_TEXT, LABEL_1035, ["my-name", "abc-123"])]),
];

const qualifiedName: Rule = (text) => {
  const parts = text.split("/");
  if (parts.length > 2)
    return [
      `a valid label key ${explained(NAME_TEXT, QUALIFIED, ["MyName", "my.name", "123-abc"])} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const [name = "", prefix] = parts.toReversed();
  const prefixFaults =
    prefix === undefined
      ? []
      : prefix === ""
        ? ["prefix part must be non-empty"]
        : subdomain(prefix).map((fault) => `prefix part ${fault}`);
  const long = tooLong(name, 63).map((fault) => `name part ${fault}`);
  const wrong = matches(QUALIFIED, name) ? [] : [`name part ${explained(NAME_TEXT, QUALIFIED, ["MyName", "my.name", "123-abc"])}`];
  return [...prefixFaults, ...(name === "" ? ["name part must be non-empty"] : []), ...long, ...wrong];
};

const labelValue: Rule = (text) => [
  ...tooLong(text, 63),
  ...(matches(LABEL_VALUE, text) ? [] : [explained(VALUE_TEXT, LABEL_VALUE, ["MyValue", "my_value", "12345"])]),
];

/** What follows the dash of a name that is generated is not there yet. */
const prefixOf =
  (rule: Rule): Rule =>
  (text) =>
    rule(text.length > 1 && text.endsWith("-") ? `${text.slice(0, -2)}a` : text);

const uri: Rule = (text) => {
  try {
    parseUrl(text);
    return [];
  } catch (cause) {
    return [(cause as Error).message];
  }
};

const isDate = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
};
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const isDateTime = (text: string): boolean => {
  const match = DATE_TIME.exec(text);
  return match !== null && isDate(match[1] ?? "") && Number(match[2]) < 24 && Number(match[3]) < 60 && Number(match[4]) < 60;
};
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const UUID = /^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$/;

const holds =
  (test: (text: string) => boolean, fault: string): Rule =>
  (text) =>
    test(text) ? [] : [fault];

/** The named formats: the name that CEL calls them by, the one that they print, and the rule. */
export const FORMATS: Readonly<Record<string, { readonly name: string; readonly faults: Rule }>> = {
  dns1123Label: { name: "DNS1123Label", faults: label },
  dns1123Subdomain: { name: "DNS1123Subdomain", faults: subdomain },
  dns1035Label: { name: "DNS1035Label", faults: label1035 },
  qualifiedName: { name: "QualifiedName", faults: qualifiedName },
  dns1123LabelPrefix: { name: "DNS1123LabelPrefix", faults: prefixOf(label) },
  dns1123SubdomainPrefix: { name: "DNS1123SubdomainPrefix", faults: prefixOf(subdomain) },
  dns1035LabelPrefix: { name: "DNS1035LabelPrefix", faults: prefixOf(label1035) },
  labelValue: { name: "LabelValue", faults: labelValue },
  uri: { name: "URI", faults: uri },
  uuid: { name: "uuid", faults: holds((text) => UUID.test(text), "does not match the UUID format") },
  byte: { name: "byte", faults: holds((text) => BASE64.test(text) && text !== "", "invalid base64") },
  date: { name: "date", faults: holds(isDate, "invalid date") },
  datetime: { name: "datetime", faults: holds(isDateTime, "invalid datetime") },
};
