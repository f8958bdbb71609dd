import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import type { Opaque } from "../values/cel-values";

const NUMERIC = /^\d+$/;
const MAX_UINT = 2n ** 64n - 1n;

/** A version by the rules of semver 2. */
export class Semver implements Opaque {
  readonly typeName = "kubernetes.Semver";

  constructor(
    readonly numbers: readonly [bigint, bigint, bigint],
    readonly prerelease: readonly string[],
    readonly build: string,
  ) {}

  get text(): string {
    return `${this.numbers.join(".")}${this.prerelease.length > 0 ? `-${this.prerelease.join(".")}` : ""}${this.build ? `+${this.build}` : ""}`;
  }

  equals(other: unknown): boolean {
    return other instanceof Semver && this.compare(other) === 0;
  }

  compare(other: Semver): number {
    for (const [i, number] of this.numbers.entries()) {
      const against = other.numbers[i] ?? 0n;
      if (number !== against) return number > against ? 1 : -1;
    }
    // A release comes after what led to it.
    if (this.prerelease.length === 0 || other.prerelease.length === 0)
      return Number(this.prerelease.length === 0) - Number(other.prerelease.length === 0);
    return comparePrereleases(this.prerelease, other.prerelease);
  }
}

const comparePrereleases = (a: readonly string[], b: readonly string[]): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareParts(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
};

const compareParts = (a: string, b: string): number => {
  const [isNumberA, isNumberB] = [NUMERIC.test(a), NUMERIC.test(b)];
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  if (isNumberA) return Number(BigInt(a) > BigInt(b)) - Number(BigInt(a) < BigInt(b));
  return Number(a > b) - Number(a < b);
};

const numberOf = (text: string, what: string): bigint => {
  if (!NUMERIC.test(text)) throw new CelRuntimeError(`Invalid character(s) found in ${what} number ${JSON.stringify(text)}`);
  if (text.length > 1 && text.startsWith("0"))
    throw new CelRuntimeError(`${what[0]?.toUpperCase()}${what.slice(1)} number must not contain leading zeroes ${JSON.stringify(text)}`);
  if (BigInt(text) > MAX_UINT) throw new CelRuntimeError(`${what} number is out of range`);
  return BigInt(text);
};

const checkPart = (part: string, isBuild: boolean): string => {
  if (part === "") throw new CelRuntimeError(isBuild ? "Build meta data is empty" : "Prerelease is empty");
  if (!/^[0-9A-Za-z-]+$/.test(part))
    throw new CelRuntimeError(`Invalid character(s) found in ${isBuild ? "build meta data" : "prerelease"} ${JSON.stringify(part)}`);
  if (!isBuild && NUMERIC.test(part) && part.length > 1 && part.startsWith("0"))
    throw new CelRuntimeError(`Numeric PreRelease version must not contain leading zeroes ${JSON.stringify(part)}`);
  return part;
};

const parseSemver = (text: string): Semver => {
  if (text === "") throw new CelRuntimeError("Version string empty");
  const [first = "", second, ...more] = text.split(".");
  if (second === undefined || more.length === 0) throw new CelRuntimeError("No Major.Minor.Patch elements found");
  const rest = more.join(".");
  const plus = rest.indexOf("+");
  const [before, build] = plus < 0 ? [rest, null] : [rest.slice(0, plus), rest.slice(plus + 1)];
  const dash = before.indexOf("-");
  const [patch, prerelease] = dash < 0 ? [before, null] : [before.slice(0, dash), before.slice(dash + 1)];
  return new Semver(
    [numberOf(first, "major"), numberOf(second, "minor"), numberOf(patch, "patch")],
    prerelease === null ? [] : prerelease.split(".").map((part) => checkPart(part, false)),
    build === null
      ? ""
      : build
          .split(".")
          .map((part) => checkPart(part, true))
          .join("."),
  );
};

const withoutZeros = (part: string): string => {
  if (part.length < 2) return part;
  const stripped = part.replace(/^0+/, "");
  return /^\d/.test(stripped) ? stripped : `0${stripped}`;
};

const splitParts = (text: string): string[] => {
  const [first = "", second, ...rest] = text.split(".");
  return second === undefined ? [first] : rest.length === 0 ? [first, second] : [first, second, rest.join(".")];
};

/** `v1.2` as `1.2.0`. */
const normalized = (text: string): string => {
  const parts = splitParts(text.replace(/^v/, "")).map(withoutZeros);
  if (parts.length === 3) return parts.join(".");
  if (/[+-]/.test(parts.at(-1) ?? "")) throw new CelRuntimeError("Short version cannot contain PreRelease/Build meta data");
  while (parts.length < 3) parts.push("0");
  return parts.join(".");
};

const parse = (text: string, isLenient = false): Semver => parseSemver(isLenient ? normalized(text) : text);

const isSemver = (text: string, isLenient = false): boolean => {
  try {
    parse(text, isLenient);
    return true;
  } catch {
    return false;
  }
};

const S = "kubernetes.Semver";

/** Versions. */
export const SEMVER: readonly Declaration[] = [
  [`semver(string): ${S}`, (text: string) => parse(text)],
  [`semver(string, bool): ${S}`, parse],
  ["isSemver(string): bool", (text: string) => isSemver(text)],
  ["isSemver(string, bool): bool", isSemver],
  [`${S}::isGreaterThan(${S}): bool`, (a: Semver, b: Semver) => a.compare(b) > 0],
  [`${S}::isLessThan(${S}): bool`, (a: Semver, b: Semver) => a.compare(b) < 0],
  [`${S}::compareTo(${S}): int`, (a: Semver, b: Semver) => BigInt(a.compare(b))],
  [`${S}::major(): int`, ({ numbers }: Semver) => numbers[0]],
  [`${S}::minor(): int`, ({ numbers }: Semver) => numbers[1]],
  [`${S}::patch(): int`, ({ numbers }: Semver) => numbers[2]],
];
