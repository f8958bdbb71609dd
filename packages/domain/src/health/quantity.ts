const BINARY = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 } as const;
const DECIMAL = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 } as const;
const factors: Readonly<Record<string, number>> = { "": 1, ...BINARY, ...DECIMAL };
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])|[eE]([+-]?\d+))?$/;

/** The number that a Kubernetes quantity (`250m`, `1.5Gi`, `2e3`) stands for, in its base unit; undefined for anything else. */
export function parseQuantity(text: unknown): number | undefined {
  if (typeof text === "number") return Number.isFinite(text) ? text : undefined;
  const [, digits, suffix, exponent] = typeof text === "string" ? (QUANTITY.exec(text) ?? []) : [];
  if (digits === undefined) return undefined;
  return exponent === undefined ? Number(digits) * (factors[suffix ?? ""] ?? 1) : Number(`${digits}e${exponent}`);
}
