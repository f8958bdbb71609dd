import { encode } from "uqr";

/** The rim that readers need (ISO/IEC 18004: four modules). */
const RIM = 4;

/** A text as a QR code: how many modules wide with its rim, and the dark ones as an SVG path. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { border: RIM });
  return { size, path: data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join("") };
}
