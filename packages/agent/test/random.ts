import type { Json } from "@holdfast/contracts/json";

/** Random values that come again with the same seed, so that a failure can be seen twice. */
export class Random {
  constructor(private state: number) {}

  /** An integer from 0 to below the bound. */
  below(bound: number): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % bound;
  }

  one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  many<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** A text with everything that breaks readers: quotes, escapes, brackets, several bytes, halves of pairs. */
  text(): string {
    return this.many(8, () => this.one(["a", "items", '"', "\\", "{", "]", ":", ",", "é", "漢", "😀", "\u0000", "\ud800", "\n", " "])).join(
      "",
    );
  }

  json(depth = 3): Json {
    const kinds = depth > 0 ? 7 : 5;
    switch (this.below(kinds)) {
      case 0:
        return null;
      case 1:
        return this.below(2) === 0;
      case 2:
        return this.below(2_000_000) - 1_000_000;
      case 3:
        return this.below(1000) / 7;
      case 4:
        return this.text();
      case 5:
        return this.many(4, () => this.json(depth - 1));
      default:
        return this.object(depth - 1);
    }
  }

  object(depth = 3): { [key: string]: Json } {
    return Object.fromEntries(
      this.many(4, () => [this.one(["items", "metadata", "spec", "status", "a", "7", this.text()]), this.json(depth)]),
    );
  }
}

/** So many randoms, each with its own seed. */
export const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => 1000 + i * 7919);
