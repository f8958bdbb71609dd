// Cuts the body of a Kubernetes list into its items while it arrives, so that no more than one item is ever held as text.
// Works on bytes: outside strings, JSON's structure is ASCII.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const SPACE = 0x20;
const LONGEST_KEY = "items".length;

/** Where the scanner stands: in the envelope, inside the `items` array between items, or inside one item. */
type Place = "envelope" | "between" | "item";

/** A list whose items are cut out of it. Feed it the chunks of one body in order. */
export class JsonItems {
  /** Everything of the list but its items: complete once the body ended. */
  private readonly envelope: Buffer[] = [];
  private place: Place = "envelope";
  private envelopeDepth = 0;
  /** How deep inside the current item. */
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  /** The last string of the envelope, as far as it could be `items`; a key when a colon follows. */
  private key = "";
  private isItemsKey = false;
  private parts: Buffer[] = [];
  private partsLength = 0;
  /** How many items were left out because they are larger than the limit. */
  oversized = 0;
  /** The bytes of all items so far, for the byte budget of the next page. */
  itemBytes = 0;

  constructor(private readonly largestItem: number) {}

  /** Whether the items began, so that everything before them is known. */
  get hasHeader(): boolean {
    return this.place !== "envelope";
  }

  /** The list without its items, as far as it came. Throws a SyntaxError when it is no JSON. */
  envelopeSoFar(): unknown {
    const text = Buffer.concat(this.envelope).toString("utf8");
    return JSON.parse(this.place === "envelope" ? text : `${text}]}`);
  }

  /** The items that this chunk completed. The buffers share memory with the chunk: use them at once. */
  push(chunk: Buffer): Buffer[] {
    const items: Buffer[] = [];
    let at = 0;
    let itemFrom = 0;
    while (at < chunk.length) {
      if (this.place === "envelope") at = this.scanEnvelope(chunk, at);
      else if (this.place === "between") {
        at = this.scanBetween(chunk, at);
        itemFrom = at;
      } else {
        at = this.scanItem(chunk, at);
        if (this.depth === 0) {
          this.endItem(chunk.subarray(itemFrom, at), items);
          itemFrom = at;
        }
      }
    }
    if (this.place === "item") this.keepItem(chunk.subarray(itemFrom));
    return items;
  }

  /** Goes on inside an item until it ends, or the chunk does. The hot loop of a whole list: everything in locals. */
  private scanItem(chunk: Buffer, from: number): number {
    let { depth, isInString, isEscaped } = this;
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number; // Below the length, so there is one.
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
      } else if (byte === QUOTE) isInString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth--;
        if (depth === 0) {
          at++;
          break;
        }
      }
    }
    this.depth = depth;
    this.isInString = isInString;
    this.isEscaped = isEscaped;
    return at;
  }

  /** Looks for the next item, or for the end of the items. */
  private scanBetween(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      if (chunk[at] === OPEN_BRACE) {
        this.place = "item";
        return at;
      }
      if (chunk[at] === CLOSE_BRACKET) {
        this.place = "envelope";
        this.envelopeDepth = 1;
        this.keepEnvelope(chunk, at, at + 1);
        return at + 1;
      }
    }
    return chunk.length;
  }

  /** Goes on outside the items until they begin, or the chunk ends. */
  private scanEnvelope(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number; // Below the length, so there is one.
      if (this.isInString) this.scanKey(byte);
      else if (byte === QUOTE) {
        this.isInString = true;
        this.key = "";
        this.isItemsKey = false;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.envelopeDepth++;
        if (byte === OPEN_BRACKET && this.envelopeDepth === 2 && this.isItemsKey) {
          this.place = "between";
          return this.keepEnvelope(chunk, from, at + 1);
        }
        this.isItemsKey = false;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.envelopeDepth--;
      else if (byte === COLON) this.isItemsKey = this.envelopeDepth === 1 && this.key === "items";
      else if (byte > SPACE) this.isItemsKey = false;
    }
    return this.keepEnvelope(chunk, from, chunk.length);
  }

  private scanKey(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.isInString = false;
    // Longer than the one key that is looked for: its end does not matter.
    else if (this.key.length <= LONGEST_KEY) this.key += String.fromCharCode(byte);
  }

  private keepEnvelope(chunk: Buffer, from: number, to: number): number {
    this.envelope.push(Buffer.from(chunk.subarray(from, to)));
    return to;
  }

  private endItem(last: Buffer, items: Buffer[]): void {
    this.place = "between";
    const length = this.partsLength + last.length;
    this.itemBytes += length;
    if (length > this.largestItem) this.oversized++;
    else items.push(this.parts.length === 0 ? last : Buffer.concat([...this.parts, last], length));
    this.parts = [];
    this.partsLength = 0;
  }

  private keepItem(rest: Buffer): void {
    this.partsLength += rest.length;
    if (this.partsLength > this.largestItem) this.parts = [];
    else this.parts.push(Buffer.from(rest));
  }
}
