const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
const POWERS = "kmgtp";

/** A duration such as `1m30s` or `250ms` in seconds, or undefined when it is none. */
export function secondsOf(text: string): number | undefined {
  if (!/^[+-]?(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdwy]))+$/.test(text)) return text === "0" ? 0 : undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdwy])/g)];
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit as string] as number), 0);
  return text.startsWith("-") ? -total : total;
}

/** A size such as `5KB` (thousands) or `5KiB` (1,024s) in bytes, or undefined when it is none. */
export function bytesOf(text: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s?([kmgtp]?)(i?)b?$/i.exec(text);
  if (!parts) return undefined;
  const [, amount, unit = "", binary] = parts;
  return Number(amount) * (binary ? 1_024 : 1_000) ** (POWERS.indexOf(unit.toLowerCase()) + 1 || 0);
}
