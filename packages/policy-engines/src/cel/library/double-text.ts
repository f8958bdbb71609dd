/** The digits and the power of ten of a number: the shortest that name it. */
const partsOf = (value: number): { sign: string; digits: string; exponent: number } => {
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return { sign: value < 0 || Object.is(value, -0) ? "-" : "", digits: mantissa.replace(".", ""), exponent: Number(exponent) };
};

const special = (value: number, infinity: string): string | null => {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return null;
  return value > 0 ? infinity : `-${infinity.replace("+", "")}`;
};

/** A double as Go's `%g` writes it: an exponent of at least two digits below 1e-4 and from 1e6 on. */
export function doubleText(value: number): string {
  const named = special(value, "+Inf");
  if (named) return named;
  const { sign, digits, exponent } = partsOf(value);
  if (exponent >= -4 && exponent < 6) return plainText(value);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
}

function plainText(value: number): string {
  const { sign, digits, exponent } = partsOf(value);
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction ? `.${fraction}` : ""}`;
}
