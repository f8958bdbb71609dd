/** A text as a string of PromQL. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;

/** A text that a regular expression of PromQL matches as it is. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** How metrics are narrowed down: `{a="b",c=~"d.*"}`. `matches` are regular expressions; empty without any. */
export function selector(equals: Readonly<Record<string, string>>, matches: Readonly<Record<string, string>> = {}): string {
  const parts = [
    ...Object.entries(equals).map(([label, value]) => `${label}=${quoted(value)}`),
    ...Object.entries(matches).map(([label, value]) => `${label}=~${quoted(value)}`),
  ];
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}
