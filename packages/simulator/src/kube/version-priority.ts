const FORMAT = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STAGES = ["", "beta", "alpha"];

const parse = (version: string) => {
  const match = FORMAT.exec(version);
  return match ? { major: Number(match[1]), stage: STAGES.indexOf(match[2] ?? ""), minor: Number(match[3] ?? 0) } : null;
};

/** Orders API versions best first: `v2`, `v1`, `v2beta1`, `v1alpha1`, and names that are no versions last. */
export function byPriority(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  if (!left || !right) return left ? -1 : right ? 1 : a < b ? -1 : Number(a > b);
  return left.stage - right.stage || right.major - left.major || right.minor - left.minor;
}
