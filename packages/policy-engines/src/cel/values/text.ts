const ASCII = /^[\0-\x7f]*$/;

/** A text as the characters that CEL counts: code points, where JavaScript counts halves of them. */
export class Characters {
  private readonly points: readonly string[] | null;

  constructor(private readonly text: string) {
    this.points = ASCII.test(text) ? null : [...text];
  }

  get length(): number {
    return this.points?.length ?? this.text.length;
  }

  at(index: number): string {
    return (this.points ?? this.text)[index] ?? "";
  }

  slice(from: number, to: number): string {
    return this.points ? this.points.slice(from, to).join("") : this.text.slice(from, to);
  }

  /** Where a part first stands at or after `from`; -1 when nowhere. */
  indexOf(part: string, from: number): number {
    const found = this.text.indexOf(part, this.offset(from));
    return found < 0 || !this.points ? found : [...this.text.slice(0, found)].length;
  }

  /** Where a part last stands at or before `from`; -1 when nowhere. */
  lastIndexOf(part: string, from: number): number {
    const found = this.text.lastIndexOf(part, this.offset(from));
    return found < 0 || !this.points ? found : [...this.text.slice(0, found)].length;
  }

  private offset(index: number): number {
    return this.points ? this.points.slice(0, index).join("").length : index;
  }
}

/** Compares as UTF-8 does, which is by code point. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (ASCII.test(a) && ASCII.test(b)) return a < b ? -1 : 1;
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
