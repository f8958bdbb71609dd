/** Labels that a parser found in a line, or why it could not read it. */
export interface ParsedLine {
  readonly found: readonly (readonly [string, string])[];
  readonly error: { readonly kind: "JSONParserErr" | "LogfmtParserErr"; readonly details: string } | null;
}

/** A label's name may hold letters, digits and underscores. */
const sanitised = (name: string): string => {
  const plain = name.replaceAll(/[^A-Za-z0-9_]/g, "_");
  return /^\d/.test(plain) ? `_${plain}` : plain;
};

function flattened(value: object, prefix: string, found: [string, string][]): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix === "" ? sanitised(key) : `${prefix}_${key.replaceAll(/[^A-Za-z0-9_]/g, "_")}`;
    if (inner === null || Array.isArray(inner)) continue;
    if (typeof inner === "object") flattened(inner, name, found);
    else found.push([name, String(inner)]);
  }
}

const NOT_JSON: ParsedLine = {
  found: [],
  error: { kind: "JSONParserErr", details: "Value looks like object, but can't find closing '}' symbol" },
};

/** The fields of a JSON object, those of objects inside joined by `_`; lists and nulls are left out. */
export function parseJsonLine(line: string): ParsedLine {
  if (!line.trimStart().startsWith("{")) return NOT_JSON;
  let value: object;
  try {
    // What begins with a brace and parses is an object.
    value = JSON.parse(line) as object;
  } catch {
    return NOT_JSON;
  }
  const found: [string, string][] = [];
  flattened(value, "", found);
  return { found, error: null };
}

const PAIR = /\s*([^\s="]+)(?:=(?:"((?:\\.|[^"\\])*)"(?=\s|$)|([^\s"]*)(?=\s|$)))?/y;

/** The pairs of a logfmt line; keys without a value are left out. */
export function parseLogfmtLine(line: string): ParsedLine {
  const found: [string, string][] = [];
  let at = 0;
  while (line.slice(at).trim() !== "") {
    PAIR.lastIndex = at;
    const pair = PAIR.exec(line);
    if (!pair) return { found, error: { kind: "LogfmtParserErr", details: `logfmt syntax error at pos ${at + 1}` } };
    at = PAIR.lastIndex;
    const [, key = "", quoted, bare] = pair;
    const value = quoted?.replaceAll(/\\(.)/g, (_match, letter: string) => ({ n: "\n", t: "\t", r: "\r" })[letter] ?? letter) ?? bare ?? "";
    if (value !== "") found.push([sanitised(key), value]);
  }
  return { found, error: null };
}
