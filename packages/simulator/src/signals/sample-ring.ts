/** Samples of one series by the number of their scrape, in blocks; a block of equal values costs one number. */
const BLOCK = 120;

interface Block {
  readonly number: number;
  /** The value of all samples in [from, to) until `values` takes over. */
  readonly constant: number;
  readonly from: number;
  to: number;
  values: Float64Array | null;
}

/** The newest samples of one series. NaN stands for "no sample at this scrape". */
export class SampleRing {
  private blocks: Block[] = [];

  /** Writes the sample of a scrape, which must be later than all before. */
  set(scrape: number, value: number): void {
    const number = Math.floor(scrape / BLOCK);
    const place = scrape % BLOCK;
    const block = this.blocks.at(-1);
    if (!block || block.number !== number) {
      this.blocks.push({ number, constant: value, from: place, to: place + 1, values: null });
      return;
    }
    if (!block.values && value === block.constant && place === block.to) {
      block.to = place + 1;
      return;
    }
    block.values ??= new Float64Array(BLOCK).fill(Number.NaN).fill(block.constant, block.from, block.to);
    block.values[place] = value;
  }

  /** Copies the samples of scrapes [from, from + target.length) into `target`; NaN where there is none. */
  copy(from: number, target: Float64Array): void {
    target.fill(Number.NaN);
    const end = from + target.length;
    for (const block of this.blocks) {
      const first = block.number * BLOCK;
      const [low, high] = [Math.max(first, from), Math.min(first + BLOCK, end)];
      if (low >= high) continue;
      if (block.values) target.set(block.values.subarray(low - first, high - first), low - from);
      else target.fill(block.constant, Math.max(low, first + block.from) - from, Math.max(0, Math.min(high, first + block.to) - from));
    }
  }

  /** Forgets whole blocks before a scrape. */
  dropBefore(scrape: number): void {
    const number = Math.floor(scrape / BLOCK);
    if (this.blocks[0] && this.blocks[0].number < number) this.blocks = this.blocks.filter((block) => block.number >= number);
  }

  get isEmpty(): boolean {
    return this.blocks.length === 0;
  }
}
