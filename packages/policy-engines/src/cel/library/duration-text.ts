import { CelRuntimeError } from "../run/runtime-error";
import { Duration } from "../values/cel-values";

const UNITS: Readonly<Record<string, bigint>> = {
  ...{ ns: 1n, us: 1000n, µs: 1000n, μs: 1000n, ms: 1_000_000n },
  ...{ s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n },
};
const MAX = 2n ** 63n;

const failure = () => new CelRuntimeError("type conversion error from 'string' to 'google.protobuf.Duration'");

/** A span that Go can hold: 64 bits of nanoseconds. */
export function durationOf(nanos: bigint): Duration {
  if (nanos < -MAX || nanos >= MAX) throw new CelRuntimeError("integer overflow");
  return new Duration(nanos);
}

/** Reads `1h30m`, `-1.5s` and the like, as Go does. */
export function parseDuration(text: string): Duration {
  const body = text.replace(/^[+-]/, "");
  if (body === "0") return new Duration(0n);
  const parts = [...body.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== body) throw failure();
  let nanos = 0n;
  for (const [, amount = "0", unit = "s"] of parts) {
    const [whole = "0", fraction = ""] = amount.split(".");
    const size = UNITS[unit] ?? 1n;
    nanos += BigInt(whole || "0") * size + (BigInt(fraction || "0") * size) / 10n ** BigInt(fraction.length);
  }
  const signed = text.startsWith("-") ? -nanos : nanos;
  if (signed < -MAX || signed >= MAX) throw failure();
  return new Duration(signed);
}

/** A span in seconds, with as many digits as it needs: `5400s`, `0.5s`. */
export function durationText({ nanos }: Duration): string {
  const size = nanos < 0n ? -nanos : nanos;
  const fraction = String(size % 1_000_000_000n)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${nanos < 0n ? "-" : ""}${size / 1_000_000_000n}${fraction ? `.${fraction}` : ""}s`;
}
