const NEWLINE = 0x0a;

/** Cuts a byte stream into lines. A line longer than the limit is skipped and counted, and the stream goes on. */
export class ByteLines {
  private parts: Buffer[] = [];
  private length = 0;
  /** How many lines were left out because they are longer than the limit. */
  oversized = 0;

  constructor(private readonly longestLine: number) {}

  /** The lines that this chunk completed, without their newline. The buffers share memory with the chunk: use them at once. */
  push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.endLine(chunk.subarray(from, end), lines);
      from = end + 1;
    }
    this.keep(chunk.subarray(from));
    return lines;
  }

  private endLine(last: Buffer, lines: Buffer[]): void {
    const length = this.length + last.length;
    if (length > this.longestLine) this.oversized++;
    else if (length > 0) lines.push(this.parts.length === 0 ? last : Buffer.concat([...this.parts, last], length));
    this.parts = [];
    this.length = 0;
  }

  private keep(rest: Buffer): void {
    if (rest.length === 0) return;
    this.length += rest.length;
    if (this.length > this.longestLine) this.parts = [];
    else this.parts.push(Buffer.from(rest));
  }
}
