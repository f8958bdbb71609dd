const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** A Prometheus duration such as `1h30m` in milliseconds, or undefined when it is none. */
export function durationMs(text: string): number | undefined {
  if (text === "0") return 0;
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  let previous = Number.POSITIVE_INFINITY;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    const size = UNIT_MS[unit as string] as number;
    // Units go from large to small, each once.
    if (size >= previous) return undefined;
    previous = size;
    total += Number(amount) * size;
  }
  return total;
}

/** A number as PromQL writes it: decimal, hexadecimal, Inf, NaN, digits grouped by `_`, or a duration in seconds. */
export function numberOf(text: string): number {
  const word = text.toLowerCase().replaceAll("_", "");
  const unsigned = word.replace(/^[+-]/, "");
  const sign = word.startsWith("-") ? -1 : 1;
  if (unsigned === "inf") return sign * Number.POSITIVE_INFINITY;
  if (unsigned === "nan") return Number.NaN;
  // A leading zero means octal there, as in Go.
  if (/^0[0-7]+$/.test(unsigned)) return sign * Number.parseInt(unsigned, 8);
  const asDuration = /[a-z]$/.test(unsigned) && !unsigned.startsWith("0x") ? durationMs(unsigned) : undefined;
  return sign * (asDuration === undefined ? Number(unsigned) : asDuration / 1_000);
}

const ESCAPES: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const ESCAPE = /\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[0-7]{3}|.)/gi;

/** The value of a quoted string: double or single quotes with escapes, back quotes without. */
export function unquote(literal: string): string {
  const body = literal.slice(1, -1);
  if (literal.startsWith("`")) return body;
  return body.replace(ESCAPE, (_match, code: string) => {
    if (/^[xu]/i.test(code) && code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]{3}$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return ESCAPES[code] ?? code;
  });
}
