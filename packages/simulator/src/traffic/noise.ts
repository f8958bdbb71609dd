/** A source of numbers in [0, 1) that depends on nothing but its seed: the same question has the same answer, at any pace. */
export interface Noise {
  /** A number for a name and an index. */
  at(name: string, index: number): number;
  /** A curve in [-1, 1] over time that wanders without jumps; `periodMs` is the time of one turn. */
  smooth(name: string, atMs: number, periodMs: number): number;
}

function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}

function mixed(value: number): number {
  let z = (value + 0x9e3779b9) >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/** The noise of a seed. */
export function noiseOf(seed: number): Noise {
  const names = new Map<string, number>();
  const base = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const hash = hashOf(`${seed}/${name}`);
    // Names of pods come and go; what is forgotten is only computed again.
    if (names.size > 10_000) names.clear();
    names.set(name, hash);
    return hash;
  };
  const at = (name: string, index: number): number => {
    const low = Math.imul(index | 0, 0x9e3779b1);
    const high = Math.imul(Math.floor(index / 4_294_967_296) | 0, 0x85ebca6b);
    return mixed(mixed(base(name) ^ low) ^ high) / 4_294_967_296;
  };
  const smooth = (name: string, atMs: number, periodMs: number): number => {
    const turn = Math.floor(atMs / periodMs);
    const part = atMs / periodMs - turn;
    const blend = part * part * (3 - 2 * part);
    return 2 * (at(name, turn) * (1 - blend) + at(name, turn + 1) * blend) - 1;
  };
  return { at, smooth };
}
