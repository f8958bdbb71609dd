/** A source of numbers in [0, 1) that depends on nothing but its seed: the same question has the same answer, at any pace. */
export interface Noise {
  /** A number for a name and an index. */
  at(name: string, index: number): number;
  /** A curve in [-1, 1] over time that wanders without jumps; `periodMs` is the time of one turn. */
  smooth(name: string, atMs: number, periodMs: number): number;
  /** The same curve, for those who follow it moment by moment: a step of it costs next to nothing. */
  curve(name: string, periodMs: number): Curve;
}

/** A curve in [-1, 1] over time. */
export type Curve = (atMs: number) => number;

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
  const curve = (name: string, periodMs: number): Curve => {
    let turn = Number.NaN;
    let [from, to] = [0, 0];
    return (atMs) => {
      const now = Math.floor(atMs / periodMs);
      if (now !== turn) [turn, from, to] = [now, at(name, now), at(name, now + 1)];
      const part = atMs / periodMs - turn;
      const blend = part * part * (3 - 2 * part);
      return 2 * (from * (1 - blend) + to * blend) - 1;
    };
  };
  return { at, curve, smooth: (name, atMs, periodMs) => curve(name, periodMs)(atMs) };
}
